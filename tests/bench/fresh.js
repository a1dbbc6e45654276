// A second instance of this program, on a thread and in a memory of its own: what a page is after a start.
const BODY = `
  onmessage = async ({ data: [module, name, args] }) => {
    try {
      const program = await import(module);
      await program.default({ module_or_path: module.replace(".js", "_bg.wasm") });
      postMessage({ value: await program[name](...args) });
    } catch (error) {
      postMessage({ error: String(error) });
    }
  };
`;

export function fresh(name, args) {
  const url = URL.createObjectURL(new Blob([BODY], { type: "text/javascript" }));
  const worker = new Worker(url, { type: "module" });
  const done = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => ("error" in data ? reject(data.error) : resolve(data.value));
    worker.onerror = (event) => reject(event.message);
  });
  worker.postMessage([new URL("/wasm-bindgen-test.js", location).href, name, args]);
  return done.finally(() => worker.terminate());
}
