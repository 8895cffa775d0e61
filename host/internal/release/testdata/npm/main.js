// In a page: the verdict goes to the server that the page came from.
import { classify, init } from "finfault";

import body from "./body.json?raw";

init()
  .then(() => JSON.stringify(classify({ provider: "basiq", status: 403, operation: "read", body })))
  .catch((error) => `the page failed: ${error}`)
  .then((text) => fetch("/verdict", { method: "POST", body: text }));
