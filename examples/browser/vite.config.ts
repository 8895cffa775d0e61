import { defineConfig } from "vite";

import { catalog } from "./build/catalog.ts";
import { module } from "./build/module.ts";
import { policy } from "./build/policy.ts";
import { samples } from "./build/samples.ts";
import { worker } from "./build/worker.ts";

export default defineConfig({
  // The page works wherever it is served from, also from a folder.
  base: "./",
  plugins: [module(), catalog(), samples(), policy(), worker()],
  // The glossary lies with the catalog, outside of this folder.
  server: { fs: { allow: [".", "../../catalog/glossary"] } },
  build: {
    outDir: "../../host/internal/explorer/dist",
    emptyOutDir: true,
    // Nothing is put into the page itself, where the policy would refuse it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    cssTarget: ["chrome123", "firefox128", "safari17.5"],
    rolldownOptions: {
      output: { chunkFileNames: ({ name }) => `assets/${name.replace("_virtual_", "")}-[hash].js` },
    },
  },
});
