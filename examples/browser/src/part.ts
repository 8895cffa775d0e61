import { h } from "./element.ts";

/** part is a part of the card under a heading of its own. */
export function part(title: string, ...children: readonly (Node | undefined)[]): HTMLElement {
  return h("section", { class: "part" }, h("h3", {}, title), ...children);
}
