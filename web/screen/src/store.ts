// What stays on the device, in IndexedDB. Nothing of a person is written here but as ciphertext.

const NAME = 'notes';
const VERSION = 1;
const STORES = ['device', 'drafts', 'outbox', 'outcomes'] as const;
/** What is kept has its id within. */
export interface Row { id: string }
export type StoreName = (typeof STORES)[number];

const settled = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
  request.onsuccess = (): void => { resolve(request.result); };
  request.onerror = (): void => { reject(request.error ?? new Error('storage')); };
});

export class Store {
  readonly #database: IDBDatabase;

  private constructor(database: IDBDatabase) { this.#database = database; }

  static async open(): Promise<Store> {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = (): void => { for (const name of STORES) request.result.createObjectStore(name, { keyPath: 'id' }); };
    return new Store(await settled(request));
  }

  get<T>(store: StoreName, id: string): Promise<T | undefined> {
    return settled(this.#store(store, 'readonly').get(id) as IDBRequest<T | undefined>);
  }

  all<T>(store: StoreName): Promise<T[]> { return settled(this.#store(store, 'readonly').getAll() as IDBRequest<T[]>); }

  /** Writes all of these and deletes all of those, or nothing; done when it is on the disk. */
  change(puts: readonly (readonly [StoreName, Row])[], deletes: readonly (readonly [StoreName, string])[] = []): Promise<void> {
    const names = [...new Set([...puts, ...deletes].map(([name]) => name))];
    const turn = this.#database.transaction(names, 'readwrite', { durability: 'strict' });
    for (const [name, row] of puts) turn.objectStore(name).put(row);
    for (const [name, id] of deletes) turn.objectStore(name).delete(id);
    return new Promise((resolve, reject) => {
      turn.oncomplete = (): void => { resolve(); };
      turn.onabort = (): void => { reject(turn.error ?? new Error('storage')); };
    });
  }

  put<T extends Row>(store: StoreName, row: T): Promise<void> { return this.change([[store, row]]); }

  delete(store: StoreName, id: string): Promise<void> { return this.change([], [[store, id]]); }

  /** Forgets everything: the device is out of use. */
  async clear(): Promise<void> {
    for (const name of STORES) await settled(this.#store(name, 'readwrite').clear());
  }

  #store(name: StoreName, mode: IDBTransactionMode): IDBObjectStore {
    return this.#database.transaction(name, mode).objectStore(name);
  }
}
