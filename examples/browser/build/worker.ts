import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const source = fileURLToPath(new URL("../src/worker.js", import.meta.url));

/** worker adds the service worker, which has to know the names of all other files. */
export function worker(): Plugin {
  let publicFolder = "";
  return {
    name: "finfault-worker",
    apply: "build",
    enforce: "post",
    configResolved: (config) => void (publicFolder = config.publicDir),
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const files = new Map<string, string | Uint8Array>();
        for (const file of Object.values(bundle)) {
          files.set(file.fileName, file.type === "chunk" ? file.code : file.source);
        }
        for (const name of readdirSync(publicFolder)) {
          files.set(name, readFileSync(join(publicFolder, name)));
        }
        this.emitFile({ type: "asset", fileName: "worker.js", source: fill(files) });
      },
    },
  };
}

/** fill puts the names of the files, and a version that changes with any of them, into the worker. */
function fill(files: ReadonlyMap<string, string | Uint8Array>): string {
  const names = [...files.keys()].sort();
  const hash = createHash("sha256");
  for (const name of names) {
    hash.update(name).update("\0").update(files.get(name)!);
  }
  return readFileSync(source, "utf8")
    .replace('"VERSION"', JSON.stringify(hash.digest("hex").slice(0, 12)))
    .replace(
      '["FILES"]',
      JSON.stringify(["./", ...names.filter((name) => name !== "index.html"), "finfault.wasm"], null, 2),
    );
}
