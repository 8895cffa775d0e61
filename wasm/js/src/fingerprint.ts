// The entry finfault/fingerprint: what groups failures, and names circuit breakers. It needs no module: all is told
// from a verdict's own members, or from those of its JSON form.
import type { ErrorVerdict, VerdictJSON } from "./types.js";
import type { Category, Party, Provider, Scope } from "./vocabulary.js";

/** The caller's own ids of what a request was about. Take ids of your own or of the provider, never a name or an address. */
export interface BreakerIds {
  /** The bank's id, such as `AU00000`. */
  readonly institution?: string | undefined;
  /** The id of the connection, member, node or consent: of one end user at one bank. */
  readonly connection?: string | undefined;
}

/** What a fingerprint is made of: members of a verdict, or of its plain form. */
export type Fingerprinted = Pick<
  VerdictJSON,
  "outcome" | "provider" | "category" | "party" | "reason" | "shape" | "code"
>;

/** What tells whether a verdict counts for a circuit breaker. */
export type Tripping = Pick<VerdictJSON, "outcome" | "category" | "party"> & Pick<ErrorVerdict, "alternatives">;

/**
 * Returns what tells the same problem from another one, such as `f1:1c9e05d7a3b2f846`: for grouping in issue trackers
 * and alerts. It stays the same however the provider words its texts and whichever account or request they are about,
 * and holds no personal data. Go's `Verdict.Fingerprint` gives the same. What begins otherwise than with `f1` comes from
 * another version and cannot be compared.
 */
export function fingerprint(verdict: Fingerprinted): string {
  const { outcome, provider, category, party, reason = "", shape, code = "" } = verdict;
  // Reasons that speak of a status or a sign of failure only do not say which problem it is.
  const rest = /^$|^http\.|^failed\.|\.status-/i.test(reason) ? `${shape}\n${blotted(code)}` : "";
  return `f1:${hash(`${outcome}\n${provider}\n${category}\n${party}\n${reason}\n${rest}`)}`;
}

/**
 * blotted is what counts of a code that no row is for: its words in lower case, in place of words that may be ids a #,
 * and of a code that is more of a text a ?.
 */
function blotted(code: string): string {
  if (code.length > 64 || /[^\w.-]/.test(code)) {
    return "?";
  }
  const words = code.toLowerCase().match(/[^-_.]+/g) ?? [];
  const shown = words.map((word) => (/^(?![a-f]{4,}$)([a-z]{1,32}|\d{1,3})$/.test(word) ? word : "#"));
  return shown.join("-").replace(/#(-#)+/g, "#");
}

/** hash is FNV-1a of 64 bits, as 16 digits, over a text in UTF-8. */
function hash(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of new TextEncoder().encode(text)) {
    // The prime is 2^40 + 0x1b3: its halves are multiplied apart.
    low ^= byte;
    const product = (low >>> 0) * 0x1b3;
    high = Math.imul(high, 0x1b3) + Math.floor(product / 2 ** 32) + (low << 8);
    low = product | 0;
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

/**
 * Returns the key of the circuit breaker on which a verdict counts, or `undefined` where it concerns this request only,
 * or the id that its scope takes is not given: counting wider than the failure reaches would cut off those whom it does
 * not hit. Keys of different scopes and ids differ, and are short.
 *
 * @param verdict a verdict, or `{ provider, scope }` to ask a breaker before a call
 * @param ids what the request was about
 */
export function breakerKey(
  verdict: { readonly provider: Provider; readonly scope: Scope },
  ids: BreakerIds = {},
): string | undefined {
  const { provider, scope } = verdict;
  if (provider === "unknown" || scope === "request") {
    return undefined;
  }
  if (scope === "app") {
    return provider;
  }
  const id = ids[scope];
  return id ? `${provider}/${scope}/${escaped(id)}` : undefined;
}

/** escaped writes an id in letters, digits and - . _ %, and of one of more than 64 bytes a hash. */
function escaped(id: string): string {
  const bytes = new TextEncoder().encode(id);
  if (bytes.length > 64) {
    return `~${hash(id)}`;
  }
  return Array.from(bytes, (byte) => {
    const letter = String.fromCharCode(byte);
    return /[\w.-]/.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

const TRIPPING: readonly (Category | "none")[] = [
  "rate_limited",
  "institution_unavailable",
  "institution_timeout",
  "institution_rate_limited",
  "aggregator_unavailable",
  "aggregator_timeout",
  "aggregator_internal",
];

/** Whose failures count for breakers; the app's own only where it is limited. */
const BLAMED: readonly Party[] = ["institution", "aggregator", "edge", "unknown"];

/**
 * Tells whether a verdict counts as a failure for a circuit breaker: where the bank, the provider or what is between us
 * is down, slow, broken or limits us. Everything else, a wrong password and a wrong request of ours included, shows that
 * they are there, and counts as a success for all of the request's breakers; a failure is a success for the breakers of
 * wider scopes, and says nothing for narrower ones. A state that is read again and again is one failure: count it when it
 * changes.
 */
export function tripsBreaker(verdict: Tripping): boolean {
  const { outcome, category, party, alternatives = [] } = verdict;
  const trips = [category, ...alternatives].every((reading) => TRIPPING.includes(reading));
  const limited = party === "app" && category.endsWith("rate_limited");
  return outcome === "error" && trips && (limited || BLAMED.includes(party));
}
