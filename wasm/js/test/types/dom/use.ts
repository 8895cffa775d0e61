// A consumer in a browser.
import { classify, classifyResponse, init, load, type Verdict } from "finfault";

await init(new URL("https://example.com/finfault.wasm"));
await init(new Request("https://example.com/finfault.wasm"));
await init(fetch("https://example.com/finfault.wasm"));
await init(await fetch("https://example.com/finfault.wasm"));
await init(WebAssembly.compile(new Uint8Array()));
load(new WebAssembly.Module(new Uint8Array()));
const response = await fetch("https://example.com/");
export const verdict: Verdict = await classifyResponse(response, { provider: "truelayer" });
classify({ headers: response.headers, status: response.status, body: await response.text() });
classify({ headers: new Headers(), body: await response.arrayBuffer() });
