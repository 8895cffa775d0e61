// Checks the corpus in a runtime without pages: prints what was found.
import { readFile } from "node:fs/promises";

import * as finfault from "finfault";

import { check } from "./check.js";

await finfault.init();
console.log(JSON.stringify(check(finfault, JSON.parse(await readFile(process.argv[2], "utf8")))));
