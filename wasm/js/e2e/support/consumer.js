// A project that uses the package: the sources in consumer, and the package as it is packed for the registry.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { pkg } from "./dist.js";

/** Writes the project into a folder. */
export function writeConsumer(folder) {
  cpSync(join(pkg, "e2e/consumer"), folder, { recursive: true });
  const place = join(folder, "node_modules/finfault");
  mkdirSync(place, { recursive: true });
  const pack = ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder];
  execFileSync("npm", pack, { cwd: pkg, stdio: "pipe" });
  const archive = readdirSync(folder).find((file) => file.endsWith(".tgz"));
  execFileSync("tar", ["-xzf", join(folder, archive), "-C", place, "--strip-components", "1"], { stdio: "pipe" });
}
