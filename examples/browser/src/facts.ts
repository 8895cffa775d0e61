import type { Explanation, VerdictJSON } from "finfault";

import { h } from "./element.ts";
import { retryWords, whyNotAutomatic } from "./retrywords.ts";
import { effectWords, partyWords, scopeWords, severityWords } from "./words.ts";

/** facts answers the questions that decide what happens next. */
export function facts(verdict: VerdictJSON, trace: Explanation["trace"]): HTMLElement {
  const list = [fact("Severity", severity(verdict), verdict.severity)];
  if (verdict.outcome !== "ok") {
    const { answer, more, tone } = retryWords(verdict.retry, whyNotAutomatic(trace));
    list.unshift(fact("May code retry", `${answer}: ${more}`, verdict.retry.policy, tone));
    list.push(fact("Who else is hit", scopeWords[verdict.scope], verdict.scope));
  }
  if (verdict.outcome === "error") {
    list.unshift(fact("Whose fault", partyWords[verdict.party], verdict.party));
    if (verdict.effect !== undefined) {
      list.push(fact("Was it applied", effectWords[verdict.effect], verdict.effect));
    }
  }
  return h("dl", { class: "facts" }, ...list);
}

/** severity words what a front end does: a pending answer did not fail. */
function severity(verdict: VerdictJSON): string {
  if (verdict.outcome === "pending" && verdict.severity === "notice") {
    return "tell the end user that it is not finished";
  }
  return severityWords[verdict.severity];
}

/** fact is a question with its answer: of "ours: this application has to act" the word before the colon stands out. */
function fact(question: string, words: string, name: string, tone = "plain"): HTMLElement {
  const [answer = "", ...rest] = words.split(": ");
  const strong = h("strong", { class: tone }, answer.charAt(0).toUpperCase() + answer.slice(1));
  const more = rest.length === 0 ? undefined : h("span", {}, rest.join(": "));
  return h("div", { class: "fact" }, h("dt", {}, question), h("dd", {}, strong, more, h("code", {}, name)));
}
