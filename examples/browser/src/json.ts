import type { VerdictJSON } from "finfault";

import { copyOn } from "./copy.ts";
import { byId } from "./element.ts";
import { grouped } from "./text.ts";

/** How much JSON is shown; a body's texts can be a million characters long. */
const SHOWN = 50_000;

let whole = "";

/** startJSON makes the button copy what is shown, uncut. */
export function startJSON(): void {
  copyOn(byId<HTMLButtonElement>("copy-json"), () => whole);
}

/** showJSON shows a verdict's JSON form. */
export function showJSON(verdict: VerdictJSON): void {
  whole = JSON.stringify(verdict, null, 2);
  const rest = whole.length - SHOWN;
  byId("json").textContent =
    whole.slice(0, SHOWN) + (rest > 0 ? `\n… ${grouped(rest)} more characters: copy it to see them` : "");
}
