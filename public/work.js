// Starts the worker that reads and writes files, apart from the page and only when there is work. A worker
// has no import map, so the glue is fetched once with its integrity checked before it is imported.
const glue = "{{url worker.js}}";
const fail = (reason) => postMessage(["failed", String(reason?.message ?? reason)]);
addEventListener("error", (event) => fail(event.message));
addEventListener("unhandledrejection", (event) => fail(event.reason));

const checked = async (name, integrity) => {
  const response = await fetch(new URL(name, import.meta.url), { integrity });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
};

try {
  const [wasm] = await Promise.all([
    checked("{{url worker_bg.wasm}}", "{{integrity worker_bg.wasm}}"),
    checked(glue, "{{integrity worker.js}}"),
  ]);
  const { default: start } = await import(`./${glue}`);
  await start({ module_or_path: wasm });
} catch (error) {
  fail(error);
}
