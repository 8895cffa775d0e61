// Checks the corpus in a worker, where there is no import map.
import * as finfault from "../../dist/default.js";
import { check } from "./check.js";

try {
  await finfault.init();
  postMessage(check(finfault, await (await fetch("/vectors.json")).json()));
} catch (error) {
  postMessage({ error: String(error) });
}
