/**
 * Tabs make a tablist work as the ARIA practices say: one tab is in the order of the Tab key, the arrows, Home and End
 * go to another one and show its panel.
 */
export class Tabs {
  readonly #tabs: readonly HTMLElement[];
  readonly #shown: (id: string) => void;

  /** `shown` is called with the id of a tab that the user has chosen. */
  constructor(list: HTMLElement, shown: (id: string) => void = () => undefined) {
    this.#tabs = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
    this.#shown = shown;
    list.addEventListener("keydown", (event) => this.#onKey(event));
    for (const tab of this.#tabs) {
      tab.addEventListener("click", () => this.#choose(tab));
    }
  }

  /** select shows a tab's panel. */
  select(id: string): void {
    for (const tab of this.#tabs) {
      const selected = tab.id === id;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls") ?? "")?.toggleAttribute("hidden", !selected);
    }
  }

  #choose(tab: HTMLElement): void {
    this.select(tab.id);
    this.#shown(tab.id);
  }

  #onKey(event: KeyboardEvent): void {
    const at = this.#tabs.indexOf(event.target as HTMLElement);
    const last = this.#tabs.length - 1;
    const to = { ArrowLeft: at === 0 ? last : at - 1, ArrowRight: at === last ? 0 : at + 1, Home: 0, End: last }[
      event.key
    ];
    const tab = to === undefined || at < 0 ? undefined : this.#tabs[to];
    if (tab !== undefined) {
      event.preventDefault();
      tab.focus();
      this.#choose(tab);
    }
  }
}
