"use strict";
(() => {
  // src/worker.ts
  var CACHE = `notes-${"1303f046afdfffd7"}`;
  var KEPT = ["./", "blank", "client.js", "client.css", "icon.svg", "manifest.webmanifest"];
  var RENEWED = ["lists", "words/en", "words/uk", "words/ar"];
  self.addEventListener("install", (event) => {
    const fresh = [...KEPT, ...RENEWED].map((path) => new Request(path, { cache: "reload", credentials: "omit" }));
    event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
  });
  self.addEventListener("activate", (event) => {
    const old = caches.keys().then((names) => names.filter((name) => name.startsWith("notes-") && name !== CACHE));
    event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim()));
  });
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    const scope = new URL(self.registration.scope);
    if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
    const path = url.pathname.slice(scope.pathname.length);
    if (RENEWED.includes(path)) event.respondWith(keptAndRenewed(event, path));
    else event.respondWith(kept(request, path === "" ? "./" : path));
  });
  async function kept(request, path) {
    const cache = await caches.open(CACHE);
    return await cache.match(path) ?? fetch(request);
  }
  async function keptAndRenewed(event, path) {
    const cache = await caches.open(CACHE);
    const renewed = fetch(new Request(path, { cache: "no-cache", credentials: "omit" })).then(async (answer) => {
      if (answer.ok) await cache.put(path, answer.clone());
      return answer;
    });
    const there = await cache.match(path);
    if (!there) return renewed;
    event.waitUntil(renewed.catch(() => void 0));
    return there;
  }
})();
