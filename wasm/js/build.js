// Builds dist: what tsc writes, the module, and the licence beside package.json, where npm looks for it. dist is
// brought up to date file by file, so that whoever reads it meanwhile finds each file whole; what is stale goes.
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const here = import.meta.dirname;

/** Builds into an empty folder. */
export async function build(folder) {
  execFileSync(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "-p", here, "--outDir", folder], {
    stdio: "inherit",
  });
  await inlineLayout(folder);
  copyFileSync(join(here, "src/module.d.ts"), join(folder, "module.d.ts"));
  copyFileSync(join(here, "../finfault.wasm"), join(folder, "finfault.wasm"));
}

/**
 * Puts the numbers of layout.js in place of their names, as bundlers do with constants, but not with members of an
 * object: it makes the loader a sixteenth smaller.
 */
async function inlineLayout(folder) {
  const layout = await import(pathToFileURL(join(folder, "layout.js")));
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".js") && name !== "layout.js")) {
    const code = readFileSync(join(folder, file), "utf8");
    const inlined = code.replace(/\b(DESCRIPTOR|REF|RECORD|ITEM)\.(\$?\w+)/g, (whole, object, field) => {
      const offset = layout[object][field];
      if (offset === undefined) {
        throw new Error(`${file}: there is no ${whole}`);
      }
      return `${offset} /* ${whole} */`;
    });
    writeFileSync(join(folder, file), inlined);
  }
}

/** Brings a folder to what another one holds, and moves the files there. */
function replace(folder, fresh) {
  mkdirSync(folder, { recursive: true });
  const files = readdirSync(fresh);
  for (const stale of readdirSync(folder).filter((file) => !files.includes(file))) {
    rmSync(join(folder, stale), { recursive: true });
  }
  for (const file of files.filter((file) => !same(join(folder, file), join(fresh, file)))) {
    renameSync(join(fresh, file), join(folder, file));
  }
}

function same(file, other) {
  try {
    return readFileSync(file).equals(readFileSync(other));
  } catch {
    return false;
  }
}

if (import.meta.filename === process.argv[1]) {
  const fresh = mkdtempSync(join(here, ".build-"));
  try {
    await build(fresh);
    replace(join(here, "dist"), fresh);
    copyFileSync(join(here, "../../LICENSE"), join(here, "LICENSE"));
  } finally {
    rmSync(fresh, { recursive: true });
  }
}
