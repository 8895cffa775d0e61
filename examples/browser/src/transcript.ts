import type { Answer } from "./answer.ts";

/**
 * transcript takes a whole answer apart, as `curl -i` prints it: status line, headers, an empty line, the body. It
 * returns undefined for any other text. Of several answers in a row (a redirect, 100 Continue) the last counts.
 */
export function transcript(text: string): Pick<Answer, "status" | "headers" | "body"> | undefined {
  const head = /^HTTP\/[\d.]+ +(\d{3})[^\n]*\n((?:[^\s:]+:[^\n]*\n)*)\r?\n/.exec(text);
  if (head === null) {
    return undefined;
  }
  const body = text.slice(head[0].length);
  return transcript(body) ?? { status: Number(head[1]), headers: head[2]!.replaceAll("\r", "").trimEnd(), body };
}
