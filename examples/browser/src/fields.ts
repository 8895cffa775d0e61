import { h } from "./element.ts";

/** Field is a label and what it says. */
export type Field = readonly [label: string, value: Node | string | undefined];

/** fields lists fields; those that say nothing are left out. */
export function fields(list: readonly Field[]): HTMLDListElement {
  const said = list.filter(([, value]) => value !== undefined && value !== "");
  return h(
    "dl",
    { class: "fields" },
    ...said.map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))),
  );
}

/** named is a text with the name of the vocabulary behind it. */
export function named(words: string, name: string): HTMLElement {
  return h("span", {}, `${words} `, code(name));
}

/** code is a name as it stands in JSON and in code. */
export function code(name: string): HTMLElement {
  return h("code", {}, name);
}
