import { FinfaultError } from "./error.js";
import type { HeadersLike } from "./types.js";

/** headerLines returns headers as a block of lines, which is how the module takes them. */
export function headerLines(headers: HeadersLike | undefined): string {
  if (headers === undefined || headers === null) {
    return "";
  }
  if (typeof headers === "string") {
    return headers;
  }
  if (typeof headers !== "object") {
    throw refusal(`headers ${typeof headers}`);
  }
  const pairs = Symbol.iterator in headers ? (headers as Iterable<readonly [string, string]>) : Object.entries(headers);
  let lines = "";
  for (const pair of pairs) {
    if (typeof pair === "string") {
      throw refusal("headers of single strings");
    }
    const [name, value] = pair;
    for (const one of Array.isArray(value) ? value : [value]) {
      lines += one === undefined ? "" : `${onOneLine(name)}: ${onOneLine(one)}\r\n`;
    }
  }
  return lines;
}

function refusal(what: string): FinfaultError {
  return new FinfaultError("invalid_input", `${what}: they are an object, pairs, a Headers or a string of lines`);
}

/** onOneLine keeps what stands in one header from passing for another one. */
function onOneLine(text: unknown): string {
  return String(text).replace(/[\r\n]+/g, " ");
}
