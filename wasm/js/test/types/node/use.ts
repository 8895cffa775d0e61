// A consumer in Node: its fetch has types of its own.
import { Buffer } from "node:buffer";
import { readFile } from "node:fs/promises";

import { classify, classifyResponse, init, load, type Verdict } from "finfault";
import { fetch as undiciFetch, type Response as UndiciResponse } from "undici-types";

await init(readFile("finfault.wasm"));
await init(fetch("https://example.com/finfault.wasm"));
load(await readFile("finfault.wasm"));
const response = await fetch("https://example.com/");
export const verdict: Verdict = await classifyResponse(response, { provider: "truelayer" });
declare const answer: UndiciResponse;
export const verdicts: Promise<Verdict>[] = [
  classifyResponse(answer),
  undiciFetch("https://example.com/").then((r) => classifyResponse(r)),
];
classify({ headers: response.headers, body: Buffer.from("x") });
classify({ headers: answer.headers, body: await answer.text() });
