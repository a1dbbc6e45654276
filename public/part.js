// Fetches a part of the page's wasm when it is wanted, with its integrity checked. `dist finish` joins this
// with the glue, so that all scripts stand in one file of which the page knows the hash.
const part = async (name, integrity) => {
  const response = await fetch(new URL(name, import.meta.url), { integrity });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.arrayBuffer();
};
