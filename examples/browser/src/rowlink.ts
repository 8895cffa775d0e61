import { h } from "./element.ts";
import { formatPlace, parsePlace } from "./place.ts";

/** rowLink leads to a row of the catalog. The rest of the address stays as it is. */
export function rowLink(row: string): HTMLAnchorElement {
  const place = parsePlace(location.hash);
  return h(
    "a",
    {
      class: "row-link",
      href: `#${formatPlace({ ...place, view: "catalog", row, search: row, contradictions: false })}`,
    },
    row,
  );
}
