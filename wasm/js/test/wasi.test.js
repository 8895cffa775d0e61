// The stub of WASI, function by function.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Exit, wasi } from "../dist/wasi.js";

/** host returns the stub over a memory, and a view of it. */
function host() {
  const memory = new ArrayBuffer(1024);
  return { ...wasi(() => memory), view: new DataView(memory), bytes: new Uint8Array(memory) };
}

test("the clocks are real, in nanoseconds", async () => {
  const { clock_time_get, view } = host();
  const read = (id) => (assert.equal(clock_time_get(id, 1n, 8), 0), view.getBigUint64(8, true));
  const wall = BigInt(Date.now()) * 1_000_000n;
  assert.ok(read(0) - wall < 60_000_000_000n && read(0) >= wall - 1_000_000n);
  const started = read(1);
  while (read(1) <= started) {
    await new Promise(setImmediate);
  }
});

test("random bytes differ, and only those that were asked for", () => {
  const { random_get, bytes } = host();
  assert.equal(random_get(8, 32), 0);
  const first = bytes.slice(8, 40);
  random_get(8, 32);
  assert.notDeepEqual(bytes.slice(8, 40), first);
  assert.deepEqual([...bytes.slice(0, 8), ...bytes.slice(40, 48)], Array(16).fill(0));
});

test("what is written is dropped, and counted as written", (t) => {
  const { fd_write, view } = host();
  const silent = ["stdout", "stderr"].map((name) => t.mock.method(process[name], "write"));
  const console_ = t.mock.method(console, "log");
  [
    [100, 5],
    [200, 7],
  ].forEach(([at, length], i) => {
    view.setUint32(16 + 8 * i, at, true);
    view.setUint32(20 + 8 * i, length, true);
  });
  const answers = [1, 2].map((file) => [fd_write(file, 16, 2, 8), view.getUint32(8, true)]);
  const calls = [...silent, console_].map((f) => f.mock.callCount());
  silent.forEach((f) => f.mock.restore());
  assert.deepEqual(answers, [
    [0, 12],
    [0, 12],
  ]);
  assert.deepEqual(calls, [0, 0, 0]);
  assert.equal(fd_write(3, 16, 2, 8), 8, "there are no other files");
});

test("there are no arguments and no environment", () => {
  const { args_get, args_sizes_get, environ_get, environ_sizes_get, bytes, view } = host();
  for (const [sizes, get] of [
    [args_sizes_get, args_get],
    [environ_sizes_get, environ_get],
  ]) {
    bytes.fill(255);
    assert.deepEqual([sizes(8, 12), get(16, 20)], [0, 0]);
    assert.deepEqual([view.getUint32(8, true), view.getUint32(12, true)], [0, 0]);
  }
});

test("an exit is an exception", () => {
  assert.throws(() => host().proc_exit(0), Exit);
});

test("it has all that the module asks for, and no more", async () => {
  const { readFile } = await import("node:fs/promises");
  const module = await WebAssembly.compile(await readFile(new URL("../dist/finfault.wasm", import.meta.url)));
  const asked = WebAssembly.Module.imports(module);
  assert.deepEqual([...new Set(asked.map((i) => i.module))], ["wasi_snapshot_preview1"]);
  assert.deepEqual(Object.keys(wasi(() => new ArrayBuffer())).sort(), asked.map((i) => i.name).sort());
});
