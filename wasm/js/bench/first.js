// The time to the first verdict in a process of its own, printed as milliseconds by step.
import { readFileSync } from "node:fs";

const steps = {};

async function step(name, work) {
  const start = performance.now();
  const result = await work();
  steps[name] = performance.now() - start;
  return result;
}

const { load, classify } = await step("import", () => import("../dist/node.js"));
const bytes = readFileSync(new URL("../dist/finfault.wasm", import.meta.url));
const module = await step("compile", () => WebAssembly.compile(bytes));
await step("instantiate", () => load(module));
const body = '{"type":"list","correlationId":"c","data":[{"type":"error","code":"access-denied","title":"Access denied"}]}';
await step("first call", () => classify({ provider: "basiq", status: 403, body }).category);
await step("second call", () => classify({ provider: "basiq", status: 403, body }).category);
console.log(JSON.stringify(steps));
