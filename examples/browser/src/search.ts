import { codeOrText, rowProvider, statuses, type Row } from "./row.ts";
import { categoryWords, namespaceWords } from "./words.ts";

/** Index is the catalog with what each row is found by. */
export type Index = readonly { readonly row: Row; readonly text: string }[];

/** indexOf prepares rows for searching. */
export function indexOf(rows: readonly Row[]): Index {
  return rows.map((row) => ({ row, text: fold(described(row).join("\n")) }));
}

/** described returns all texts that a row is found by. */
function described(row: Row): readonly string[] {
  const texts = [row.row, row.reason, rowProvider(row), statuses(row), codeOrText(row), row.meaning];
  const category =
    row.category === undefined || row.category === "none" ? [] : [row.category, categoryWords[row.category]];
  const lists = [row.status?.map(String), row.spellings, row.match, row.equals, row.operation, row.step].flatMap(
    (list) => list ?? [],
  );
  const further = [
    row.subcode,
    row.note,
    row.contradiction,
    row.outcome,
    row.retry?.policy,
    namespaceWords[row.namespace],
  ];
  return [...texts, ...category, ...lists, ...further.filter((text) => text !== undefined)];
}

/** search returns the rows in which every word of a query occurs, in the order of the catalog. */
export function search(index: Index, query: string, contradictions = false): readonly Row[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== "");
  return index
    .filter(({ row, text }) => (!contradictions || row.contradiction) && words.every((word) => text.includes(word)))
    .map(({ row }) => row);
}

/** fold makes the spellings of a code equal: providers write one code with blanks, `_` or `-`. */
function fold(text: string): string {
  return text.toLowerCase().replace(/[_-]/g, "-");
}
