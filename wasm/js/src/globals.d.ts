// What this package uses of its host, as far as it uses it. Neither the types of
// browsers nor those of Node are needed to compile it or whoever imports it.

declare namespace WebAssembly {
  class Module {
    constructor(bytes: ArrayBuffer | ArrayBufferView);
    static exports(module: Module): { name: string; kind: string }[];
  }
  class Instance {
    constructor(module: Module, imports: object);
    readonly exports: Record<string, unknown>;
  }
  class Memory {
    readonly buffer: ArrayBuffer;
  }
  class CompileError extends Error {}
  const compile: (bytes: ArrayBuffer | ArrayBufferView) => Promise<Module>;
  const compileStreaming: undefined | ((response: object) => Promise<Module>);
}

declare const fetch: undefined | ((source: unknown) => Promise<unknown>);

declare const crypto: { getRandomValues(array: Uint8Array): unknown };

declare const performance: { now(): number };

declare class TextEncoder {
  encode(text: string): Uint8Array;
  encodeInto(text: string, into: Uint8Array): { read: number; written: number };
}

declare class TextDecoder {
  constructor(label: string, options: { ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}

declare class URL {
  constructor(url: string, base: string);
  readonly href: string;
}

interface ImportMeta {
  readonly url: string;
}

declare module "node:fs/promises" {
  export function readFile(file: URL): Promise<Uint8Array>;
}

declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}
