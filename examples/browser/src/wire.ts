import type { ErrorItem, VerdictJSON } from "finfault";

import { h } from "./element.ts";
import { code, fields } from "./fields.ts";
import { part } from "./part.ts";
import { rowLink } from "./rowlink.ts";
import { wireText } from "./text.ts";
import { partyWords } from "./words.ts";

/** wireTexts shows what the provider itself says. */
export function wireTexts(verdict: VerdictJSON): HTMLElement | undefined {
  const error = verdict.outcome === "error" ? verdict : undefined;
  const list = fields([
    ["Code", wire(verdict.code, "code")],
    ["Title", wire(error?.title)],
    ["Detail", wire(error?.detail)],
    ["Source", wire(error?.source, "code")],
    ["Trace id", wire(verdict.trace_id, "code")],
  ]);
  return list.childElementCount === 0 ? undefined : part("What the answer says", list);
}

/** wire is a text of the provider, kept from turning the direction of what stands around it. */
function wire(text: string | undefined, tag: "bdi" | "code" = "bdi"): HTMLElement | undefined {
  return text === undefined ? undefined : h(tag, { class: "wire-text" }, wireText(text));
}

/** errorList shows the single errors of a body that has several. */
export function errorList(verdict: VerdictJSON): HTMLElement | undefined {
  if (verdict.errors === undefined) {
    return undefined;
  }
  return part(`${verdict.errors.length} errors in the body`, h("ol", { class: "errors" }, ...verdict.errors.map(item)));
}

function item(error: ErrorItem): HTMLElement {
  const text = error.detail ?? error.title;
  return h(
    "li",
    {},
    h("p", {}, h("strong", {}, error.category), ` · ${partyWords[error.party]} · retry ${error.retry.policy}`),
    text === undefined ? undefined : h("p", {}, wire(text)),
    h(
      "p",
      { class: "names" },
      wire(error.code, "code"),
      error.actions[0] && code(error.actions[0]),
      error.row === undefined ? undefined : rowLink(error.row),
    ),
  );
}
