import { execFileSync } from "node:child_process";

import { project } from "./places.ts";
import { virtual } from "./virtual.ts";

/** catalog gives the page the rows of the catalog as `finfault catalog export` writes them. */
export const catalog = () => virtual("catalog", readRows);

function readRows(): unknown {
  const rows = execFileSync("go", ["run", "./examples/browser/build/rows"], {
    cwd: project,
    encoding: "utf8",
    maxBuffer: 16 << 20,
  });
  return JSON.parse(rows);
}
