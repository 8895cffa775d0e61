import type { Explanation, Provider, Step } from "finfault";

import { h } from "./element.ts";
import { code } from "./fields.ts";
import { rowLink } from "./rowlink.ts";
import { outcomeWords, providerWords, sourceWords } from "./words.ts";

/** trace lists which evidence was asked in which order and what it answered. */
export function trace(steps: Explanation["trace"]): HTMLElement {
  const list = h("ol", { class: "trace" });
  let error = 0;
  for (const step of steps) {
    const next = step.error ?? error;
    list.append(h("li", { class: `step ${step.answer}` }, ...parts(step, next > error ? next : undefined)));
    error = next;
  }
  return list;
}

function parts(step: Step, firstOfError: number | undefined): readonly Node[] {
  const answer = { yes: "yes", no: "no", unknown: "does not say" }[step.answer];
  const heading =
    firstOfError === undefined ? [] : [h("span", { class: "error-number" }, `Error ${firstOfError} of the body`)];
  return [
    ...heading,
    h("span", { class: "source" }, sourceWords[step.source]),
    h("span", { class: "says" }, answer),
    h("span", { class: "because" }, ...lines(step).map((line) => h("span", {}, ...line))),
  ];
}

/** lines says what a source answered: the rule, the class of a verdict, the row. */
function lines(step: Step): readonly (readonly (Node | string)[])[] {
  if (step.source === "provider" && step.answer === "yes") {
    return [[h("strong", {}, providerWords[step.reason as Provider] ?? "unknown provider"), `: ${step.rule}`]];
  }
  const list: (Node | string)[][] = [];
  if (step.rule) {
    list.push([step.rule]);
  }
  if (step.answer === "yes" && step.policy) {
    const what =
      step.category === undefined || step.category === "none" ? outcomeWords[step.outcome ?? "ok"] : step.category;
    list.push([h("strong", {}, what), `, retry ${step.policy}`]);
  }
  if (step.row || step.reason) {
    list.push([...(step.row ? [rowLink(step.row), " "] : []), ...(step.reason ? [code(step.reason)] : [])]);
  }
  return list;
}
