import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const dist = new URL("../dist/", import.meta.url);

/** Prints how many bytes travel: the module, and the loader for browsers as a bundler makes it. */
export async function bytesOverTheWire() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("default.js", dist))],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  console.log("\n| over the wire | bytes | brotli -11 | gzip -9 |");
  console.log("| --- | ---: | ---: | ---: |");
  print("loader, bundled and minified", outputFiles[0].contents);
  print("finfault.wasm", readFileSync(new URL("finfault.wasm", dist)));
}

function print(name, bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  const brotli = brotliCompressSync(bytes, { params }).length;
  console.log(`| ${name} | ${bytes.length} | ${brotli} | ${gzipSync(bytes, { level: 9 }).length} |`);
}
