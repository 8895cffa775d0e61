// The runtimes other than Node and browsers: programs that npm installs, each from the package of its platform, since
// the packages that choose among those need an install script.
import { arch, platform } from "node:os";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
const machine = `${platform()}-${{ arm64: "aarch64" }[arch()] ?? arch()}`;

/** Every runtime: its program, which need not be there, and what stands before the script. */
export const runtimes = [
  { name: "Bun", program: `${modules}/@oven/bun-${machine}/bin/bun`, args: [] },
  {
    name: "Deno",
    program: `${modules}/@deno/${machine}-glibc/deno`,
    args: ["run", "--quiet", "--no-prompt", "--no-remote", "--allow-read"],
  },
];
