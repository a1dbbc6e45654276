// Runs before the first paint, ahead of everything: theme and language, the Trusted Types policy, the
// reasons not to start, and then the wasm with its integrity checked. Kept free of words: those stand in
// index.html, in both languages.
"use strict";
(() => {
  const { dataset } = document.currentScript;
  const root = document.documentElement;
  const absolute = (path) => new URL(path, document.baseURI).href;

  // Other pages may share this origin, so every stored name begins with the folder we are served from.
  const prefix = `cove:${location.pathname.replace(/[^/]*$/, "")}:`;
  const setting = (name) => {
    try {
      return localStorage.getItem(prefix + name);
    } catch {
      return null;
    }
  };

  const theme = setting("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const linked = new URLSearchParams(location.search).get("demo");
  const wanted = [linked, setting("lang"), ...navigator.languages].map((tag) => /^(en|zh)\b/i.exec(tag ?? "")?.[1]);
  if (wanted.find(Boolean)?.toLowerCase() === "zh") {
    root.lang = "zh-CN";
    document.title = dataset.titleZh;
  }
  root.dataset.boot = "started";

  // Leptos clones static markup through innerHTML, and workers and modules are started by URL: allow
  // those, as long as the markup can run nothing and the URL is ours.
  const runs = /<\s*\/?\s*(script|iframe|object|embed|base|link|meta)\b|[\s"'/]on[a-z]+\s*=|javascript:/i;
  window.trustedTypes?.createPolicy("default", {
    createHTML: (html) => {
      if (runs.test(html)) throw new TypeError("markup that could run is refused");
      return html;
    },
    createScriptURL: (url) => {
      if (new URL(url, document.baseURI).origin !== location.origin) throw new TypeError("foreign script refused");
      return url;
    },
  });

  // Whatever the policy refuses before the app stands is why it does not: a host has sent a stricter one.
  let refused = null;
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    refused ??= `${effectiveDirective}: ${blockedURI}`;
  });

  const parsed = new Promise((resolve) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve, { once: true });
    else resolve();
  });

  const fail = async (reason, detail) => {
    await parsed;
    root.dataset.boot = "failed";
    document.getElementById("shell")?.remove();
    for (const part of document.querySelectorAll("[data-failure]")) part.hidden = part.dataset.failure !== reason;
    const line = document.querySelector(".failure-detail");
    line.hidden = !detail;
    line.textContent = detail ?? "";
    const names = reason === "framed" ? [] : await databases().catch(() => []);
    const button = document.querySelector(".failure-save");
    button.hidden = names.length === 0;
    button.onclick = () => names.forEach(save);
  };

  // Without the app the data can still be taken out as it lies there: `cove-file rescue` makes a file of it.
  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const databases = async () =>
    (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith(`${prefix}ws-`));
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const save = async (name) => {
    const database = await answer(indexedDB.open(name));
    const tables = {};
    for (const table of database.objectStoreNames) {
      const store = database.transaction(table).objectStore(table);
      const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
      tables[table] = Object.fromEntries(keys.map((key, at) => [key, hex(new Uint8Array(values[at]))]));
    }
    database.close();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ format: "cove-raw/1", tables })]));
    link.download = `${name.slice(prefix.length)}.cove-raw.json`;
    link.click();
  };

  // Files opened with the installed app arrive as if they were dropped, once a workspace is open.
  window.launchQueue?.setConsumer(async ({ files }) => {
    const found = await Promise.all(files.map((file) => file.getFile()));
    const hand = () => {
      const dataTransfer = new DataTransfer();
      for (const file of found) dataTransfer.items.add(file);
      const page = document.querySelector("main.page");
      if (found.length === 0 || root.dataset.boot !== "done" || !document.querySelector("nav") || !page) return false;
      page.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      return true;
    };
    if (hand()) return;
    const watch = new MutationObserver(() => hand() && watch.disconnect());
    watch.observe(root, { childList: true, subtree: true });
  });

  const obstacle = () => {
    if (location.protocol === "file:") return "file";
    if (window.top !== window.self) return "framed";
    if (typeof WebAssembly !== "object" || !CSS.supports("color", "light-dark(#000, #fff)")) return "browser";
    try {
      if (!window.indexedDB) return "storage";
    } catch {
      return "storage";
    }
    return null;
  };

  // A module script is the one way to load a module with its integrity checked in every engine; the
  // import that follows gets the same module out of the page's module map.
  const glue = () =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.type = "module";
      script.integrity = dataset.glueIntegrity;
      script.onload = () => resolve(import(script.src));
      script.onerror = () => reject(new Error(dataset.glue));
      script.src = absolute(dataset.glue);
      document.head.append(script);
    });

  const wasm = async () => {
    const response = await fetch(absolute(dataset.wasm), { integrity: dataset.wasmIntegrity });
    if (!response.ok) throw new Error(`${dataset.wasm}: ${response.status}`);
    return response;
  };

  const reason = obstacle();
  if (reason) {
    fail(reason);
    return;
  }
  Promise.all([glue(), wasm(), parsed])
    .then(async ([module, response]) => {
      await module.default({ module_or_path: response });
      // The app has just appended itself: the shell goes in the same frame, so nothing flickers.
      document.getElementById("shell").remove();
      document.getElementById("failure").remove();
      root.dataset.boot = "done";
    })
    .catch(async (error) => {
      // The word of the policy comes after the failure that it made; WebKit says it in the failure alone.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const policy = refused || /content security policy/i.test(error.message);
      fail(policy ? "policy" : "load", refused ?? error.message);
    });
})();
