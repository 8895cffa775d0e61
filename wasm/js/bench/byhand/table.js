// The catalog as a table that is quick to look up in: what somebody who writes the classification by hand would have
// typed in. It is taken from the command line, so that both sides of the comparison know the same facts.
import { execFileSync } from "node:child_process";

const root = new URL("../../../../", import.meta.url);

/** Reads the catalog and returns it by provider, namespace and code. */
export function catalogTable() {
  const command = ["run", "./host/cmd/finfault", "catalog", "export", "--format", "json"];
  const rows = JSON.parse(execFileSync("go", command, { cwd: root, encoding: "utf8", maxBuffer: 1 << 24 }));
  const table = {};
  for (const row of rows.filter((r) => !r.listed).sort((a, b) => conditions(b) - conditions(a))) {
    const namespace = ((table[row.provider] ??= {})[row.namespace] ??= { byCode: new Map(), all: [] });
    namespace.all.push(row);
    if (row.code === undefined) {
      row.status?.forEach((status) => put(namespace.byCode, row, status));
    } else {
      put(namespace.byCode, row, normalize(row.code), row.code);
    }
  }
  return table;
}

/** Adds a row to the list of its key, which can be found under another key as well. */
function put(map, row, key, other = key) {
  const rows = map.get(key) ?? [];
  rows.push(row);
  map.set(key, rows).set(other, rows);
}

/** Counts what has to hold for a row: the row that asks most is asked first. */
function conditions(row) {
  const narrow = ["operation", "match", "equals", "unless", "step", "subcode", "success", "source_is", "form"];
  return 2 * narrow.filter((name) => row[name] !== undefined).length + (row.status === undefined ? 0 : 1);
}

/** Returns a code in the form in which codes are looked up. */
export function normalize(code) {
  return code.trim().toLowerCase().replace(/[_ ]/g, "-").replace(/\.+$/, "").replace("unauthorised", "unauthorized");
}
