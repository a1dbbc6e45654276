#!/usr/bin/env python3
"""An independent, slow and literal reading of the exchange format `cove-exchange/1`.

Written from the text of the format alone, without a look at the Rust program, so that
the two can judge each other. It is the definition: clear before fast, quadratic where
that is shorter. Commands: check, state, merge, diff (section 12 of the text; sealing
needs AES, which the standard library lacks). Section numbers below are those of the text.

Where the text leaves two readings open the choice made here is marked `OPEN`.
"""

import datetime
import hashlib
import json
import os
import re
import sys
import zlib

sys.set_int_max_str_digits(0)  # a dot may have any number of digits

MAX_INT = 2**53 - 1
QUARANTINE = 4_294_967_296
MIB = 1 << 20
GIB = 1 << 30


class Refused(Exception):
    """A file is refused as a whole, with a code of section 11."""

    def __init__(self, code, detail=""):
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


# --- Section 4: canonical JSON and hashes -------------------------------------------

def canonical(value):
    """Python sorts str by code point and escapes exactly as section 4 asks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def is_int(v):
    return isinstance(v, int) and not isinstance(v, bool)


def is_str(v):
    return isinstance(v, str)


def matches(pattern, v):
    return is_str(v) and re.fullmatch(pattern, v, re.DOTALL) is not None


def is_device(v):
    return matches(r"[0-9a-f]{16}", v)


def is_hash(v):
    return matches(r"[0-9a-f]{64}", v)


def is_id(v):
    return matches(r"[0-9A-Za-z._-]{1,64}", v)


def is_entity(v):
    return matches(r"[a-z_][a-z0-9_]{0,63}", v)


def is_field(v):
    return matches(r"[a-z_][a-z0-9_]{0,63}(:.{1,200})?", v)


def is_dot(v):
    # OPEN: a dot is text, and the text gives its s no greatest value, so none is asked.
    return matches(r"[0-9a-f]{16}\.[1-9][0-9]*", v)


def op_kind(op):
    """`set`, `purge`, `blank` or `unknown` (section 3)."""
    keys = set(op)
    if keys == {"e", "id", "c"} and is_str(op["e"]) and is_str(op["id"]) and is_hash(op["c"]):
        return "blank"
    if not (is_entity(op.get("e")) and is_id(op.get("id"))):
        return "unknown"
    if keys == {"e", "id", "purge"} and op["purge"] is True:
        return "purge"
    if not ({"e", "id", "set"} <= keys <= {"e", "id", "set", "x", "seen"}):
        return "unknown"
    fields, x, seen = op["set"], op.get("x", {}), op.get("seen", {})
    good = (
        isinstance(fields, dict) and len(fields) > 0 and all(is_field(f) for f in fields)
        and isinstance(x, dict) and all(f in fields for f in x)
        and isinstance(seen, dict) and all(is_field(f) for f in seen)
        and all(isinstance(dots, list) and all(is_dot(dot) for dot in dots)
                for dots in list(x.values()) + list(seen.values()))
    )
    return "set" if good else "unknown"


def op_hash(op):
    return op["c"] if op_kind(op) == "blank" else sha(canonical(op))


def text_or_empty(v):
    return v if is_str(v) else ""


def change_hash(body):
    """H of a change; `body` may carry `p`."""
    reduced = {k: v for k, v in body.items() if k != "p"}
    reduced["ops"] = [[text_or_empty(op.get("e")), text_or_empty(op.get("id")), op_hash(op)]
                      for op in body["ops"]]
    return sha(canonical(reduced))


def chain_hash(parent, body):
    return hashlib.sha256(bytes.fromhex(parent) + bytes.fromhex(change_hash(body))).hexdigest()


ROOT = "0" * 64


def file_hash(doc):
    return sha(canonical({k: v for k, v in doc.items() if k != "hash"}))


# --- Section 2: bytes to JSON -------------------------------------------------------

def inflate(data):
    """One gzip member and nothing after it."""
    out = []
    size = 0
    inflater = zlib.decompressobj(wbits=31)
    pending = data
    try:
        while not inflater.eof:
            piece = inflater.decompress(pending, MIB)
            pending = inflater.unconsumed_tail
            size += len(piece)
            out.append(piece)
            if size > GIB:
                raise Refused("inflated")
            if size > MIB and size > 200 * len(data):
                raise Refused("ratio")
            if not piece and not pending and not inflater.eof:
                raise Refused("gzip", "cut")
    except zlib.error as error:
        raise Refused("gzip", str(error))
    if inflater.unused_data:
        raise Refused("gzip", "followed by more")
    return b"".join(out)


class Json:
    """RFC 8259 by hand, because the standard parser forgives too much."""

    SPACE = re.compile(r"[ \t\n\r]*")
    PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
    NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
    HEX = re.compile(r"[0-9a-fA-F]{4}")
    ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f",
               "n": "\n", "r": "\r", "t": "\t"}

    def __init__(self, text):
        self.text = text
        self.at = 0

    def document(self):
        value = self.value(1)
        self.skip()
        if self.at != len(self.text):
            self.fail("more after the end")
        return value

    def fail(self, why):
        raise Refused("json", f"{why} at {self.at}")

    def skip(self):
        self.at = self.SPACE.match(self.text, self.at).end()

    def peek(self):
        return self.text[self.at:self.at + 1]

    def take(self, token):
        if not self.text.startswith(token, self.at):
            self.fail(f"expected {token}")
        self.at += len(token)

    def value(self, depth):
        """`depth` is the nesting an object or array would have here."""
        self.skip()
        first = self.peek()
        if first == "{":
            return self.object(depth)
        if first == "[":
            return self.array(depth)
        if first == '"':
            return self.string()
        for token, constant in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(token, self.at):
                self.at += len(token)
                return constant
        return self.number()

    def object(self, depth):
        if depth > 64:
            raise Refused("depth")
        self.take("{")
        result = {}
        self.skip()
        if self.peek() == "}":
            self.at += 1
            return result
        while True:
            self.skip()
            if self.peek() != '"':
                self.fail("expected a key")
            key = self.string()
            if key in result:
                raise Refused("duplicate_key", key)
            self.skip()
            self.take(":")
            result[key] = self.value(depth + 1)
            self.skip()
            if self.peek() == "}":
                self.at += 1
                return result
            self.take(",")

    def array(self, depth):
        if depth > 64:
            raise Refused("depth")
        self.take("[")
        result = []
        self.skip()
        if self.peek() == "]":
            self.at += 1
            return result
        while True:
            result.append(self.value(depth + 1))
            self.skip()
            if self.peek() == "]":
                self.at += 1
                return result
            self.take(",")

    def string(self):
        self.take('"')
        parts = []
        while True:
            plain = self.PLAIN.match(self.text, self.at)
            parts.append(plain.group())
            self.at = plain.end()
            mark = self.peek()
            if mark == '"':
                self.at += 1
                break
            if mark != "\\":
                self.fail("control character in a string, or no end")
            parts.append(self.escape())
        result = "".join(parts)
        if len(result.encode("utf-8")) > MIB:
            raise Refused("string")
        return result

    def escape(self):
        self.take("\\")
        mark = self.peek()
        self.at += 1
        if mark in self.ESCAPES and mark:
            return self.ESCAPES[mark]
        if mark != "u":
            self.fail("bad escape")
        unit = self.unit()
        if 0xDC00 <= unit <= 0xDFFF:
            self.fail("lone surrogate")
        if 0xD800 <= unit <= 0xDBFF:
            if not self.text.startswith("\\u", self.at):
                self.fail("lone surrogate")
            self.at += 2
            low = self.unit()
            if not 0xDC00 <= low <= 0xDFFF:
                self.fail("lone surrogate")
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
        return chr(unit)

    def unit(self):
        digits = self.HEX.match(self.text, self.at)
        if not digits:
            self.fail("bad \\u")
        self.at = digits.end()
        return int(digits.group(), 16)

    def number(self):
        found = self.NUMBER.match(self.text, self.at)
        if not found:
            self.fail("no value")
        self.at = found.end()
        literal = found.group()
        if found.group(1) or found.group(2) or literal == "-0" or len(literal) > 17:
            raise Refused("number", literal[:40])
        if abs(int(literal)) > MAX_INT:
            raise Refused("number", literal)
        return int(literal)


def read_json(data):
    if data[:2] == b"\x1f\x8b":
        data = inflate(data)
    if is_sealed(data):
        raise Refused("sealed")
    return parse(data)


def parse(data):
    if data.startswith(b"\xef\xbb\xbf"):
        raise Refused("encoding", "byte order mark")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("encoding", str(error))
    return Json(text).document()


def is_sealed(data):
    """OPEN: what `the header of a sealed file` is when it is a bad one."""
    line, feed, _ = data[:1025].partition(b"\n")
    if not feed:
        return False
    try:
        header = parse(line)
    except Refused:
        return False
    return isinstance(header, dict) and header.get("format") == "cove-sealed/1"


# --- Sections 2, 5, 8, 11: JSON to a document ---------------------------------------

KNOWN_KEYS = {"format", "workspace", "kind", "from", "made_at", "have", "heads", "base",
              "devices", "members", "changes", "parts", "kept", "hash"}


class Change:
    """A change with its place: `c` is its identity, `parent` the c it builds on."""

    def __init__(self, body, parent):
        self.body = {k: v for k, v in body.items() if k != "p"}
        self.d, self.s, self.l = body["d"], body["s"], body["l"]
        self.parent = parent
        self.c = chain_hash(parent, body)

    @property
    def ops(self):
        return self.body["ops"]

    @property
    def quarantined(self):
        return self.l > QUARANTINE

    def with_ops(self, ops):
        other = Change.__new__(Change)
        other.__dict__.update(self.__dict__)
        other.body = {**self.body, "ops": ops}
        return other


class Document:
    """What a file adds to a workspace, all of it checked."""

    def __init__(self, doc):
        check_format(doc)
        if not is_str(doc.get("hash")) or doc["hash"] != file_hash(doc):
            raise Refused("hash")
        check_envelope(doc)
        self.hash, self.kind, self.workspace = doc["hash"], doc["kind"], doc["workspace"]
        self.made_at, self.devices, self.members = doc["made_at"], doc["devices"], doc["members"]
        parts = doc.get("parts", [])
        for body in doc["changes"]:
            check_header(body, "change")
        for part in parts:
            check_part(part)
        if parts and self.kind == "delta":
            raise Refused("part", "parts in a delta")
        if doc["changes"] and self.kind in ("share", "request"):
            raise Refused("part", "changes in a share or request")
        self.changes = check_chains(doc)
        self.parts = parts
        self.kept = {key: list(values) for key, values in doc.get("kept", {}).items()}
        for key in doc:
            if key not in KNOWN_KEYS:
                self.kept.setdefault(key, []).append(doc[key])
        check_op_limits(doc["changes"] + parts)
        check_set_limits(self.devices, self.changes)


def check_format(doc):
    if not isinstance(doc, dict):
        raise Refused("format", "no object")
    name = doc.get("format")
    if name == "cove-exchange/1":
        return
    if matches(r"cove-exchange/[1-9][0-9]*", name):
        raise Refused("newer", name)
    raise Refused("format")


def check_envelope(doc):
    def need(good, key):
        if not good:
            raise Refused("envelope", key)

    for key in KNOWN_KEYS - {"parts", "kept"}:
        need(key in doc, key)
    need(is_id(doc["workspace"]), "workspace")
    need(doc["kind"] in ("full", "delta", "share", "request") and is_str(doc["kind"]), "kind")
    origin = doc["from"]
    need(origin is None or (isinstance(origin, dict) and is_id(origin.get("member"))
                            and is_device(origin.get("device"))), "from")
    need(is_time(doc["made_at"]), "made_at")
    for key in ("have", "base"):
        need(isinstance(doc[key], dict), key)
        need(all(is_device(name) and is_int(n) and n >= 1 for name, n in doc[key].items()), key)
    need(isinstance(doc["heads"], dict), "heads")
    for name, head in doc["heads"].items():
        need(is_device(name) and isinstance(head, dict) and is_int(head.get("s"))
             and head["s"] >= 1 and is_hash(head.get("h")), "heads")
    need(isinstance(doc["devices"], dict), "devices")
    need(all(is_device(d) and isinstance(v, dict) for d, v in doc["devices"].items()), "devices")
    need(isinstance(doc["members"], dict), "members")
    need(all(is_id(m) and isinstance(v, dict) for m, v in doc["members"].items()), "members")
    need(isinstance(doc["changes"], list), "changes")
    need(isinstance(doc.get("parts", []), list), "parts")
    kept = doc.get("kept", {})
    need(isinstance(kept, dict) and all(isinstance(v, list) for v in kept.values()), "kept")


def is_time(v):
    if not matches(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", v):
        return False
    try:
        datetime.datetime.strptime(v, "%Y-%m-%dT%H:%M:%SZ")
        return int(v[17:19]) < 60
    except ValueError:
        return False


def check_header(body, code):
    def need(good, key):
        if not good:
            raise Refused(code, key)

    need(isinstance(body, dict), "no object")
    need(is_device(body.get("d")), "d")
    need(is_int(body.get("s")) and body["s"] >= 1, "s")
    need(is_int(body.get("l")) and body["l"] >= 1, "l")
    ops = body.get("ops")
    need(isinstance(ops, list) and all(isinstance(op, dict) for op in ops), "ops")
    need("t" not in body or is_int(body["t"]), "t")
    need("m" not in body or is_id(body["m"]), "m")
    for key in ("why", "batch"):
        need(key not in body or (is_str(body[key]) and len(body[key]) <= 64), key)


def check_part(part):
    check_header(part, "part")
    if not matches(r"[0-9a-f]{16}", part.get("c")):
        raise Refused("part", "c")
    if "p" in part:
        raise Refused("part", "p")
    if not part["ops"]:
        raise Refused("part", "no op")
    if part["l"] > QUARANTINE:
        raise Refused("part", "l")


def check_chains(doc):
    """Gives every change its parent and so its c; equal c may occur more than once."""
    changes = []
    before = None
    for body in doc["changes"]:
        if body["s"] == 1:
            if "p" in body:
                raise Refused("chain", "p at s = 1")
            parent = ROOT
        elif "p" in body:
            # OPEN: `p` wins over the change just before; a merged file of a forked
            # device could not be read otherwise (see the report).
            if not is_hash(body["p"]):
                raise Refused("chain", "bad p")
            parent = body["p"]
        elif before is not None and (before.d, before.s) == (body["d"], body["s"] - 1):
            parent = before.c
        else:
            raise Refused("chain", "parent neither before it nor named")
        before = Change(body, parent)
        changes.append(before)
    if doc["have"] != {name: head["s"] for name, head in doc["heads"].items()}:
        raise Refused("chain", "have is not heads")
    if doc["kind"] == "full":
        for name, head in doc["heads"].items():
            if not any((ch.s, ch.c) == (head["s"], head["h"]) for ch in changes):
                raise Refused("chain", f"without its head {name}")
    return changes


def check_op_limits(bodies):
    """OPEN: these limits are taken to speak of set ops only, in changes and parts."""
    for body in bodies:
        if len(body["ops"]) > 100_000:
            raise Refused("limit", "ops")
        for op in body["ops"]:
            if op_kind(op) != "set":
                continue
            for key in ("set", "x", "seen"):
                if len(op.get(key, {})) > 1000:
                    raise Refused("limit", f"fields in {key}")
            lists = [v for v in op["set"].values() if isinstance(v, list)]
            lists += list(op.get("x", {}).values()) + list(op.get("seen", {}).values())
            if any(len(items) > 1000 for items in lists):
                raise Refused("limit", "items")


def check_kept_depth(kept):
    """OPEN: in `kept` an unknown key stands two levels deeper than it came, so a merged file of it
    could be too deep to be read again. A union that cannot be written is taken as beyond a limit."""
    def nesting(value):
        inner = value.values() if isinstance(value, dict) else value
        return 1 + max(map(nesting, inner), default=0) if isinstance(value, (dict, list)) else 0

    for values in kept.values():
        if any(3 + nesting(value) > 64 for value in values.values()):
            raise Refused("limit", "kept too deep")


def check_set_limits(devices, changes):
    if len(devices) > 10_000 or len({ch.d for ch in changes}) > 10_000:
        raise Refused("limit", "devices")
    records = {(op["e"], op["id"]) for ch in changes for op in ch.ops
               if is_str(op.get("e")) and is_str(op.get("id"))}
    if len(records) > 2_000_000:
        raise Refused("limit", "records")


def read_file(path):
    try:
        if os.path.getsize(path) > GIB:
            raise Refused("too_large")
        with open(path, "rb") as file:
            data = file.read(GIB + 1)
    except OSError as error:
        raise Refused("io", str(error))
    return Document(read_json(data))


# --- Section 7: the union of documents ----------------------------------------------

class Workspace:
    """The union, normalised, with names, vector and gaps (section 5)."""

    def __init__(self, documents):
        self.workspace = documents[0].workspace
        self.made_at = max(doc.made_at for doc in documents)
        self.changes = {}
        self.parts = {}
        self.devices = {}
        self.members = {}
        self.kept = {}
        for doc in documents:
            for ch in doc.changes:
                self.add(ch)
            for part in doc.parts:
                self.parts[canonical(part)] = part
            merge_entries(self.devices, doc.devices)
            merge_entries(self.members, doc.members)
            for key, values in doc.kept.items():
                self.kept.setdefault(key, {}).update({canonical(v): v for v in values})
        check_set_limits(self.devices, self.changes.values())
        check_kept_depth(self.kept)
        self.normalise()
        self.children_of = {}
        for ch in self.changes.values():
            self.children_of.setdefault((ch.d, ch.parent), []).append(ch)
        self.names = {}
        for ch in sorted(self.changes.values(), key=lambda ch: ch.s):
            self.names[ch.c] = self.name_of(ch)

    def add(self, ch):
        held = self.changes.get(ch.c)
        if held:
            ops = [new if op_kind(old) == "blank" else old for old, new in zip(held.ops, ch.ops)]
            ch = held.with_ops(ops)
        self.changes[ch.c] = ch

    def normalise(self):
        """Section 9: blank the ops of purged records; section 8: drop parts of held changes."""
        self.purged = {(op["e"], op["id"])
                       for ch in self.changes.values() if not ch.quarantined
                       for op in ch.ops if op_kind(op) == "purge"}

        def erased(op):
            pair = (op.get("e"), op.get("id"))
            return (is_str(pair[0]) and is_str(pair[1]) and pair in self.purged
                    and op_kind(op) != "purge")

        for ch in list(self.changes.values()):
            ops = [{"e": op["e"], "id": op["id"], "c": op_hash(op)} if erased(op) else op
                   for op in ch.ops]
            self.changes[ch.c] = ch.with_ops(ops)
        held = {(ch.d, ch.s, ch.c[:16]) for ch in self.changes.values()}
        parts = {}
        for part in self.parts.values():
            part = {**part, "ops": [op for op in part["ops"] if not erased(op)]}
            if part["ops"] and (part["d"], part["s"], part["c"]) not in held:
                parts[canonical(part)] = part
        self.parts = parts

    def parent(self, ch):
        held = self.changes.get(ch.parent)
        return held if held and (held.d, held.s) == (ch.d, ch.s - 1) else None

    def line_back(self, ch):
        """The change and its held ancestors, youngest first."""
        while ch:
            yield ch
            ch = self.parent(ch)

    def name_of(self, ch):
        if len(self.children_of[ch.d, ch.parent]) == 1:
            parent = self.parent(ch)
            if parent:
                return self.names[parent.c]
            if ch.s == 1 or self.alone(ch):
                return ch.d
        return ch.c[:16]

    def alone(self, ch):
        return not any(o.d == ch.d and o.c != ch.c and o.s in (ch.s, ch.s - 1)
                       for o in self.changes.values())

    def whole(self, ch):
        return all((op["e"], op["id"]) in self.purged for op in ch.ops if op_kind(op) == "blank")

    def anchored(self, ch):
        chain = list(self.line_back(ch))
        return all(self.whole(c) for c in chain) and chain[-1].s == 1

    def heads(self):
        # OPEN: a forged device id that is the name of a branch of another device gives two
        # changes one name and s; the greater c is taken.
        heads = {}
        for ch in self.changes.values():
            name = self.names[ch.c]
            if self.anchored(ch) and (name not in heads or
                                      (ch.s, ch.c) > (heads[name]["s"], heads[name]["h"])):
                heads[name] = {"s": ch.s, "h": ch.c}
        return heads

    def gaps(self):
        """OPEN: the shape, taken as device -> [[first, last], ...]."""
        gaps = {}
        by_device = {}
        for ch in self.changes.values():
            by_device.setdefault(ch.d, []).append(ch)
        for d, own in by_device.items():
            ranges = []
            expected = 1
            for s in sorted({ch.s for ch in own if self.whole(ch)}):
                ranges.append([expected, s - 1])
                expected = s + 1
            ranges.append([expected, max(ch.s for ch in own)])
            for ch in own:
                parent = self.parent(ch)
                if ch.s > 1 and not (parent and self.whole(parent)):
                    ranges.append([ch.s - 1, ch.s - 1])
            merged = []
            for first, last in sorted(r for r in ranges if r[0] <= r[1]):
                if merged and first <= merged[-1][1] + 1:
                    merged[-1][1] = max(merged[-1][1], last)
                else:
                    merged.append([first, last])
            if merged:
                gaps[d] = merged
        return gaps

    def merged_file(self):
        """The text of the merged file, without its line feed."""
        heads = self.heads()
        changes = []
        before = None
        for ch in sorted(self.changes.values(),
                         key=lambda ch: (ch.d, self.names[ch.c], ch.s, ch.c)):
            parent = self.parent(ch)
            body = dict(ch.body)
            if ch.s > 1 and not (parent and before is parent):
                body["p"] = ch.parent
            changes.append(body)
            before = ch
        doc = {
            "format": "cove-exchange/1", "workspace": self.workspace, "kind": "full",
            "from": None, "made_at": self.made_at, "base": {},
            "have": {name: head["s"] for name, head in heads.items()}, "heads": heads,
            "devices": self.devices, "members": self.members, "changes": changes,
            "parts": [self.parts[text] for text in sorted(self.parts)],
            "kept": {key: [values[text] for text in sorted(values)]
                     for key, values in self.kept.items()},
        }
        doc["hash"] = file_hash(doc)
        return doc


def merge_entries(into, entries):
    def rank(entry):
        at = entry.get("at")
        return (is_int(at), at if is_int(at) else 0, canonical(entry))

    for key, entry in entries.items():
        if key not in into or rank(entry) > rank(into[key]):
            into[key] = entry


# --- Sections 5 (references), 6 and 8: the fold -------------------------------------

class Author:
    """Who wrote: a change, or all the parts of one (d, s, c)."""

    def __init__(self, d, s, c, name, change=None):
        self.d, self.s, self.c, self.name, self.change = d, s, c, name, change
        self.key = (d, s, c, change is None)

    @property
    def dot(self):
        return f"{self.name}.{self.s}"


class Write:
    def __init__(self, author, value, l, x, seen):
        self.author, self.value, self.l, self.x, self.seen = author, value, l, x, seen
        self.text = canonical(value)

    @property
    def order(self):
        return (self.l, self.author.name, self.author.s, self.text)

    def shown(self):
        return {"dot": self.author.dot, "v": self.value}


def writes_of(ops):
    """(e, id, field) -> (value, x, seen): a later write counts, with x and seen of both."""
    result = {}
    for op in ops:
        if op_kind(op) != "set":
            continue
        for field, value in op["set"].items():
            key = (op["e"], op["id"], field)
            _, x, seen = result.get(key, (None, set(), {}))
            x = x | set(op.get("x", {}).get(field, []))
            result[key] = (value, x, join_seen(seen, op.get("seen", {})))
    return result


def join_seen(a, b):
    return {f: set(a.get(f, ())) | set(b.get(f, ())) for f in [*a, *b]}


VOID = "void"


class Fold:
    """The state of a workspace."""

    def __init__(self, ws):
        self.ws = ws
        self.writes = {}
        self.collect_changes()
        self.collect_parts()
        self.targets = {}
        self.live = {}
        self.replaced = {}
        self.suspects = 0
        self.unsure = set()
        for key in self.writes:
            self.fold_field(key)
        self.records = {}
        for (e, id_, field), live in self.live.items():
            self.records.setdefault((e, id_), {})[field] = live

    def collect_changes(self):
        for ch in self.ws.changes.values():
            if ch.quarantined:
                continue
            author = Author(ch.d, ch.s, ch.c, self.ws.names[ch.c], ch)
            for key, (value, x, seen) in writes_of(ch.ops).items():
                if key[:2] not in self.ws.purged:
                    self.writes.setdefault(key, []).append(Write(author, value, ch.l, x, seen))

    def collect_parts(self):
        """Equal writes of one (d, s, c) count once, with the x of all and the greatest l."""
        once = {}
        for part in self.ws.parts.values():
            d, s, c = part["d"], part["s"], part["c"]
            other = (any((ch.d, ch.s) == (d, s) for ch in self.ws.changes.values())
                     or any((o["d"], o["s"]) == (d, s) and o["c"] != c
                            for o in self.ws.parts.values()))
            author = Author(d, s, c, c if other else d)
            for key, (value, x, seen) in writes_of(part["ops"]).items():
                if key[:2] in self.ws.purged:
                    continue
                write = once.get((d, s, c, key, canonical(value)))
                if write:
                    write.x |= x
                    # OPEN: the text says `the x of all`; `seen` is joined likewise.
                    write.seen = join_seen(write.seen, seen)
                    write.l = max(write.l, part["l"])
                else:
                    write = Write(author, value, part["l"], set(x), seen)
                    once[d, s, c, key, canonical(value)] = write
                    self.writes.setdefault(key, []).append(write)

    def stands_for(self, dot, author, key):
        """The key of the author a dot stands for within one field, None, or VOID."""
        name, s = dot.split(".")
        s = int(s)
        own = name == author.d
        if own and s >= author.s:
            return VOID
        found = {}
        for write in self.writes.get(key, []):
            other = write.author
            if other.key != author.key and other.s == s and self.is_called(other, name):
                if not (own and self.shown_outside(other, author)):
                    found[other.key] = other
        return next(iter(found)) if len(found) == 1 else None

    def is_called(self, author, name):
        if author.change is None:
            return name in (author.d, author.c)
        return author.d == name or any(ch.c.startswith(name)
                                       for ch in self.ws.line_back(author.change))

    def shown_outside(self, other, author):
        """Whether the author's chain, as far as held, shows `other` not to be in it."""
        if other.d != author.d:
            return True
        if author.change is None:
            return False
        for ch in self.ws.line_back(author.change):
            if ch.s - 1 == other.s:
                return not ch.parent.startswith(other.c)
        return False

    def fold_field(self, key):
        writes = self.writes[key]
        killers = {}
        for write in writes:
            for dot in write.x:
                target = self.stands_for(dot, write.author, key)
                if target is None:
                    self.unsure.add(key)
                elif target != VOID:
                    killers.setdefault(target, []).append(write)
        live = [w for w in writes if w.author.key not in killers]
        if not live:
            live = [max(writes, key=lambda w: w.order)]
        live.sort(key=lambda w: w.order, reverse=True)
        replaced = [w for w in writes if w not in live]
        self.live[key] = live
        self.replaced[key] = replaced
        # OPEN: a write that is live because all are replaced is not suspect.
        self.suspects += sum(any(w.l >= k.l for k in killers[w.author.key]) for w in replaced)

    def winner(self, record, field):
        """The winning value, or None (which is also the value null)."""
        live = self.records[record].get(field)
        return live[0].value if live else None

    def deleted(self, record):
        return record in self.records and self.winner(record, "_deleted") is True

    def link(self, record, field):
        value = self.winner(record, field)
        return tuple(value["link"]) if is_link(value) else None

    def representative(self, record):
        """The id of the representative (section 6.8)."""
        path = [record]
        while True:
            target = self.link(path[-1], "_alias")
            if (target is None or target == path[-1] or target[0] != record[0]
                    or target not in self.records or self.deleted(target)):
                return path[-1][1]
            if target in path:
                return min(id_ for _, id_ in path[path.index(target):])
            path.append(target)

    def conflicts(self):
        found = []
        for (e, id_), fields in self.records.items():
            base = {"e": e, "id": id_}
            for field, live in fields.items():
                if len({w.text for w in live}) > 1:
                    found.append({**base, "kind": "value", "field": field,
                                  "sure": (e, id_, field) not in self.unsure})
            # OPEN: taken to speak of deleted records, not of any live `true` write.
            if self.deleted((e, id_)):
                found += self.unseen_edits(e, id_, fields)
            parent = self.link((e, id_), "_parent")
            if parent and not self.deleted((e, id_)) and (
                    parent in self.ws.purged or self.deleted(parent)):
                found.append({**base, "kind": "line", "parent": list(parent)})
        return sorted(found, key=lambda f: (f["e"], f["id"], f["kind"], f.get("field", "")))

    def unseen_edits(self, e, id_, fields):
        deletes = [w for w in fields["_deleted"] if w.value is True]
        covered = set()
        # OPEN: an unsure field is one with an unclear x entry, in conflict or not.
        sure = not any((e, id_, field) in self.unsure for field in fields)
        for delete in deletes:
            for field, dots in delete.seen.items():
                for dot in dots:
                    target = self.stands_for(dot, delete.author, (e, id_, field))
                    # OPEN: 6.5 says `not void`, 6.6 does not; a void entry, which no
                    # change can ever fill, is taken as no reason for doubt in both.
                    if target is None:
                        sure = False
                    elif target != VOID:
                        covered.add((field, target))
        authors = {w.author.key for w in deletes}
        dots = {w.author.dot for field, live in fields.items() if field != "_deleted"
                for w in live
                if w.author.key not in authors and (field, w.author.key) not in covered}
        if not dots:
            return []
        return [{"kind": "deleted", "e": e, "id": id_, "dots": sorted(dots), "sure": sure}]

    def counts(self):
        ws = self.ws
        counts = dict.fromkeys(("quarantined", "incomplete", "live", "unknown", "spent"), 0)
        living = {w.author.key for live in self.live.values() for w in live}
        unknown_ops = 0
        for ch in ws.changes.values():
            unknown = sum(op_kind(op) == "unknown" for op in ch.ops)
            if ch.quarantined:
                counts["quarantined"] += 1
                continue
            unknown_ops += unknown
            if not ws.whole(ch):
                counts["incomplete"] += 1
            elif (ch.d, ch.s, ch.c, False) in living:
                counts["live"] += 1
            elif unknown:
                counts["unknown"] += 1
            else:
                counts["spent"] += 1
        for part in ws.parts.values():
            unknown_ops += sum(op_kind(op) != "set" for op in part["ops"])
        counts.update(
            changes=len(ws.changes), parts=len(ws.parts), rejected=0,
            writes_live=sum(map(len, self.live.values())),
            writes_replaced=sum(map(len, self.replaced.values())),
            suspect=self.suspects, unknown_ops=unknown_ops,
            unknown_values=sum(not is_value(w.value) for live in self.live.values() for w in live),
            unknown_keys=sum(map(len, ws.kept.values())))
        return counts

    def forks(self):
        forks = {}
        for ch in self.ws.changes.values():
            if self.ws.names[ch.c] != ch.d:
                forks.setdefault(ch.d, set()).add(self.ws.names[ch.c])
        return {d: sorted(names) for d, names in forks.items()}

    def state(self):
        records = {}
        for (e, id_), fields in self.records.items():
            end = self.representative((e, id_))
            records.setdefault(e, {})[id_] = {
                "as": None if end == id_ else end, "deleted": self.deleted((e, id_)),
                "fields": {f: [w.shown() for w in live] for f, live in fields.items()}}
        state = {
            "format": "cove-state/1", "workspace": self.ws.workspace,
            "vector": {name: head["s"] for name, head in self.ws.heads().items()},
            "gaps": self.ws.gaps(), "forks": self.forks(), "records": records,
            "conflicts": self.conflicts(),
            "deleted": sorted([e, i] for e, i in self.records if self.deleted((e, i))),
            "purged": sorted([e, i] for e, i in self.ws.purged), "counts": self.counts()}
        state["hash"] = sha(canonical(state))
        return state


def is_link(v):
    return (isinstance(v, dict) and set(v) == {"link"} and isinstance(v["link"], list)
            and len(v["link"]) == 2 and is_entity(v["link"][0]) and is_id(v["link"][1]))


def is_scalar(v):
    if v is None or isinstance(v, (bool, int, str)):
        return True
    if not isinstance(v, dict) or len(v) != 1:
        return False
    if is_link(v):
        return True
    (kind, inner), = v.items()
    if kind == "date":
        if not matches(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", inner):
            return False
        try:
            datetime.date.fromisoformat(inner)
            return True
        except ValueError:
            return False
    if kind == "at":
        return is_int(inner) and -62_135_596_800_000 <= inner <= 253_402_300_799_999
    if kind == "money":
        return (isinstance(inner, list) and len(inner) == 2 and is_int(inner[0])
                and matches(r"[A-Z]{3}", inner[1]))
    return False


def is_value(v):
    return (len(v) <= 1000 and all(map(is_scalar, v))) if isinstance(v, list) else is_scalar(v)


# --- Section 12: the tool -----------------------------------------------------------

def check_command(path):
    document = read_file(path)
    ws = Workspace([document])
    state = Fold(ws).state()
    counts = state["counts"]
    return {"ok": True, "file": path, "hash": document.hash, "kind": document.kind,
            "workspace": document.workspace, "state": state["hash"],
            "records": sum(map(len, state["records"].values())),
            **{k: counts[k] for k in ("changes", "parts", "quarantined", "unknown_ops")}}


class InFile(Exception):
    """A refusal together with the file it is about."""

    def __init__(self, path, refused):
        super().__init__(path)
        self.path, self.refused = path, refused


def unite(paths):
    """OPEN: which `file` a `workspace` or a union's `limit` names; here the first that shows it."""
    documents = []
    for path in paths:
        documents.append(read_named(path))
        if documents[-1].workspace != documents[0].workspace:
            raise InFile(path, Refused("workspace"))
    for n, path in enumerate(paths, 1):
        try:
            union = Workspace(documents[:n])
        except Refused as refused:
            raise InFile(path, refused)
    return union


def write_file(path, data):
    if path.endswith(".gz"):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        data = packer.compress(data) + packer.flush()
    try:
        with open(path, "wb") as file:
            file.write(data)
    except OSError as error:
        raise InFile(path, Refused("io", str(error)))


def diff_command(a, b):
    # OPEN: files of different workspaces; nothing is merged here, so none is refused.
    sides = [unite([path]) for path in (a, b)]
    states = [Fold(ws).state() for ws in sides]
    only = [sorted([ch.d, ch.s, ch.c[:16]] for c, ch in this.changes.items()
                   if c not in other.changes)
            for this, other in (sides, reversed(sides))]

    def live(state):
        return {(e, id_, field): writes
                for e, ids in state["records"].items() for id_, record in ids.items()
                for field, writes in record["fields"].items()}

    in_a, in_b = live(states[0]), live(states[1])
    fields = []
    for key in sorted(set(in_a) | set(in_b)):
        one, two = in_a.get(key, []), in_b.get(key, [])
        if canonical(one) != canonical(two):
            fields.append({"e": key[0], "id": key[1], "field": key[2], "a": one, "b": two})
    result = {"same": states[0]["hash"] == states[1]["hash"], "fields": fields,
              "only_a": only[0], "only_b": only[1]}
    # OPEN: equal states of different changes also are a difference.
    return result, not result["same"] or bool(only[0] or only[1])


def read_named(path):
    try:
        return read_file(path)
    except Refused as refused:
        raise InFile(path, refused)


def refusal(path, refused):
    return {"ok": False, "file": path, "error": refused.code, "detail": refused.detail}


def exit_code(refused):
    return 74 if refused.code == "io" else 2


def run(argv):
    """(exit code, lines) of one call."""
    if not argv:
        return 64, []
    command, args = argv[0], argv[1:]
    out = None
    if command == "merge":
        if len(args) < 3 or args.count("-o") != 1 or args[-1] == "-o":
            return 64, []
        at = args.index("-o")
        out = args[at + 1]
        args = args[:at] + args[at + 2:]
    if command not in ("check", "state", "merge", "diff") or not args:
        return 64, []
    if any(arg.startswith("-") for arg in args) or (command == "diff" and len(args) != 2):
        return 64, []
    if command == "check":
        code, lines = 0, []
        for path in args:
            try:
                lines.append(check_command(path))
            except Refused as refused:
                lines.append(refusal(path, refused))
                code = max(code, exit_code(refused))
        return code, lines
    try:
        if command == "diff":
            result, differs = diff_command(*args)
            return int(differs), [result]
        ws = unite(args)
        state = Fold(ws).state()
        if command == "state":
            return 0, [state]
        doc = ws.merged_file()
        write_file(out, (canonical(doc) + "\n").encode("utf-8"))
        return 0, [{"ok": True, "changes": len(ws.changes), "hash": doc["hash"],
                    "state": state["hash"]}]
    except InFile as stop:
        return exit_code(stop.refused), [refusal(stop.path, stop.refused)]


def main():
    code, lines = run(sys.argv[1:])
    if code == 64:
        print("usage: cove_file.py check FILE... | state FILE... | merge FILE... -o OUT | diff A B",
              file=sys.stderr)
    for line in lines:
        sys.stdout.buffer.write((canonical(line) + "\n").encode("utf-8"))
    sys.stdout.flush()
    sys.exit(code)


if __name__ == "__main__":
    main()
