// The way back: copied over sw.js, it removes the service worker and the files it kept, on every visitor's
// next visit. Data in IndexedDB stays.
"use strict";
const PREFIX = `cove:${new URL("./", self.location).pathname}:files:`;
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      await self.registration.unregister();
      const names = await caches.keys();
      await Promise.all(names.filter((name) => name.startsWith(PREFIX)).map((name) => caches.delete(name)));
    })(),
  ),
);
