import type { Row } from "./row.ts";

let rows: Promise<readonly Row[]> | undefined;

/** loadCatalog loads the catalog once it is needed. After a failure it can be called again. */
export function loadCatalog(): Promise<readonly Row[]> {
  rows ??= import("virtual:catalog").then(
    (loaded) => loaded.default,
    (failure: unknown) => {
      rows = undefined;
      throw failure;
    },
  );
  return rows;
}

/** loadRow returns a row of the catalog; undefined where there is none, or the catalog cannot be loaded. */
export async function loadRow(name: string): Promise<Row | undefined> {
  const all = await loadCatalog().catch(() => []);
  return all.find((row) => row.row === name);
}
