import type { Operation, Provider } from "finfault";

/**
 * Answer is what the form holds: an answer of a provider, and what is known of the request. The classifier takes it as
 * it stands.
 */
export interface Answer {
  readonly provider: Provider;
  /** 0 where none is given. */
  readonly status: number;
  readonly operation: Operation;
  readonly idempotent: boolean;
  /** A block of `Name: value` lines. */
  readonly headers: string;
  readonly body: string;
}

/** The answer of a page that was just opened. */
export const emptyAnswer: Answer = {
  provider: "unknown",
  status: 0,
  operation: "unknown",
  idempotent: false,
  headers: "",
  body: "",
};

/** isEmpty tells whether there is anything to classify. */
export function isEmpty(answer: Answer): boolean {
  return answer.status === 0 && answer.headers.trim() === "" && answer.body === "";
}
