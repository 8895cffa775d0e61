import { delayBound } from "./retry.js";
import type { Retry } from "./types.js";
import type { Action, Actor, Effect, Outcome, Party, Policy, Scope, Severity, Why } from "./vocabulary.js";

export type { Action, Actor, Why } from "./vocabulary.js";

/** What was tried so far for one request, whatever the verdicts were; `{}` for one that was sent once. */
export interface Tried {
  /** How often the token was refreshed. */
  readonly refreshes?: number | undefined;
  /** How often somebody waited and the request was sent again. */
  readonly waits?: number | undefined;
  /** How often the state was read again. */
  readonly polls?: number | undefined;
  /** The other rungs that were tried. */
  readonly done?: readonly Action[] | undefined;
}

/** What comes next for a request that did not work. */
export interface NextStep {
  /** The rung of the ladder to take now; none where none is left. */
  readonly action: Action | undefined;
  /** Who takes it. */
  readonly by: Actor;
  /** Why it is this one. */
  readonly why: Why;
  /**
   * Code sends the same request again once it has waited and taken the rung, with the same idempotency key where there
   * was one. It never does so where this is false.
   */
  readonly resend: boolean;
  /** The wait may take five minutes or longer: answer whoever asked meanwhile. */
  readonly background: boolean;
  /** Neither code nor the end user can do anything more. What `action` says, if anything, is left for us to do. */
  readonly stop: boolean;
  /**
   * Call somebody of ours: it will not come right by itself, is not the end user's to mend, and hits all our requests,
   * or is a fault of our code. Group pages by provider, category and scope.
   */
  readonly page: boolean;
  /** The least milliseconds to wait before the rung is taken, which a header asked for. */
  readonly at_least_ms: number;
  /** Wait a time between 0 and this, evenly drawn, and not less than `at_least_ms`: see {@link stepDelay}. */
  readonly jitter_ms: number;
}

/** What of a verdict decides the next step. Every verdict and its plain form have it. */
export interface Failure {
  readonly outcome: Outcome;
  readonly actions: readonly Action[];
  readonly retry: Retry;
  readonly party: Party;
  readonly severity: Severity;
  readonly scope: Scope;
  readonly effect?: Effect | undefined;
}

type Count = "refreshes" | "waits" | "polls";

/** Counts has the rungs that are counted. */
const COUNTS: { readonly [action in Action]?: Count } = {
  refresh_token: "refreshes",
  wait: "waits",
  poll_status: "polls",
};

/** TAKEN_BY is who takes a rung, if nothing speaks against it. */
const TAKEN_BY: { readonly [action in Action]: Actor } = {
  fix_request: "team",
  fix_credentials: "team",
  stop_using: "team",
  contact_support: "team",
  refresh_token: "code",
  lookup_existing: "code",
  wait: "code",
  poll_status: "code",
  correct_input: "end_user",
  reconnect_user: "end_user",
  reconsent_user: "end_user",
  complete_mfa: "end_user",
  user_at_institution: "end_user",
  use_other_account: "end_user",
};

/** OWN has the rung on which code acts under a policy. */
const OWN: { readonly [policy in Policy]?: Action } = {
  poll: "poll_status",
  backoff_short: "wait",
  rate_limit: "wait",
  backoff_medium: "wait",
  backoff_long: "wait",
  quota: "wait",
  after_refresh: "refresh_token",
};

/**
 * Returns what to do next, given the verdict on the latest answer and what was tried: the first rung of the ladder that
 * has a try left. Take it, add it to what was tried, and ask again with the verdict on the next answer. That ends,
 * whatever the answers are.
 *
 * Two things come before the ladder: a retry or refresh that the policy lets code do and the ladder does not list, and,
 * unless the request is resent, a look at whether a write or payment was applied where nobody knows.
 *
 * @param verdict a verdict, or its plain form
 * @param tried what was tried so far for this request
 */
export function nextStep(verdict: Failure, tried: Tried = {}): NextStep {
  if (verdict.outcome === "ok") {
    return step(undefined, "nobody", "ok", { stop: true });
  }
  const next = rung(verdict, tried);
  if (verdict.effect === "unknown" && !next.resend && !tried.done?.includes("lookup_existing")) {
    return step("lookup_existing", "code", "effect_unknown");
  }
  const stop = next.by === "team" || next.by === "nobody";
  return { ...next, stop, page: stop && isOurs(verdict) };
}

/** Returns what was tried once a rung is taken. */
export function withTried(tried: Tried, action: Action | undefined): Tried {
  const count = action && COUNTS[action];
  if (count) {
    return { ...tried, [count]: times(tried, action) + 1 };
  }
  const done = tried.done ?? [];
  return action && !done.includes(action) ? { ...tried, done: [...done, action] } : tried;
}

/**
 * Returns how many milliseconds to wait before a step: full jitter, and a time that a header gave in full.
 *
 * @param random gives numbers from 0 to 1, the latter excluded
 */
export function stepDelay(
  next: { readonly at_least_ms: number; readonly jitter_ms: number },
  random: () => number = Math.random,
): number {
  return Math.max(next.at_least_ms, Math.floor(random() * next.jitter_ms));
}

function step(action: Action | undefined, by: Actor, why: Why, more: Partial<NextStep> = {}): NextStep {
  const none = { resend: false, background: false, stop: false, page: false, at_least_ms: 0, jitter_ms: 0 };
  return { action, by, why, ...none, ...more };
}

/** isOurs reports whether a failure is ours to mend and more than that of one request. */
function isOurs({ outcome, party, scope, severity }: Failure): boolean {
  return (
    outcome === "error" && party !== "end_user" && (scope === "app" || (party === "app" && severity === "blocking"))
  );
}

/** rung returns the first rung that has a try left. */
function rung({ actions, retry }: Failure, tried: Tried): NextStep {
  const own = OWN[retry.policy];
  const first = retry.automatic && own && own !== "poll_status" && !actions.includes(own) ? [own] : [];
  let why: Why = "first";
  for (const action of [...first, ...actions]) {
    const next = attempt(action, retry, tried, why);
    if (next) {
      return next;
    }
    why = "did_not_help";
  }
  return step(undefined, "nobody", "exhausted");
}

/** attempt returns the step that takes a rung, or nothing where it has no try left or nobody knows it. */
function attempt(action: Action, retry: Retry, tried: Tried, why: Why): NextStep | undefined {
  const counted = COUNTS[action] !== undefined;
  const automatic = counted && retry.automatic && OWN[retry.policy] === action;
  const tries = automatic ? (retry.max_retries ?? 0) : 1;
  const so = times(tried, action);
  if (!TAKEN_BY[action] || so >= (action === "refresh_token" ? Math.min(1, tries) : tries)) {
    return undefined;
  }
  const waits = action === "wait" || action === "poll_status" ? delay(retry, so) : {};
  if (counted && !automatic) {
    return step(action, "requester", "not_automatic", waits);
  }
  return step(action, TAKEN_BY[action], so > 0 ? "again" : why, {
    resend: automatic && action !== "poll_status",
    ...waits,
  });
}

/** times returns how often a rung was tried; what is no count counts as too often. */
function times(tried: Tried, action: Action): number {
  const count = COUNTS[action];
  if (!count) {
    return tried.done?.includes(action) ? 1 : 0;
  }
  const n = tried[count] ?? 0;
  return n >= 0 ? Math.min(Math.floor(n), 255) : 255;
}

/** delay says how long to wait before a rung that was taken so often. */
function delay(retry: Retry, so: number): Pick<NextStep, "background" | "at_least_ms" | "jitter_ms"> {
  const at_least_ms = retry.after_ms ?? 0;
  const jitter_ms = so > 0 || at_least_ms === 0 ? delayBound(retry, so) : 0;
  return { background: Math.max(at_least_ms, jitter_ms) >= 300_000, at_least_ms, jitter_ms };
}
