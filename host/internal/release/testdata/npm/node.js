// In Node: the verdict goes to standard output.
import { readFileSync } from "node:fs";

import { classify, init } from "finfault";

await init();
const body = readFileSync("body.json");
console.log(JSON.stringify(classify({ provider: "basiq", status: 403, operation: "read", body })));
