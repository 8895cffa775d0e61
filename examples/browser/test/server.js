// Serves the built page as the program that carries it does: its files under their names, the classifier beside them,
// and the policy as a header too.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const pageFolder = fileURLToPath(new URL("../../../host/internal/explorer/dist/", import.meta.url));
const moduleFile = fileURLToPath(new URL("../../../wasm/finfault.wasm", import.meta.url));

/** What the page is allowed to do. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
  "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * serve serves the page on a free port of the loopback. It returns the address, a list of what is asked for, and a
 * function that ends it.
 */
export async function serve() {
  const asked = [];
  const server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const file = fileOf(new URL(request.url, "http://localhost").pathname);
    try {
      const content = await readFile(file);
      response.writeHead(200, { "Content-Type": types[extname(file)], "Content-Security-Policy": POLICY });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { address: `http://127.0.0.1:${server.address().port}/`, asked, close };
}

function fileOf(path) {
  if (path === "/finfault.wasm") {
    return moduleFile;
  }
  return join(pageFolder, path === "/" ? "index.html" : normalize(path));
}
