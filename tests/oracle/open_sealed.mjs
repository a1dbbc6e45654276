// Opens a sealed file with nothing but what comes with Node: node open_sealed.mjs FILE PASSPHRASE > DOCUMENT
// Written from section 10 of the format, to show that a team's data never depends on this program.
import { readFileSync, writeSync } from "node:fs";
import { createDecipheriv, pbkdf2Sync } from "node:crypto";
import { gunzipSync } from "node:zlib";

const [path, passphrase] = process.argv.slice(2);
const file = readFileSync(path);
const end = file.indexOf("\n");
const line = file.subarray(0, end);
const { format, kdf, chunk, rounds, salt } = JSON.parse(line.toString());
if (format !== "cove-sealed/1" || kdf !== "PBKDF2-SHA-256") throw new Error("not a sealed file");

const key = pbkdf2Sync(passphrase.normalize("NFC"), Buffer.from(salt, "hex"), rounds, 32, "sha256");
const content = file.subarray(end + 1);
const size = chunk + 16;
const parts = [];
for (let number = 0; number * size < content.length; number += 1) {
  const part = content.subarray(number * size, (number + 1) * size);
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 4);
  const last = (number + 1) * size >= content.length;
  const cipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 });
  cipher.setAAD(Buffer.concat([line, Buffer.from([last ? 1 : 0])]));
  cipher.setAuthTag(part.subarray(-16));
  parts.push(cipher.update(part.subarray(0, -16)), cipher.final());
}
const document = gunzipSync(Buffer.concat(parts));
for (let at = 0; at < document.length; ) at += writeSync(1, document, at);
