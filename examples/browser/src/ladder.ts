import type { VerdictJSON } from "finfault";

import { h } from "./element.ts";
import { part } from "./part.ts";
import { actionWords } from "./words.ts";

/** ladder says what to do: the first rung, and if that did not help, the next. */
export function ladder(verdict: VerdictJSON): HTMLElement {
  if (verdict.actions.length === 0) {
    return part("What to do", h("p", {}, "Nothing."));
  }
  const rungs = verdict.actions.map((action) => {
    const words = actionWords[action];
    return h("li", {}, h("span", {}, words.charAt(0).toUpperCase() + words.slice(1)), h("code", {}, action));
  });
  return part("What to do", h("ol", { class: "ladder" }, ...rungs));
}
