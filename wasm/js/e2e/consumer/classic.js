// A script that is no module has no address of its own: it says where the module lies.
import { classify, init } from "finfault";

window.found = init("/assets/finfault.wasm").then(
  () => classify({ provider: "truelayer", status: 503 }).category,
  (error) => ({ error: String(error) }),
);
