import { explain } from "finfault";

import { announceVerdict } from "./announce.ts";
import { isEmpty, type Answer } from "./answer.ts";
import { card } from "./card.ts";
import { byId, h } from "./element.ts";
import { showJSON } from "./json.ts";
import { whyNotAutomatic } from "./retrywords.ts";
import { firstSamples, type Sample } from "./samples.ts";
import { trace } from "./trace.ts";
import { providerWords } from "./words.ts";

/** showResult classifies an answer and shows what comes of it. `choose` takes one of the samples that are offered. */
export function showResult(answer: Answer, choose: (sample: Sample) => void): void {
  const empty = isEmpty(answer);
  byId("grounds").hidden = empty;
  if (empty) {
    byId("card").replaceChildren(welcome(choose));
    return;
  }
  const explanation = explain(answer);
  byId("card").replaceChildren(card(explanation, answer.status));
  byId("trace").replaceChildren(trace(explanation.trace));
  showJSON(explanation.verdict);
  announceVerdict(explanation.verdict, whyNotAutomatic(explanation.trace));
}

/** showFailure says why there is no verdict. `again` tries once more. */
export function showFailure(failure: unknown, again: () => void): void {
  const retry = h("button", { type: "button" }, "Try again");
  retry.addEventListener("click", again);
  const message = failure instanceof Error ? failure.message : "for an unknown reason";
  byId("grounds").hidden = true;
  byId("card").replaceChildren(
    h("div", { class: "welcome", role: "alert" }, h("p", {}, `There is no verdict: ${message}`), retry),
  );
}

function welcome(choose: (sample: Sample) => void): HTMLElement {
  const buttons = firstSamples().map((sample) => {
    const button = h(
      "button",
      { type: "button" },
      h("strong", {}, providerWords[sample.provider]),
      h("span", {}, `${sample.status} · ${sample.name}`),
    );
    button.addEventListener("click", () => choose(sample));
    return button;
  });
  return h(
    "div",
    { class: "welcome" },
    h("p", { class: "summary" }, "Paste or drop an answer to see what it means."),
    h("p", {}, "The body alone will do. Provider, status and operation make the verdict more definite."),
    h("p", {}, "A whole answer, as curl -i prints it, is taken apart."),
    h("p", {}, "Or begin with a sample:"),
    h("div", { class: "sample-buttons" }, ...buttons),
  );
}
