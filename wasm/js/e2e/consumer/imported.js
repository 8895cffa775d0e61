// The module's address comes from the bundler's loader for files.
import { classify, init } from "finfault";
import wasm from "finfault/finfault.wasm";

window.found = init(new URL(wasm, import.meta.url)).then(
  () => classify({ provider: "truelayer", status: 503 }).category,
  (error) => ({ error: String(error) }),
);
