// What a web program usually does: one object per row in IndexedDB, by hand and by Dexie.
const INDEXES = ["name", "phone", "owner", "region"];

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });

export async function openRows(name, indexed) {
  await asked(indexedDB.deleteDatabase(name));
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => {
    const store = opening.result.createObjectStore("rows", { keyPath: "id" });
    if (indexed) for (const index of INDEXES) store.createIndex(index, index);
  };
  const db = await asked(opening);
  return {
    async write(rows) {
      const transaction = db.transaction("rows", "readwrite", { durability: "strict" });
      const store = transaction.objectStore("rows");
      for (const row of rows) store.put(row);
      await finished(transaction);
    },
    read: () => asked(db.transaction("rows").objectStore("rows").getAll()),
    async drop() {
      db.close();
      await asked(indexedDB.deleteDatabase(name));
    },
  };
}

export async function openDexie(Dexie, name) {
  await Dexie.delete(name);
  const db = new Dexie(name, { chromeTransactionDurability: "strict" });
  db.version(1).stores({ rows: ["id", ...INDEXES].join(",") });
  await db.open();
  return {
    write: (rows) => db.rows.bulkPut(rows),
    read: () => db.rows.toArray(),
    drop: () => db.delete(),
  };
}

export const parsed = (text) => JSON.parse(text);
export const write = (rows, list) => rows.write(list);
export const read = async (rows) => (await rows.read()).length;
export const drop = (rows) => rows.drop();

// What a web program usually does with rows that are in memory.
const collator = new Intl.Collator("zh-Hans-CN-u-co-pinyin");
const acts = {
  list: (rows) => rows.slice(),
  sort: (rows) => rows.slice().sort((a, b) => collator.compare(a.name, b.name)),
  filter: (rows) => rows.filter((row) => row.region === "杭州" && row.note.includes("99")),
  group: (rows) => [...Map.groupBy(rows, (row) => row.region).values()].flat(),
  search: (rows, word) =>
    rows.filter((row) => Object.values(row).some((text) => text.toLowerCase().includes(word))),
};

export const array = (rows, act, word) => acts[act](rows, word).length;
