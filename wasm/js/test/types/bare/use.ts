// A consumer that knows neither the types of browsers nor those of Node.
import {
  classify,
  classifyJSON,
  classifyResponse,
  explain,
  FinfaultError,
  init,
  isFinfaultError,
  load,
  retryDelay,
} from "finfault";
import type {
  Action,
  Category,
  ErrorItem,
  ErrorVerdict,
  Explanation,
  FinfaultErrorCode,
  Input,
  OkVerdict,
  PendingVerdict,
  Policy,
  Provider,
  ResponseLike,
  Retry,
  Source,
  Step,
  Verdict,
  VerdictJSON,
} from "finfault";
import module from "finfault/finfault.wasm";
import { nextStep, stepDelay, withTried } from "finfault/next";
import type { NextStep, Tried } from "finfault/next";
import { breakerKey, type BreakerIds, fingerprint, tripsBreaker } from "finfault/fingerprint";
import { languages, loadWords, matchLanguage } from "finfault/words";
import type { Describable, Describe, Description, Language, Words } from "finfault/words";
import { describe, words } from "finfault/words/de";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <_ extends true>(): void => undefined;

// Sources.
await init();
await init("https://example.com/finfault.wasm");
await init(new Uint8Array());
await init(module);
load(module);
load(new ArrayBuffer(8));
// @ts-expect-error An address needs time: that is for init.
load("https://example.com/finfault.wasm");
// @ts-expect-error
await init(7);

// Inputs.
const none: undefined = undefined;
const input: Input = {
  provider: "mx",
  status: 401,
  operation: "read",
  idempotent: true,
  headers: { a: "b", c: ["d"] },
  body: "",
};
const inputs: Input[] = [
  {},
  { body: null },
  { body: new Uint8Array() },
  { body: new ArrayBuffer(1) },
  { headers: "A: b" },
  { headers: new Map([["a", "b"]]) },
  { headers: [["a", "b"]] as const },
  { provider: none, status: none, operation: none, idempotent: none, headers: none, body: none },
];
// @ts-expect-error A provider that is misspelt.
classify({ provider: "truelayr" });
// @ts-expect-error An operation that there is not.
classify({ operation: "delete" });
// @ts-expect-error
classify({ status: "401" });
// @ts-expect-error A body that was parsed: the verdict needs it as it came.
classify({ body: { error: "x" } });
// @ts-expect-error A member that is misspelt.
classify({ provder: "mx" });

// Verdicts, by outcome.
const verdict: Verdict = classify(input);
export function show(v: Verdict | VerdictJSON): string {
  switch (v.outcome) {
    case "error": {
      const first: Action = v.actions[0];
      const { effect, detail } = v;
      is<Equal<typeof effect, "not_applied" | "unknown" | undefined>>();
      is<Equal<typeof detail, string | undefined>>();
      is<Equal<typeof v.category, Category>>();
      return `${first} ${v.category}`;
    }
    case "pending":
      is<Equal<(typeof v.actions)[0], "complete_mfa" | "poll_status">>();
      is<Equal<typeof v.category, "none">>();
      return v.actions[0];
    case "ok":
      is<Equal<typeof v.actions, readonly []>>();
      return v.category;
  }
}
if (verdict.outcome !== "error") {
  is<Equal<typeof verdict, PendingVerdict | OkVerdict>>();
  // @ts-expect-error Only an error has a detail.
  verdict.detail;
} else {
  is<Equal<typeof verdict, ErrorVerdict>>();
  // @ts-expect-error A category that there is not.
  verdict.category === "timeout";
}
// @ts-expect-error Verdicts are read-only.
verdict.retry = { policy: "never", automatic: false, provider_hint: "unknown" };
// @ts-expect-error Their lists are, too.
verdict.errors?.push(verdict.errors[0]!);
is<Equal<Verdict["retry"], Retry>>();
is<Equal<Retry["policy"], Policy>>();
is<Equal<Verdict["provider"], Provider>>();

// Words for end users: of verdicts of any outcome, of their errors and JSON form, and of a later rung.
const told: Description = describe(verdict, { bank: "Sparkasse" });
const tolds: Description[] = [describe(verdict.toJSON()), describe({ category: "none", actions: [] }, { bank: none })];
const describables: Describable[] = [verdict, verdict.errors![0]!, { category: "conflict", actions: ["wait"] }];
// @ts-expect-error A category that there is not.
describe({ category: "timeout", actions: [] });
// @ts-expect-error A setting that is misspelt.
describe(verdict, { bnak: "x" });
is<Equal<Language, "en" | "de" | "fr" | "es" | "it" | "pt">>();
const language: Language = matchLanguage(["de-AT"]) ?? matchLanguage("de-AT, en;q=0.5");
const loaded: Promise<{ words: Words; describe: Describe }> = loadWords(language);
const texts: Words = words;
export { describables, languages, loaded, texts, told, tolds };

// What else there is.
const text: string = classifyJSON(input);
const { trace }: Explanation = explain(input);
const steps: readonly Step[] = trace;
const items: readonly ErrorItem[] | undefined = verdict.errors;
const plain: VerdictJSON = verdict.toJSON();
const delay: number | undefined = retryDelay(verdict, 0, () => 0.5) ?? retryDelay(plain, 1);
const group: string = fingerprint(verdict) + fingerprint(plain);
const ids: BreakerIds = { institution: "AU00000", connection: none };
const keys: (string | undefined)[] = [breakerKey(plain), breakerKey({ provider: "mx", scope: "connection" }, ids)];
const trips: boolean = tripsBreaker(verdict) || tripsBreaker(plain);
// @ts-expect-error A scope that there is not.
breakerKey({ provider: "mx", scope: "bank" });
declare const response: ResponseLike;
const promised: Promise<Verdict> = classifyResponse(response, { provider: "mx", operation: "read", idempotent: true });
// @ts-expect-error The status is the Response's own.
classifyResponse(response, { status: 200 });
export function handle(error: unknown): FinfaultErrorCode | undefined {
  return isFinfaultError(error) ? error.code : undefined;
}
const error: Error = new FinfaultError("trap", "x");
const source: Source = module;

// The next step.
const next: NextStep = nextStep(verdict);
const tried: Tried = withTried({ waits: 1, done: ["reconnect_user"] }, next.action);
is<Equal<NextStep["action"], Action | undefined>>();
is<Equal<NextStep["by"], "nobody" | "code" | "requester" | "end_user" | "team">>();
const later: number = stepDelay(nextStep(plain, tried), () => 0.5);
// @ts-expect-error A rung that there is not.
nextStep(verdict, { done: ["hope"] });
// @ts-expect-error A count that is misspelt.
nextStep(verdict, { wait: 1 });
export { delay, error, group, inputs, items, keys, later, promised, source, steps, text, trips };
