// What Lighthouse says of a release: `make lighthouse` (a version of Lighthouse from npm, a folder). It serves the
// folder as the host of it would, by `dist serve`, and looks three times on a desktop and on a phone.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [version, folder] = process.argv.slice(2);
const ROUNDS = 3;
const server = spawn("cargo", ["run", "-q", "--bin", "dist", "--", "serve", folder, "--port", "0"]);
const address = await new Promise((resolve, reject) => {
  server.stdout.on("data", (line) => resolve(String(line).trim()));
  server.on("exit", () => reject(new Error("dist serve does not start")));
});
const scratch = mkdtempSync(join(tmpdir(), "lighthouse-"));
process.on("exit", () => { server.kill(); rmSync(scratch, { recursive: true, force: true }); });

const figures = {
  "first-contentful-paint": "FCP", "largest-contentful-paint": "LCP", "total-blocking-time": "TBT",
  "cumulative-layout-shift": "CLS", "speed-index": "SI",
};
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
console.log(`| Lighthouse ${version}, median of ${ROUNDS} | ${Object.values(figures).join(" | ")} | scores |\n|---|${"---|".repeat(6)}`);
for (const [name, url] of [["first page", address], ["demo by link", `${address}?demo=en`]]) {
  for (const preset of ["desktop", "mobile"]) {
    const reports = [];
    for (let round = 0; round < ROUNDS; round++) {
      const out = join(scratch, `${reports.length}.json`);
      const flags = ["--quiet", "--output=json", `--output-path=${out}`, "--chrome-flags=--headless=new --no-sandbox --disable-gpu"];
      if (preset === "desktop") flags.push("--preset=desktop");
      execFileSync("npx", ["--yes", `lighthouse@${version}`, url, ...flags], { stdio: ["ignore", "ignore", "inherit"] });
      reports.push(JSON.parse(readFileSync(out, "utf8")));
    }
    const of = (audit) => median(reports.map(({ audits }) => audits[audit].numericValue));
    const cells = Object.keys(figures).map((audit) => (audit.endsWith("shift") ? of(audit).toFixed(3) : `${Math.round(of(audit))} ms`));
    const scores = Object.values(reports[0].categories).map(({ id }) =>
      `${id} ${Math.round(100 * median(reports.map(({ categories }) => categories[id].score)))}`);
    console.log(`| ${name}, ${preset} | ${cells.join(" | ")} | ${scores.join(", ")} |`);
    for (const [id, { title, score, scoreDisplayMode }] of Object.entries(reports[0].audits)) {
      if (scoreDisplayMode === "binary" && score === 0) console.error(`  ${name}, ${preset}: ${id}: ${title}`);
    }
  }
}
process.exit(0);
