import type { Explanation, VerdictJSON } from "finfault";

import { evidence } from "./evidence.ts";
import { h } from "./element.ts";
import { facts } from "./facts.ts";
import { named } from "./fields.ts";
import { ladder } from "./ladder.ts";
import { part } from "./part.ts";
import { hint } from "./retrywords.ts";
import { summary } from "./summary.ts";
import { timeline } from "./timeline.ts";
import { errorList, wireTexts } from "./wire.ts";
import { categoryWords, driftWords, outcomeWords, providerWords } from "./words.ts";

/** card says what an answer means, in the order in which a support engineer asks. */
export function card({ verdict, trace }: Explanation, status: number): HTMLElement {
  const tone = verdict.outcome === "error" ? verdict.severity : verdict.outcome;
  return h(
    "article",
    { class: `card tone-${tone}` },
    head(verdict, status),
    facts(verdict, trace),
    h(
      "div",
      { class: "columns" },
      h("div", {}, ladder(verdict), wireTexts(verdict)),
      h("div", {}, evidence(verdict), drift(verdict)),
    ),
    schedule(verdict),
    errorList(verdict),
  );
}

function head(verdict: VerdictJSON, status: number): HTMLElement {
  const wire = status === 0 ? "no HTTP status" : `HTTP ${status}`;
  return h(
    "header",
    { class: "head" },
    h(
      "p",
      { class: "badges" },
      h("span", { class: "badge" }, outcomeWords[verdict.outcome]),
      verdict.category === "none" ? undefined : h("code", { class: "category" }, verdict.category),
      h("span", { class: "wire" }, `${providerWords[verdict.provider]} · ${wire}`),
    ),
    h("p", { class: "summary" }, summary(verdict)),
    alternatives(verdict),
  );
}

/** alternatives says what else it may be, where the documentation leaves that open. */
function alternatives(verdict: VerdictJSON): HTMLElement | undefined {
  if (verdict.outcome !== "error" || verdict.alternatives === undefined) {
    return undefined;
  }
  const list = verdict.alternatives.map((category) => h("li", {}, named(`Or: ${categoryWords[category]}`, category)));
  return h("ul", { class: "alternatives" }, ...list);
}

function schedule(verdict: VerdictJSON): HTMLElement | undefined {
  const reads = verdict.retry.policy === "poll";
  const drawn = timeline(verdict.retry, reads ? "Read" : "Retry");
  const said = hint(verdict.provider, verdict.retry);
  if (drawn === undefined && said === "") {
    return undefined;
  }
  return part(reads ? "When to read again" : "When to retry", drawn, said === "" ? undefined : h("p", {}, said));
}

function drift(verdict: VerdictJSON): HTMLElement | undefined {
  const list = (verdict.drift ?? []).map((d) => h("li", {}, `${driftWords[d]} `, h("code", {}, d)));
  if (verdict.truncated) {
    list.push(h("li", {}, "the body is longer than 1 MiB; only its beginning was read ", h("code", {}, "truncated")));
  }
  return list.length === 0 ? undefined : part("Differs from the documentation", h("ul", { class: "drift" }, ...list));
}
