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
  const wanted = [setting("lang"), ...navigator.languages].map((tag) => /^(en|zh)\b/i.exec(tag ?? "")?.[1]);
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
  };

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
    .catch((error) => fail("load", error.message));
})();
