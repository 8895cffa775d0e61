import type {
  Action, Basis, Category, Certainty, Drift, Effect, GrpcCode, Operation, Outcome, Party, Policy, Provider,
  ProviderHint, Scope, Severity, Shape, TraceAnswer, TraceSource,
} from "./vocabulary.js";

/** What is known of an answer. The more is said, the more definite the verdict. */
export interface Input {
  /** Who answered. Left out, it is told from body and headers where only one provider sends such a thing. */
  readonly provider?: Provider | undefined;
  /** The HTTP status on the wire; 0, the default, where no answer came. */
  readonly status?: number | undefined;
  /**
   * What the request was for: the same status and code can need opposite actions, told apart only by this. Left out, a
   * request that writes is not known to, and may be resent where its effect is open.
   */
  readonly operation?: Operation | undefined;
  /** Whether the request carried an idempotency key, or is safe to repeat by its nature. */
  readonly idempotent?: boolean | undefined;
  /**
   * The response's headers: an object by name, pairs, a `Headers`, or a block of `Name: value` lines. Names match in
   * any case, those that say nothing are passed over.
   */
  readonly headers?: HeadersLike | undefined;
  /** The response's body exactly as it came. At most 1 MiB is looked at. */
  readonly body?: string | Uint8Array | ArrayBuffer | null | undefined;
}

/** Headers in any of their usual forms. A `Headers` object and a `Map` are pairs. */
export type HeadersLike =
  | string
  | Iterable<readonly [string, string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Whether and when the same request may be sent again. Times are milliseconds; what is empty is left out. */
export interface Retry {
  readonly policy: Policy;
  /** May code resend without a person? Never do so where this is false. */
  readonly automatic: boolean;
  /** The longest first delay. */
  readonly initial_ms?: number;
  /** The growth from one delay to the next. */
  readonly factor?: number;
  /** The longest delay. */
  readonly cap_ms?: number;
  /** How often the request may be sent again. */
  readonly max_retries?: number;
  /** The first delay that a header asked for, up to 24 hours. It takes the place of `initial_ms` and is not cut by `cap_ms`. */
  readonly after_ms?: number;
  /** What the provider itself says about retrying. */
  readonly provider_hint: ProviderHint;
}

/** One of several errors in a body. Texts are the provider's and may hold personal data. */
export interface ErrorItem {
  readonly category: Category;
  readonly party: Party;
  readonly actions: readonly Action[];
  readonly retry: { readonly policy: Policy };
  readonly severity: Severity;
  /** The provider's own code as it stands on the wire. */
  readonly code?: string;
  /** Our stable name for the row that decided. New ones appear over time. */
  readonly reason?: string;
  readonly title?: string;
  readonly detail?: string;
  /** The member, parameter or header that the provider names. */
  readonly source?: string;
  /** The row of the catalog that decided. */
  readonly row?: string;
  readonly basis: Basis;
  readonly certainty: Certainty;
}

/** What verdicts of every outcome have. What is empty is left out. */
export interface VerdictBase {
  /** Who answered, given or told from body and headers. */
  readonly provider: Provider;
  /** The wire format that was read. */
  readonly shape: Shape;
  readonly retry: Retry;
  /** What a front end should do with it. */
  readonly severity: Severity;
  /** Who else is hit: the key for circuit breakers, paging and metrics. */
  readonly scope: Scope;
  readonly grpc_code: GrpcCode;
  /** The provider's own code as it stands on the wire. */
  readonly code?: string;
  /** Our stable name for the row that decided, such as `basiq.access-denied.account-disabled`. New ones appear over time. */
  readonly reason?: string;
  /** The provider's id of the request, for its support. */
  readonly trace_id?: string;
  /** The row of the catalog that decided, such as `basiq-9`. */
  readonly row?: string;
  /** Which evidence decided. */
  readonly basis: Basis;
  readonly certainty: Certainty;
  /** The single errors where the body has two or more, at most 32, in the order of the body. */
  readonly errors?: readonly ErrorItem[];
  /** How the answer differs from the documentation. */
  readonly drift?: readonly Drift[];
  /** The body was longer than what was looked at. */
  readonly truncated?: true;
  /** The verdict as a plain object, as `JSON.stringify`, `structuredClone` and `postMessage` need it. */
  toJSON(): VerdictJSON;
  /** One line for logs. It holds no text of the provider. */
  toString(): string;
}

/** Something failed. */
export interface ErrorVerdict extends VerdictBase {
  readonly outcome: "error";
  /** The one closed set that code may switch on and metrics may label. */
  readonly category: Category;
  /** Who has to act for it to work. */
  readonly party: Party;
  /** The ladder: try the first; if it did not help, the next. */
  readonly actions: readonly [Action, ...Action[]];
  /** For requests that write or pay: whether they may have taken effect all the same. */
  readonly effect?: Effect;
  /** The provider's title. It may hold personal data. */
  readonly title?: string;
  /** The provider's text. It may hold personal data. */
  readonly detail?: string;
  /** The member, parameter or header that the provider names. It may hold personal data. */
  readonly source?: string;
  /** The other readings, where `certainty` is `ambiguous`. */
  readonly alternatives?: readonly Category[];
}

/** It is under way: read the state again, or let the user answer a challenge. */
export interface PendingVerdict extends VerdictBase {
  readonly outcome: "pending";
  readonly category: "none";
  readonly party: "unknown";
  readonly actions: readonly ["complete_mfa" | "poll_status", ...("complete_mfa" | "poll_status")[]];
}

/** Nothing failed. */
export interface OkVerdict extends VerdictBase {
  readonly outcome: "ok";
  readonly category: "none";
  readonly party: "unknown";
  readonly actions: readonly [];
}

/**
 * What Finfault says about one answer. Switch on `outcome` first.
 *
 * A verdict is read-only and stays valid for good. Its members are read when they are asked for: spread and
 * `Object.keys` do not see them, `toJSON()` gives them all.
 */
export type Verdict = ErrorVerdict | PendingVerdict | OkVerdict;

/** A verdict as a plain object: what `finfault classify --json` prints. */
export type VerdictJSON = Plain<ErrorVerdict> | Plain<PendingVerdict> | Plain<OkVerdict>;

type Plain<V> = Omit<V, "toJSON" | "toString">;

/** One source of evidence and what it answered. What is empty is left out. */
export interface Step {
  readonly source: TraceSource;
  readonly answer: TraceAnswer;
  /** The number of the error or failed step that was asked about, from 1. */
  readonly error?: number;
  /** The row of the catalog behind the answer. */
  readonly row?: string;
  /** The reason of that row; the shape or the provider where that was asked. */
  readonly reason?: string;
  readonly outcome?: Outcome;
  readonly category?: Category | "none";
  readonly policy?: Policy;
  /** What was seen, or which rule was applied, in a sentence. */
  readonly rule?: string;
}

/** A verdict with the sources of evidence in the order in which they were asked. */
export interface Explanation {
  readonly verdict: VerdictJSON;
  readonly trace: readonly Step[];
}

/**
 * Where the module comes from: the address of `finfault.wasm` (a string, a `URL` or a `Request`), a `Response` that
 * brings it, its bytes, or the module compiled (`WebAssembly.Module`); or a promise of one of these.
 */
export type Source =
  | string
  | { readonly href: string }
  | { readonly url: string }
  | ArrayBuffer
  | ArrayBufferView
  | CompiledModule;

/** A `WebAssembly.Module`, whose type not every project knows. */
export type CompiledModule = object;

/** What a module is loaded with. */
export interface LoadOptions {
  /**
   * Rules of your own, asked before the catalog: what `finfault overlay compile` writes. A verdict by one of them says
   * so in `basis`.
   */
  readonly overlay?: Uint8Array | ArrayBuffer | undefined;
}
