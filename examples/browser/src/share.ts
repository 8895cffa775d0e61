import type { Answer } from "./answer.ts";
import { copyOn } from "./copy.ts";
import { byId } from "./element.ts";
import { pack } from "./pack.ts";
import { formatPlace, type Place } from "./place.ts";
import { grouped } from "./text.ts";

/** The longest link that is made; longer ones are cut by too many programs. */
const LONGEST = 64_000;

/** The name under which headers and body stand in a fragment, where the user wants that. */
export const PRIVATE = "answer";

/** startShare makes the button open the dialog with a link to what the page shows. */
export function startShare(read: () => { readonly place: Place; readonly answer: Answer }): void {
  const dialog = byId<HTMLDialogElement>("share-dialog");
  const include = byId<HTMLInputElement>("share-private");
  const link = byId<HTMLTextAreaElement>("share-link");
  const refresh = async () => {
    const { place, answer } = read();
    link.value = address(place, "");
    const packed = include.checked ? await pack(answer) : "";
    if (!include.checked && packed !== "") {
      return; // the user has thought better of it meanwhile
    }
    const tooLong = packed.length > LONGEST;
    link.value = address(place, tooLong ? "" : packed);
    byId("share-note").textContent = tooLong
      ? `Headers and body take ${grouped(packed.length)} characters: too long for a link, so they are left out.`
      : "";
  };
  byId("share").addEventListener("click", () => {
    // The choice is made for one link, never remembered for the next.
    include.checked = false;
    void refresh();
    dialog.showModal();
  });
  include.addEventListener("change", () => void refresh());
  link.addEventListener("focus", () => link.select());
  byId("share-close").addEventListener("click", () => dialog.close());
  copyOn(byId<HTMLButtonElement>("share-copy"), () => link.value);
}

function address(place: Place, packed: string): string {
  const page = location.href.replace(/#.*$/, "");
  const fragment = [formatPlace(place), packed === "" ? "" : `${PRIVATE}=${packed}`]
    .filter((part) => part !== "")
    .join("&");
  return fragment === "" ? page : `${page}#${fragment}`;
}
