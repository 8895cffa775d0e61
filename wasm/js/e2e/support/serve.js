// A server for the pages of the tests.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";

/** @typedef {Record<string, string | number>} Extra */

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * Serves files on a free port of this machine. A file that has a neighbour with the suffix `.br` is sent compressed to
 * who takes it.
 *
 * @param {string | Record<string, string>} files a folder, or folders and files by the path they stand under; the
 *   longest path that fits is taken
 * @param {Extra | ((path: string) => Extra)} headers what every answer carries besides, or what the one for a path
 *   does; `:status` is the status, where it is not 200
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>}
 */
export async function serve(files, headers = {}) {
  const given = typeof files === "string" ? { "/": files } : files;
  const places = Object.entries(given).sort(([a], [b]) => b.length - a.length);
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const { ":status": status = 200, ...extra } = typeof headers === "function" ? headers(path) : headers;
    try {
      const { bytes, ...own } = await find(places, path, /\bbr\b/.test(request.headers["accept-encoding"] ?? ""));
      response.writeHead(status, { ...own, ...extra }).end(bytes);
    } catch {
      response.writeHead(404, { "content-type": "text/plain", ...extra }).end("not found");
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}

async function find(places, path, brotli) {
  const [prefix, place] = places.find(([start]) => path.startsWith(start));
  const rest = path.slice(prefix.length);
  const file = join(place, rest === "" && prefix.endsWith("/") ? "index.html" : rest);
  const found = { "content-type": types[extname(file)] ?? "application/octet-stream", vary: "accept-encoding" };
  return brotli && existsSync(`${file}.br`)
    ? { ...found, "content-encoding": "br", bytes: await readFile(`${file}.br`) }
    : { ...found, bytes: await readFile(file) };
}
