import type { Plugin } from "vite";

/** virtual is a module that is no file: its value is made while building. The page imports it as `virtual:<name>`. */
export function virtual(name: string, value: () => unknown): Plugin {
  const id = `virtual:${name}`;
  const resolved = `\0${id}`;
  return {
    name: `finfault-${name}`,
    resolveId: (asked) => (asked === id ? resolved : undefined),
    load(asked) {
      return asked === resolved ? `export default ${JSON.stringify(value())};` : undefined;
    },
  };
}
