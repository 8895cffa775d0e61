// Checks the corpus in the page, as the package stands on the disk, unbundled and found by an import map.
import * as finfault from "finfault";

import { check } from "./check.js";
import { report } from "./report.js";

report(async () => {
  await finfault.init();
  return check(finfault, await (await fetch("/vectors.json")).json());
});
