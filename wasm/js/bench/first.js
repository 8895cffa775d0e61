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
// The package checks the module, too, and its own code runs for the first time.
const { Instance } = WebAssembly;
let instantiating = 0;
WebAssembly.Instance = function (...given) {
  const start = performance.now();
  const instance = new Instance(...given);
  instantiating = performance.now() - start;
  return instance;
};
await step("load", () => load(module));
steps["of which instantiate"] = instantiating;
const body = '{"type":"list","correlationId":"c","data":[{"type":"error","code":"access-denied","title":"Access denied"}]}';
await step("first call", () => classify({ provider: "basiq", status: 403, body }).category);
await step("second call", () => classify({ provider: "basiq", status: 403, body }).category);
console.log(JSON.stringify(steps));
