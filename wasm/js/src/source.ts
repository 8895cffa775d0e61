import { FinfaultError } from "./error.js";
import type { CompiledModule, Source } from "./types.js";

/** Answer is what is used of a Response. */
interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** compile returns the module of a source. */
export async function compile(source: () => Source): Promise<WebAssembly.Module> {
  try {
    const given = await (source() as unknown);
    if (isModule(given)) {
      return given;
    }
    if (isBytes(given)) {
      return await WebAssembly.compile(plainBytes(given));
    }
    return await compileAnswer(isAnswer(given) ? given : await get(given));
  } catch (cause) {
    throw refusal(cause);
  }
}

/** compileNow is compile for what needs no waiting. */
export function compileNow(source: CompiledModule | ArrayBuffer | ArrayBufferView): WebAssembly.Module {
  if (isModule(source)) {
    return source;
  }
  if (!isBytes(source)) {
    throw new FinfaultError("invalid_input", "load takes a WebAssembly.Module or its bytes; for an address use init");
  }
  try {
    return new WebAssembly.Module(plainBytes(source));
  } catch (cause) {
    throw refusal(cause);
  }
}

async function get(source: unknown): Promise<Answer> {
  if (typeof source !== "string" && (typeof source !== "object" || source === null)) {
    throw new FinfaultError(
      "invalid_input",
      `source ${typeof source}: it is an address, a Response, bytes or a WebAssembly.Module`,
    );
  }
  if (typeof fetch !== "function") {
    throw new FinfaultError("module_required", "this runtime has no fetch: give bytes or a WebAssembly.Module");
  }
  try {
    return (await fetch(source)) as Answer;
  } catch (cause) {
    throw new FinfaultError("load_failed", "the module could not be fetched", { cause });
  }
}

/** compileAnswer compiles while the bytes arrive, which runtimes do only for the right type, without parameters. */
async function compileAnswer(answer: Answer): Promise<WebAssembly.Module> {
  if (!answer.ok) {
    throw new FinfaultError(
      "load_failed",
      `the module was answered with HTTP ${answer.status}: is finfault.wasm served at that address?`,
    );
  }
  const type = answer.headers.get("content-type") ?? "";
  if (typeof WebAssembly.compileStreaming === "function" && type === "application/wasm") {
    return await WebAssembly.compileStreaming(answer);
  }
  const bytes = await answer.arrayBuffer();
  const magic = new Uint8Array(bytes.slice(0, 4));
  if (String.fromCharCode(...magic) !== "\0asm") {
    throw new FinfaultError(
      "load_failed",
      `what was answered is no WebAssembly (Content-Type ${JSON.stringify(type.slice(0, 100))}): is finfault.wasm served at that address?`,
    );
  }
  return await WebAssembly.compile(bytes);
}

/** refusal says what to do about a module that could not be had, or did not compile. */
function refusal(cause: unknown): FinfaultError {
  if (cause instanceof FinfaultError) {
    return cause;
  }
  if (typeof WebAssembly === "undefined") {
    return new FinfaultError("load_failed", "this runtime has no WebAssembly", { cause });
  }
  const message = cause instanceof Error ? cause.message : "";
  if (/unsafe-eval|content.security.policy|\bCSP\b/i.test(message)) {
    return new FinfaultError(
      "csp",
      "the page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src directive",
      { cause },
    );
  }
  if (/disallowed by embedder/i.test(message)) {
    return new FinfaultError(
      "module_required",
      "this runtime compiles no bytes: import finfault/finfault.wasm as a WebAssembly.Module and give that",
      { cause },
    );
  }
  return cause instanceof WebAssembly.CompileError
    ? new FinfaultError("incompatible_module", "these bytes are no WebAssembly module that this runtime compiles", {
        cause,
      })
    : new FinfaultError(
        "load_failed",
        "the module could not be read; where a bundler moved it, give init its address or bytes",
        { cause },
      );
}

// Told by their names, as those of another realm are no instances of what has the same name here.
const named = (value: unknown, name: string): boolean => Object.prototype.toString.call(value) === `[object ${name}]`;

function isModule(value: unknown): value is WebAssembly.Module {
  return named(value, "WebAssembly.Module");
}

/** isBytes tells what bytes come in. */
export function isBytes(value: unknown): value is ArrayBuffer | ArrayBufferView {
  return ArrayBuffer.isView(value) || named(value, "ArrayBuffer");
}

/** plainBytes turns them into a view of the kind that every runtime takes. */
export function plainBytes(bytes: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
}

function isAnswer(value: unknown): value is Answer {
  return typeof (value as Answer | null)?.arrayBuffer === "function" && typeof (value as Answer).status === "number";
}
