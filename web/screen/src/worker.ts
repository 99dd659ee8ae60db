// The worker of the client: keeps its files, so that the phone needs no network after the first visit. Its scope is
// `/screen/`; pages about cases are never kept. Lists and words are shown as they were kept, and renewed behind that.

declare const self: ServiceWorkerGlobalScope;
/** A digest of the client's files, put in when they are built. */
declare const BUILD: string;

const CACHE = `notes-${BUILD}`;
const KEPT = ['./', 'blank', 'client.js', 'client.css', 'icon.svg', 'manifest.webmanifest'];
const RENEWED = ['lists', 'words/en', 'words/uk', 'words/ar'];

self.addEventListener('install', (event) => {
  const fresh = [...KEPT, ...RENEWED].map((path) => new Request(path, { cache: 'reload', credentials: 'omit' }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  const old = caches.keys().then((names) => names.filter((name) => name.startsWith('notes-') && name !== CACHE));
  event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const scope = new URL(self.registration.scope);
  if (request.method !== 'GET' || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const path = url.pathname.slice(scope.pathname.length);
  if (RENEWED.includes(path)) event.respondWith(keptAndRenewed(event, path));
  else event.respondWith(kept(request, path === '' ? './' : path));
});

async function kept(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

async function keptAndRenewed(event: FetchEvent, path: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const renewed = fetch(new Request(path, { cache: 'no-cache', credentials: 'omit' })).then(async (answer) => {
    if (answer.ok) await cache.put(path, answer.clone());
    return answer;
  });
  const there = await cache.match(path);
  if (!there) return renewed;
  event.waitUntil(renewed.catch(() => undefined));
  return there;
}

export {};
