// Modules that keep to the ABI as far as a test wants: written as text, and assembled here.
import wabt from "wabt";

import { DESCRIPTOR, ITEM, MAGIC, MAX_BODY, MAX_HEADERS, MAX_INPUT, RECORD } from "../../dist/layout.js";

const { parseWat } = await wabt();

const PAGES = 20;
export const MEMORY = PAGES << 16;
export const AT = { descriptor: 64, record: 1024, reference: 4096, text: 4104, input: 8192 };
const SIX = "(param i32 i32 i32 i32 i32 i32) (result i32)";

/** The status under which a fake goes wrong. Under any other it answers `{}` and a record of zeros. */
export const BAD = 599;

/**
 * Assembles a module.
 *
 * @param options.descriptor fields of the descriptor that are not as they should be
 * @param options.record fields of the record, as words
 * @param options.abi, options.classify, options.json code in place of the address that is returned
 * @param options.bad code that runs first where the status is BAD
 * @param options.text what the JSON functions give
 * @param options.start code that runs when the module is started
 * @param options.without exports that are left out
 */
export function fake({
  descriptor = {},
  record = {},
  abi,
  classify,
  json,
  overlay,
  bad = "",
  text = "{}",
  start = "",
  without = [],
} = {}) {
  const exported = (name) => (without.includes(name) ? "" : `(export "${name}")`);
  const call = (name, code) =>
    `(func $${name} ${exported(name)} ${SIX} (if (i32.eq (local.get 2) (i32.const ${BAD})) (then ${bad})) ${code})`;
  const wat = `(module
    (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "clock_time_get" (func $clock (param i32 i64 i32) (result i32)))
    (memory ${exported("memory")} ${PAGES})
    ${
      data(0, 8, [
        [0, AT.text],
        [4, 1],
      ]) /* What would be read if 0 were taken for an address. */
    }
    ${data(AT.descriptor, DESCRIPTOR.$size, words({ ...HONEST, ...descriptor }, DESCRIPTOR))}
    ${data(AT.record, RECORD.$size, words(record, RECORD))}
    ${data(AT.reference, 8, [
      [0, AT.text],
      [4, text.length],
    ])}
    (data (i32.const ${AT.text}) ${JSON.stringify(text)})
    ${start && `(func (export "_initialize") ${start})`}
    (func ${exported("abi")} (result i32) ${abi ?? constant(AT.descriptor)})
    ${call("classify", classify ?? constant(AT.record))}
    ${call("classify_json", json ?? constant(AT.reference))}
    ${call("explain_json", json ?? constant(AT.reference))}
    (func ${exported("load_overlay")} (param i32) (result i32) ${overlay ?? constant(0)}))`;
  return parseWat("fake.wat", wat).toBinary({}).buffer;
}

/** constant is the code that returns a number. */
export const constant = (n) => `(i32.const ${n})`;

const HONEST = {
  magic: MAGIC,
  major: (1 << 16) | 1, // The minor version is the upper half of the same word.
  descriptor_size: DESCRIPTOR.$size,
  record_size: RECORD.$size,
  item_size: ITEM.$size,
  input: AT.input,
  input_size: MAX_INPUT,
  max_headers: MAX_HEADERS,
  max_body: MAX_BODY,
  record: AT.record,
};

/** words are pairs of offset and value; a text is [address, length]. */
function words(fields, layout) {
  return Object.entries(fields).flatMap(([name, value]) => [value].flat().map((v, i) => [layout[name] + 4 * i, v]));
}

function data(at, size, words) {
  const bytes = Buffer.alloc(size);
  for (const [offset, value] of words) {
    bytes.writeUInt32LE(value >>> 0, offset);
  }
  return `(data (i32.const ${at}) "${bytes.toString("hex").replace(/../g, "\\$&")}")`;
}
