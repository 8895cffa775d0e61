import type { VerdictJSON } from "finfault";

import { loadRow } from "./catalog.ts";
import { code, fields, named } from "./fields.ts";
import { part } from "./part.ts";
import { rowLink } from "./rowlink.ts";
import { basisWords, certaintyWords } from "./words.ts";

/** evidence says how sure the verdict is and what it rests on. */
export function evidence(verdict: VerdictJSON): HTMLElement {
  const list = fields([
    ["Certainty", named(certaintyWords[verdict.certainty], verdict.certainty)],
    ["Decided by", named(basisWords[verdict.basis], verdict.basis)],
    ["Read as", code(verdict.shape)],
    ["Row", verdict.row === undefined ? undefined : rowLink(verdict.row)],
    ["Reason", verdict.reason === undefined ? undefined : code(verdict.reason)],
    ["gRPC code", code(verdict.grpc_code)],
  ]);
  const section = part("How sure, and why", list);
  if (verdict.row !== undefined) {
    void addMeaning(list, verdict.row);
  }
  return section;
}

/** addMeaning adds what the catalog holds on the row, as soon as it is loaded. */
async function addMeaning(list: HTMLElement, name: string): Promise<void> {
  const row = await loadRow(name);
  if (row !== undefined) {
    const told = fields([
      ["Meaning", row.meaning],
      ["Note", row.note],
      ["Contradiction", row.contradiction],
    ]);
    list.append(...told.children);
  }
}
