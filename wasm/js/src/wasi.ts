/** Exit is thrown where the module ends itself: it must not be called again. */
export class Exit extends Error {}

const OK = 0;
const BAD_FILE = 8;

/**
 * wasi returns what a module of Go's asks of its host: WASI preview 1, and of that only what the module needs to live.
 * It sees no file, no argument and no environment; what it writes is dropped, as the messages of its runtime may hold
 * anything. The clock is real: Go's collector takes its pace from it, and stalls for good under one that stands still.
 */
export function wasi(memory: () => ArrayBuffer): Record<string, (...args: never[]) => number> {
  const view = (): DataView => new DataView(memory());
  const setTwo = (first: number, second: number): number => {
    view().setUint32(first, 0, true);
    view().setUint32(second, 0, true);
    return OK;
  };
  return {
    args_get: () => OK,
    args_sizes_get: setTwo,
    environ_get: () => OK,
    environ_sizes_get: setTwo,
    clock_time_get: (id: number, _precision: bigint, at: number) => {
      const ms = id === 0 ? Date.now() : performance.now();
      view().setBigUint64(at, BigInt(Math.round(ms * 1e6)), true);
      return OK;
    },
    random_get: (at: number, length: number) => {
      crypto.getRandomValues(new Uint8Array(memory(), at, length));
      return OK;
    },
    fd_write: (file: number, vectors: number, count: number, written: number) => {
      if (file !== 1 && file !== 2) {
        return BAD_FILE;
      }
      let total = 0;
      for (let i = 0; i < count; i++) {
        total += view().getUint32(vectors + 8 * i + 4, true);
      }
      view().setUint32(written, total, true);
      return OK;
    },
    proc_exit: () => {
      throw new Exit("the module ended itself");
    },
  };
}
