import { type Core, nonsense } from "./core.js";
import { byte, category, ladder, name, plain, word } from "./fields.js";
import { BASIS, CERTAINTY, ITEM, MAX_ERRORS, PARTY, POLICY, SEVERITY } from "./layout.js";
import type { Texts } from "./texts.js";
import type { ErrorItem } from "./types.js";

/** ItemView is one of several errors: its part of the record, copied. */
export class ItemView {
  readonly #words: Int32Array;
  readonly #texts: Texts;
  readonly #core: Core;

  constructor(core: Core, address: number, texts: Texts) {
    this.#core = core;
    this.#texts = texts;
    this.#words = core.words.slice(word(address), word(address + ITEM.$size));
    for (const name of [ITEM.reason, ITEM.row]) {
      core.check(this.#words[word(name)]!, this.#words[word(name) + 1]!);
    }
    for (const text of [ITEM.code, ITEM.title, ITEM.detail, ITEM.source]) {
      const at = word(text);
      this.#words[at] = texts.keep(core, this.#words[at]!, this.#words[at + 1]!);
    }
  }

  #byte(offset: number): number {
    return byte(this.#words[word(offset)]!, offset);
  }
  #text(offset: number): string | undefined {
    return this.#texts.at(this.#words[word(offset)]!, this.#words[word(offset) + 1]!);
  }
  #name(offset: number): string | undefined {
    return this.#core.name(this.#words[word(offset)]!, this.#words[word(offset) + 1]!);
  }

  get category(): string {
    return category(this.#byte(ITEM.category));
  }
  get party(): string {
    return name(PARTY, this.#byte(ITEM.party));
  }
  get actions(): readonly string[] {
    return ladder(this.#words[word(ITEM.actions)]!, this.#words[word(ITEM.actions) + 1]!, ITEM.actions);
  }
  get retry(): ErrorItem["retry"] {
    return { policy: name(POLICY, this.#byte(ITEM.policy), "never") as ErrorItem["retry"]["policy"] };
  }
  get severity(): string {
    return name(SEVERITY, this.#byte(ITEM.severity), "notice");
  }
  get code(): string | undefined {
    return this.#text(ITEM.code);
  }
  get reason(): string | undefined {
    return this.#name(ITEM.reason);
  }
  get title(): string | undefined {
    return this.#text(ITEM.title);
  }
  get detail(): string | undefined {
    return this.#text(ITEM.detail);
  }
  get source(): string | undefined {
    return this.#text(ITEM.source);
  }
  get row(): string | undefined {
    return this.#name(ITEM.row);
  }
  get basis(): string {
    return name(BASIS, this.#byte(ITEM.basis));
  }
  get certainty(): string {
    return name(CERTAINTY, this.#byte(ITEM.certainty));
  }

  toJSON(): object {
    return plain({
      category: this.category,
      party: this.party,
      actions: this.actions,
      retry: this.retry,
      severity: this.severity,
      code: this.code,
      reason: this.reason,
      title: this.title,
      detail: this.detail,
      source: this.source,
      row: this.row,
      basis: this.basis,
      certainty: this.certainty,
    });
  }

  /** What Node's console shows: nothing that may be personal. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `ErrorItem { category=${this.category} party=${this.party}${this.row ? ` row=${this.row}` : ""} }`;
  }
}

/** items returns the errors of a record. */
export function items(core: Core, address: number, length: number, texts: Texts): readonly ItemView[] {
  const list: ItemView[] = [];
  if (length >>> 0 > MAX_ERRORS) {
    throw nonsense();
  }
  for (let i = 0; i < length; i++) {
    list.push(new ItemView(core, address + i * ITEM.$size, texts));
  }
  return list;
}
