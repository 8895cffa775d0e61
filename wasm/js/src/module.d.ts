// What `finfault/finfault.wasm` is to TypeScript: the module as runtimes import it that compile no bytes.
import type { CompiledModule } from "./types.js";

declare const module: CompiledModule;
export default module;
