import { fileURLToPath } from "node:url";

/** The root of the project. */
export const project = fileURLToPath(new URL("../../../", import.meta.url));

/** The classifier, which the program that serves the page adds to it. */
export const moduleFile = fileURLToPath(new URL("../../../wasm/finfault.wasm", import.meta.url));
