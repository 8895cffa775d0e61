import { FinfaultError } from "./error.js";
import { headerLines } from "./headers.js";
import { DESCRIPTOR, ITEM, MAGIC, MAJOR, MINOR, RECORD, REF } from "./layout.js";
import { operationNumber, providerNumber, statusNumber } from "./numbers.js";
import { isBytes, plainBytes } from "./source.js";
import { Texts } from "./texts.js";
import type { Input } from "./types.js";
import { wasi } from "./wasi.js";

type Call = (headers: number, body: number, status: number, provider: number, operation: number, idempotent: number) => number;

/** Exports are the functions of the module that are called. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly _initialize?: () => void;
  readonly abi: () => number;
  readonly classify: Call;
  readonly classify_json: Call;
  readonly explain_json: Call;
  readonly load_overlay: (length: number) => number;
}

/** A question is one of the calls that take an answer of a provider. */
export type Question = "classify" | "classify_json" | "explain_json";

/** Core is an instance of the module. It serves one call at a time, as all of JavaScript does. */
export class Core {
  readonly #exports: Exports;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #names = new Map<number, string>();
  readonly #input: number;
  readonly #maxHeaders: number;
  readonly #maxBody: number;
  /** The memory as bytes and as words of 32 bits, and where text is written to. */
  #bytes: Uint8Array = new Uint8Array();
  #words = new Int32Array();
  #room: Uint8Array = new Uint8Array();
  /** The address of the record. */
  readonly record: number;

  constructor(module: WebAssembly.Module, rules: Uint8Array | undefined) {
    const imports = { wasi_snapshot_preview1: wasi(() => this.#exports.memory.buffer) };
    this.#exports = new WebAssembly.Instance(module, imports).exports as unknown as Exports;
    this.#exports._initialize?.();
    const descriptor = this.#exports.abi();
    const v = new DataView(this.#exports.memory.buffer, descriptor >>> 0, DESCRIPTOR.$size);
    check(v, this.#exports.memory.buffer.byteLength);
    this.#input = v.getUint32(DESCRIPTOR.input, true);
    this.#maxHeaders = v.getUint32(DESCRIPTOR.max_headers, true);
    this.#maxBody = v.getUint32(DESCRIPTOR.max_body, true);
    this.record = v.getUint32(DESCRIPTOR.record, true);
    if (rules) {
      const length = this.#writeBytes(rules, this.#input);
      // A length of 0 would be the word for no rules, and no file that was meant to have some is empty.
      const refused = this.#exports.load_overlay(length || 1);
      if (refused) {
        throw new FinfaultError("invalid_input", this.reference(refused));
      }
    }
  }

  /** bytes is the memory as it is now. Views have the length 0 once it has grown. */
  get bytes(): Uint8Array {
    if (this.#bytes.length === 0) {
      this.#bytes = new Uint8Array(this.#exports.memory.buffer);
    }
    return this.#bytes;
  }

  /** words is the memory as it is now, in words of 32 bits. */
  get words(): Int32Array {
    if (this.#words.length === 0) {
      this.#words = new Int32Array(this.#exports.memory.buffer);
    }
    return this.#words;
  }

  /**
   * ask puts an answer before the module and returns the address that it returns. Where texts stand in it is valid
   * until the next call. After an error with the code `trap` the instance must not be used again.
   */
  ask(question: Question, input: Input, texts: Texts): number {
    const status = statusNumber(input);
    const given = input.body; // Once, and before anything is written: it may be a getter that asks, too.
    const provider = providerNumber(input);
    const operation = operationNumber(input);
    const idempotent = input.idempotent === true ? 1 : 0;
    texts.start = this.#input;
    const headers = input.headers === undefined ? 0 : this.#writeHeaders(headerLines(input.headers), texts);
    const body = this.#writeBody(given, this.#input + headers, texts);
    let address: number;
    try {
      address = this.#exports[question](headers, body, status, provider, operation, idempotent) >>> 0;
    } catch (cause) {
      throw new FinfaultError("trap", "the module stopped; the next call gets a new one", { cause });
    }
    if (address === 0 || address & 3 || (question === "classify" && address !== this.record)) {
      throw nonsense();
    }
    return address;
  }

  #writeHeaders(lines: string, texts: Texts): number {
    const length = this.#writeText(lines, this.#input, this.#maxHeaders + 1);
    texts.setHeaders(length, isASCII(lines, length, this.#maxHeaders) ? lines : undefined);
    return length;
  }

  #writeBody(body: Input["body"], at: number, texts: Texts): number {
    if (body === undefined || body === null) {
      return 0;
    }
    if (typeof body === "string") {
      const length = this.#writeText(body, at, this.#maxBody + 1);
      texts.setBody(length, isASCII(body, length, this.#maxBody) ? body : undefined);
      return length;
    }
    const length = this.#writeBytes(bytesOf("body", body), at);
    texts.setBody(length, undefined);
    return length;
  }

  /** writeBytes writes what the module looks at, and a byte more if there is more. */
  #writeBytes(bytes: Uint8Array, at: number): number {
    const seen = bytes.subarray(0, this.#maxBody + 1);
    this.bytes.set(seen, at);
    return seen.length;
  }

  /** writeText writes what there is room for, and returns how many bytes that is. */
  #writeText(text: string, at: number, room: number): number {
    if (this.#room.byteOffset !== at || this.#room.length !== room) {
      this.#room = this.bytes.subarray(at, at + room);
    }
    const into = this.#room;
    const { read, written } = this.#encoder.encodeInto(text, into);
    if (read === text.length || written === room) {
      return written;
    }
    // The last character did not fit as a whole. Its first bytes say that there is more.
    const rest = this.#encoder.encode(text.slice(read, read + 2));
    into.set(rest.subarray(0, room - written), written);
    return room;
  }

  /** decode returns a text of the memory. */
  decode(address: number, length: number): string {
    this.check(address, length);
    return this.#decoder.decode(this.bytes.subarray(address, address + length));
  }

  /** check refuses a text that does not lie in the memory. */
  check(address: number, length: number): void {
    if ((address >>> 0) + (length >>> 0) > this.bytes.length) {
      throw nonsense();
    }
  }

  /** reference returns the text that a reference in the memory leads to. */
  reference(address: number): string {
    const at = address >>> 2;
    const length = this.words[at + (REF.length >> 2)];
    if (!length) {
      throw nonsense();
    }
    return this.decode(this.words[at + (REF.address >> 2)]!, length);
  }

  /** name returns a constant of the module, which is decoded once for all calls. */
  name(address: number, length: number): string | undefined {
    if (length === 0) {
      return undefined;
    }
    let name = this.#names.get(address);
    if (name?.length !== length) { // Not known yet, or one that begins with it.
      name = this.decode(address, length);
      this.#names.set(address, name);
    }
    return name;
  }
}

/** isASCII tells whether each character of a text is one byte, of which `length` were written: all, if no more than fit. */
function isASCII(text: string, length: number, limit: number): boolean {
  return length === text.length && length <= limit;
}

/** nonsense is the error for a module that says what cannot be. */
export function nonsense(): FinfaultError {
  return new FinfaultError("trap", "the module gave what cannot be; the next call gets a new one");
}

/** incompatible is the error for a module that cannot be used. */
export function incompatible(why: string, options?: { cause: unknown }): FinfaultError {
  return new FinfaultError("incompatible_module", `no module that this package can use: ${why}`, options);
}

/** check refuses a module whose ABI is not the one that this package knows, or that does not keep to it. */
function check(v: DataView, memory: number): void {
  const major = v.getUint16(DESCRIPTOR.major, true);
  const minor = v.getUint16(DESCRIPTOR.minor, true);
  const field = (offset: number): number => v.getUint32(offset, true);
  const input = field(DESCRIPTOR.max_headers) + field(DESCRIPTOR.max_body) + 2;
  const record = field(DESCRIPTOR.record);
  const wrong =
    field(DESCRIPTOR.magic) !== MAGIC ? "its descriptor does not say so"
    : major !== MAJOR || minor < MINOR ? `it has ABI ${major}.${minor}, and ${MAJOR}.${MINOR} is needed, or a later ${MAJOR}.x`
    : field(DESCRIPTOR.record_size) < RECORD.$size || field(DESCRIPTOR.item_size) !== ITEM.$size ? "its record has another layout"
    : field(DESCRIPTOR.input_size) < input || field(DESCRIPTOR.input) + input > memory ? "its input does not fit"
    : record === 0 || record & 3 || record + RECORD.$size > memory ? "its record does not fit"
    : undefined;
  if (wrong) {
    throw incompatible(wrong);
  }
}

/** bytesOf returns a view of what a member of the input has to be. */
export function bytesOf(member: string, given: Uint8Array | ArrayBuffer): Uint8Array {
  if (given instanceof Uint8Array) {
    return given;
  }
  if (isBytes(given)) {
    return plainBytes(given);
  }
  const text = member === "body" ? "a string, " : "";
  throw new FinfaultError("invalid_input", `${member} ${typeof given}: it is ${text}a Uint8Array or an ArrayBuffer`);
}
