import { classify, start } from "./engine.js";
import { FinfaultError } from "./error.js";
import { MAX_BODY } from "./layout.js";
import type { Input, Source, Verdict } from "./types.js";

/** What is used of a `Response` of `fetch`. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: { forEach(callback: (value: string, name: string) => void): void };
  readonly bodyUsed: boolean;
  readonly body: { readonly locked: boolean; getReader(): unknown } | null;
  clone(): unknown;
}

/** What a Response does not know of itself. */
export interface ResponseOptions extends Pick<Input, "provider" | "operation" | "idempotent"> {
  /**
   * The `AbortSignal` of the request. Where it has ended the request, its reason is thrown; without it, a body that was
   * ended with a reason of your own counts as one that broke off.
   */
  readonly signal?: { throwIfAborted(): void } | null | undefined;
}

/** Reader is what is used of a reader of the body's stream. */
interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
  cancel(): Promise<void>;
}

/** classifyAnswer classifies a Response, or that there is none, and makes the module ready first. */
export async function classifyAnswer(
  response: ResponseLike | null,
  options: ResponseOptions,
  source: () => Source,
): Promise<Verdict> {
  if (response?.bodyUsed || response?.body?.locked) {
    throw new FinfaultError(
      "body_used",
      "the body of the Response was read before, or is being read: classify it first, or read response.clone()",
    );
  }
  const [body] = await Promise.all([readBody(response), start(source)]);
  options.signal?.throwIfAborted();
  const headers: [string, string][] = [];
  response?.headers.forEach((value, name) => headers.push([name, value]));
  return classify({ ...options, status: response?.status, headers, body });
}

/**
 * readBody reads a clone of the body as far as it is looked at, so that the caller can still read all of it. A body
 * that breaks off is classified as far as it came; who ended it on purpose, or by a time limit, gets the reason.
 */
async function readBody(response: ResponseLike | null): Promise<Uint8Array | null> {
  if (!response?.body) {
    return null;
  }
  const reader = (response.clone() as { body: { getReader(): Reader } }).body.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    while (length <= MAX_BODY) {
      const { done, value } = await reader.read();
      if (done) {
        return join(pieces, length);
      }
      pieces.push(value!);
      length += value!.length;
    }
  } catch (error) {
    if (/^(Abort|Timeout)Error$/.test(String((error as Error | undefined)?.name))) {
      throw error;
    }
    return join(pieces, length);
  }
  // Not awaited: of a clone it ends only when the other one is read or cancelled too.
  void reader.cancel().catch(() => undefined);
  return join(pieces, length);
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  if (pieces.length === 1) {
    return pieces[0]!;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
