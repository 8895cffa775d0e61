export { classify, classifyJSON, explain, load } from "./engine.js";
export { FinfaultError, isFinfaultError } from "./error.js";
export { retryDelay } from "./retry.js";
export type { FinfaultErrorCode } from "./error.js";
export type { ResponseLike, ResponseOptions } from "./response.js";
export type {
  CompiledModule, ErrorItem, ErrorVerdict, Explanation, HeadersLike, Input, LoadOptions, OkVerdict, PendingVerdict, Retry, Source,
  Step, Verdict, VerdictBase, VerdictJSON,
} from "./types.js";
export type * from "./vocabulary.js";
