import { loadCatalog } from "./catalog.ts";
import { byId, h } from "./element.ts";
import type { Place } from "./place.ts";
import { codeOrText, rowProvider, statuses, type Row } from "./row.ts";
import { rowDetails } from "./rowdetails.ts";
import { indexOf, search, type Index } from "./search.ts";
import { namespaceWords } from "./words.ts";

type Searched = Pick<Place, "search" | "contradictions" | "row">;

/** CatalogView is the view in which the catalog is searched. */
export class CatalogView {
  readonly #query = byId<HTMLInputElement>("search");
  readonly #contradictions = byId<HTMLInputElement>("contradictions");
  readonly #list = byId("rows");
  readonly #count = byId("count");
  readonly #changed: () => void;
  #index: Index | undefined;
  #open = "";

  /** `changed` is called when the user has searched for something else, or opened another row. */
  constructor(changed: () => void) {
    this.#changed = changed;
    for (const field of [this.#query, this.#contradictions]) {
      field.addEventListener("input", () => {
        this.#list.scrollTop = 0;
        this.#render();
        changed();
      });
    }
  }

  /** read returns what is searched for. */
  read(): Searched {
    return { search: this.#query.value, contradictions: this.#contradictions.checked, row: this.#open };
  }

  /** write takes over what an address says. */
  write(place: Searched): void {
    this.#query.value = place.search;
    this.#contradictions.checked = place.contradictions;
    this.#open = place.row;
    this.#render();
  }

  /** show loads the catalog when it is first seen. */
  async show(): Promise<void> {
    try {
      this.#index ??= indexOf(await loadCatalog());
      this.#render();
      document.getElementById(`row-${this.#open}`)?.scrollIntoView();
    } catch {
      this.#count.textContent = "The catalog could not be loaded. Choose this view again to try once more.";
    }
  }

  #render(): void {
    if (this.#index === undefined) {
      return;
    }
    const rows = search(this.#index, this.#query.value, this.#contradictions.checked);
    this.#count.textContent = `${rows.length} of ${this.#index.length} rows`;
    this.#list.replaceChildren(...rows.map((row) => this.#entry(row)));
  }

  #entry(row: Row): HTMLElement {
    const entry = h("details", { class: "row", id: `row-${row.row}`, open: row.row === this.#open }, title(row));
    // What is inside is made when the row is opened: three hundred rows would take their time.
    entry.addEventListener("toggle", () => this.#toggled(entry, row));
    return h("li", {}, entry);
  }

  #toggled(entry: HTMLDetailsElement, row: Row): void {
    if (entry.open && entry.childElementCount === 1) {
      entry.append(rowDetails(row));
    }
    const open = entry.open ? row.row : this.#open === row.row ? "" : this.#open;
    if (open !== this.#open) {
      this.#open = open;
      this.#changed();
    }
  }
}

function title(row: Row): HTMLElement {
  const cell = (name: string, text: string) => h("span", { class: `cell ${name}` }, text);
  const category = row.listed
    ? "only listed"
    : row.category === undefined || row.category === "none"
      ? (row.outcome ?? "")
      : row.category;
  return h(
    "summary",
    {},
    cell("name", row.row),
    cell("provider", rowProvider(row)),
    cell("status", statuses(row)),
    codeOrText(row) === "" ? cell("kind", namespaceWords[row.namespace] ?? "") : cell("code", codeOrText(row)),
    cell(`category tone-${row.outcome === "error" ? row.severity : (row.outcome ?? "silent")}`, category),
    cell("policy", row.retry?.policy ?? ""),
    cell("meaning", row.meaning),
    row.contradiction === undefined
      ? undefined
      : h("span", { class: "flag", role: "img", "aria-label": "contradiction", title: "contradiction" }, "≠"),
  );
}
