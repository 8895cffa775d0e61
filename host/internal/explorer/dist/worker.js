// The service worker: it keeps the page's own files, so that the page works without a network, or when the program
// that served it has ended. The build fills in what stands in capitals.
const cacheName = "finfault-explorer-" + "568ab7996aa0";
const files = [
  "./",
  "assets/catalog-DQ9tZj1q.js",
  "assets/index-BXqzZsoV.css",
  "assets/index-xRC2G8dJ.js",
  "icon.svg",
  "manifest.webmanifest",
  "finfault.wasm"
];

const addresses = new Set(files.map((file) => new URL(file, self.registration.scope).href));

self.addEventListener("install", (event) => {
  const requests = files.map((file) => new Request(file, { cache: "no-cache" }));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(requests)));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldCaches().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const address = event.request.url.replace(/[?#].*$/, "");
  if (event.request.method === "GET" && addresses.has(address)) {
    event.respondWith(answer(event.request, address));
  }
});

async function dropOldCaches() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("finfault-explorer-") && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// Files under assets/ have the hash of their content in their names. The others, the classifier among them, change
// under the same name with another release, so that the network is asked first.
async function answer(request, address) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(address);
  if (kept && address.includes("/assets/")) {
    return kept;
  }
  try {
    const fresh = await fetch(request);
    if (fresh.ok) {
      await cache.put(address, fresh.clone());
    }
    return fresh;
  } catch (failure) {
    if (kept) {
      return kept;
    }
    throw failure;
  }
}
