import { bytesOf, Core, incompatible, nonsense, type Question } from "./core.js";
import { FinfaultError } from "./error.js";
import { compile, compileNow } from "./source.js";
import { Texts } from "./texts.js";
import type { CompiledModule, Explanation, Input, LoadOptions, Source, Verdict } from "./types.js";
import { RecordView } from "./verdict.js";

type Overlay = LoadOptions["overlay"];

/** The module that is loaded, with its instance; there is none after a trap, until the next call. */
let current: { readonly module: WebAssembly.Module; readonly rules: Uint8Array | undefined; core: Core | undefined } | undefined;
let starting: Promise<void> | undefined;

/** start makes the module ready once, however often it is called; where it fails it can be called again. */
export function start(source: () => Source, overlay?: Overlay): Promise<void> {
  if (current) {
    return Promise.resolve();
  }
  return (starting ??= compileFirst(source, overlay).finally(() => {
    starting = undefined;
  }));
}

async function compileFirst(source: () => Source, overlay: Overlay): Promise<void> {
  const module = await compile(source);
  current ??= loaded(module, overlay);
}

/** loaded has the module run with the rules, of which it keeps what they are now. */
function loaded(module: WebAssembly.Module, overlay: Overlay): NonNullable<typeof current> {
  const rules = overlay && new Uint8Array(bytesOf("overlay", overlay));
  return { module, rules, core: instantiate(module, rules) };
}

/**
 * Makes a module ready at once, for workers and edge runtimes, which import a `WebAssembly.Module`. It takes the place
 * of the one that is loaded, if any, and the overlay that of the rules there were. Throws a {@link FinfaultError} where
 * it is no module of Finfault or the overlay cannot be read; what is loaded stays then.
 */
export function load(module: CompiledModule | ArrayBuffer | ArrayBufferView, options?: LoadOptions): void {
  current = loaded(compileNow(module), options?.overlay);
}

/**
 * Classifies an answer of a provider.
 *
 * Whatever the body holds, there is a verdict. A {@link FinfaultError} is thrown for a mistake of the caller's
 * (`not_initialized`, `invalid_input`) and where the module stopped (`trap`).
 */
export function classify(input: Input): Verdict {
  const texts = new Texts();
  return ask("classify", input, texts, (core, record) => new RecordView(core, record, texts)) as unknown as Verdict;
}

/** Classifies as {@link classify} does, and returns the verdict's JSON form, byte for byte what the command line prints. */
export function classifyJSON(input: Input): string {
  return ask("classify_json", input, new Texts(), (core, reference) => core.reference(reference));
}

/**
 * Classifies as {@link classify} does, and says which evidence was asked in which order and what it answered. It costs
 * several times as much.
 */
export function explain(input: Input): Explanation {
  return ask("explain_json", input, new Texts(), (core, reference) => parse(core.reference(reference))) as Explanation;
}

/** parse reads JSON of the module. What the engine says of a text that is none quotes it, so it is not passed on. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw nonsense();
  }
}

/** ask makes a call and reads what it returned before the next one. */
function ask<T>(question: Question, input: Input, texts: Texts, read: (core: Core, address: number) => T): T {
  const engine = current;
  if (engine === undefined) {
    throw new FinfaultError("not_initialized", "await init(), or call load(module), before the first verdict");
  }
  const core = (engine.core ??= instantiate(engine.module, engine.rules));
  try {
    return read(core, core.ask(question, input, texts));
  } catch (cause) {
    if (!(cause instanceof FinfaultError)) {
      throw new FinfaultError("invalid_input", "the input could not be read: it is an object of what Input lists", {
        cause,
      });
    }
    if (cause.code === "trap") {
      engine.core = undefined;
    }
    throw cause;
  }
}

function instantiate(module: WebAssembly.Module, rules: Uint8Array | undefined): Core {
  const exported = WebAssembly.Module.exports(module).map((e) => e.name);
  const missing = ["memory", "abi", "classify", "classify_json", "explain_json"].filter((n) => !exported.includes(n));
  if (missing.length > 0) {
    throw incompatible(`it does not export ${missing.join(", ")}`);
  }
  try {
    return new Core(module, rules);
  } catch (cause) {
    throw cause instanceof FinfaultError ? cause : incompatible("it does not start", { cause });
  }
}
