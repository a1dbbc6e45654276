// The service worker: keeps the published files, so that the app opens without a network. `dist finish`
// fills in which files there are and the hash of each.
//
// A version is kept whole or not at all: one wrong byte, and the version before stays. A new version waits
// until somebody says so in the page. It touches no data: that lies in IndexedDB, and no cache of others,
// for other pages may share the origin.
"use strict";
const VERSION = "{{version}}";
const FILES = {{files}};
const SCOPE = new URL("./", self.location);
const PREFIX = `cove:${SCOPE.pathname}:files:`;
const CACHE = PREFIX + VERSION;

const own = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

// A file of this address from the caches, the newest version first.
const kept = async (url) => {
  for (const name of [CACHE, ...(await own()).reverse()]) {
    const found = await (await caches.open(name)).match(url);
    if (found) return found;
  }
  return undefined;
};

const isNamedByContent = (url) => /-[0-9a-f]{16}\.\w+$/.test(url);

const fetched = async (url, integrity) => {
  // Whatever bears its hash in its name need not be fetched again, nor asked for.
  const response = await fetch(url, { integrity, cache: isNamedByContent(url) ? "default" : "no-cache" });
  if (!response.ok || response.redirected) throw new Error(`${url}: ${response.status}`);
  return response;
};

const keepAll = async () => {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(
      FILES.map(async ([name, integrity]) => {
        const url = new URL(name, SCOPE).href;
        await cache.put(url, (isNamedByContent(url) && (await kept(url))) || (await fetched(url, integrity)));
      }),
    );
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
};

// Besides this version the one before stays: a tab that still runs it may want a part of it.
const tidy = async () => {
  const others = (await own()).filter((name) => name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
};

const answer = async (request) => {
  const url = new URL(request.url);
  const isPage = request.mode === "navigate" && [SCOPE.pathname, `${SCOPE.pathname}index.html`].includes(url.pathname);
  return (await kept(isPage ? SCOPE.href : url.href)) ?? fetch(request);
};

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(SCOPE.href)) event.respondWith(answer(request));
});
