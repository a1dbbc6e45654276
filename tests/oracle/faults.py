"""Malformed files: one fault each, so that the code of section 11 is unambiguous.

`make(rng, big)` returns (name of the fault, list of file bytes, code). A code of `None`
marks a file that stands just inside a limit and must be taken.
"""

import random
import zlib

import cove_file as cf

A, B = "9a1c000000000001", "77e0000000000002"
MIB = 1 << 20


def seal(doc):
    return {**doc, "hash": cf.file_hash(doc)}


def text(doc):
    return cf.canonical(seal(doc)).encode()


def op(**more):
    return {"e": "lead", "id": "r1", "set": {"name": "n"}, **more}


def change(d=A, s=1, l=1, **more):
    return {"d": d, "s": s, "l": l, "ops": [op()], **more}


def envelope(kind, **more):
    return {
        "format": "cove-exchange/1", "workspace": "ws-1", "kind": kind,
        "from": {"member": "anna", "device": A}, "made_at": "2026-10-30T05:00:00Z",
        "have": {}, "heads": {}, "base": {}, "devices": {A: {"at": 1, "m": "anna"}},
        "members": {"anna": {"at": 1, "name": "Anna"}}, "changes": [], "parts": [], "kept": {},
        **more,
    }


def full():
    changes = [change(), change(s=2, l=2, t=5, m="anna", why="edit")]
    c1 = cf.chain_hash(cf.ROOT, changes[0])
    c2 = cf.chain_hash(c1, changes[1])
    return envelope("full", changes=changes, have={A: 2}, heads={A: {"s": 2, "h": c2}})


def delta(*changes):
    """Its heads need no change in the file, so that a fault stays alone."""
    return envelope("delta", changes=list(changes) or [change()])


def part(**more):
    return {**change(), "c": "0123456789abcdef", **more}


def share(*parts):
    return envelope("share", parts=list(parts) or [part()])


def without(d, key):
    return {k: v for k, v in d.items() if k != key}


def gz(data, level=6):
    packer = zlib.compressobj(level, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


# --- Bytes --------------------------------------------------------------------------

def gzip_faults():
    data = gz(text(full()))
    broken = bytearray(data)
    broken[len(broken) // 2] ^= 0x55
    crc = bytearray(data)
    crc[-8] ^= 1
    size = bytearray(data)
    size[-1] ^= 1
    return {
        "gzip cut": data[:-9], "gzip cut in the trailer": data[:-3], "gzip magic only": data[:2],
        "gzip broken": bytes(broken), "gzip crc": bytes(crc), "gzip size": bytes(size),
        "gzip trailing byte": data + b"\0", "gzip two members": data + data,
        "gzip bad method": data[:2] + b"\x07" + data[3:],
    }


def encoding_faults():
    raw = text(full())
    def at(piece):
        return raw.replace(b'"Anna"', b'"' + piece + b'"')
    return {
        "bad byte": at(b"\xff"), "lone continuation": at(b"\x80"), "cut sequence": at(b"\xe5\xae"),
        "encoded surrogate": at(b"\xed\xa0\x80"), "overlong": at(b"\xc0\xaf"),
        "beyond unicode": at(b"\xf4\x90\x80\x80"), "mark": b"\xef\xbb\xbf" + raw,
        "utf-16": b"\xff\xfe" + raw.decode().encode("utf-16-le"),
        "mark in gzip": gz(b"\xef\xbb\xbf" + raw),
    }


def json_faults():
    raw = text(full())
    def at(piece):
        return raw.replace(b'"Anna"', piece)
    return {
        "empty": b"", "space": b" \n", "cut": raw[:-1], "more after": raw + b"{}",
        "trailing comma": raw[:-1] + b",}", "NaN": at(b"NaN"), "Infinity": at(b"-Infinity"),
        "single quotes": at(b"'Anna'"), "comment": at(b'/* */"Anna"'), "leading zero": at(b"01"),
        "plus": at(b"+1"), "bare dot": at(b".5"), "ends in dot": at(b"1."), "bare minus": at(b"-"),
        "True": at(b"True"), "control character": at(b'"A\nna"'), "bad escape": at(b'"\\x41"'),
        "short u": at(b'"\\u12"'), "lone high": at(b'"\\ud83d"'), "lone low": at(b'"\\ude00"'),
        "high then letter": at(b'"\\ud83dx"'), "two high": at(b'"\\ud83d\\ud83d"'),
        "low then high": at(b'"\\ude00\\ud83d"'), "nul outside": raw + b"\0",
        "vertical tab": b"\x0b" + raw, "no-break space": b"\xc2\xa0" + raw,
        "missing colon": raw.replace(b'"kind":', b'"kind" '), "key no string": b"{1:2}",
        "missing comma": raw.replace(b',"kind"', b' "kind"'), "one byte 1f": b"\x1f",
        "lone surrogate key": raw.replace(b'"kept":{}', b'"kept":{"\\udc00":[]}'),
        "empty in gzip": gz(b""),
    }


def duplicate_faults():
    raw = text(full())
    return {
        "envelope key twice": raw[:-1] + b',"kind":"full"}',
        "key twice after unescaping": raw[:-1] + b',"k\\u0069nd":"full"}',
        "key twice within": raw.replace(b'"name":"Anna"', b'"name":"Anna","name":"Anna"'),
        "empty key twice": raw[:-1] + b',"":1,"":1}',
        "key twice in an op": raw.replace(b'{"name":"n"}', b'{"name":"n","\\u006eame":"n"}', 1),
    }


def number_faults():
    raw = text(full())
    numbers = [b"1.0", b"1e3", b"1E-2", b"-0", b"-0.0", b"9007199254740992", b"-9007199254740992",
               b"1" * 400, b"0.5", b"0e0", b"1e999"]
    return {f"number {n[:20].decode()}": raw.replace(b'"Anna"', n) for n in numbers}


def nest(depth):
    """An array nested so that its innermost one is at `depth`, the envelope being 1."""
    value = []
    for _ in range(depth - 2):
        value = [value]
    return value


def nested_change(depth):
    """A note of a change: envelope 1, changes 2, change 3, then the arrays."""
    value = []
    for _ in range(depth - 4):
        value = {"a": value}
    return delta(change(note=value))


# --- Documents ----------------------------------------------------------------------

def format_faults():
    good = full()
    docs = [without(good, "format")] + [
        {**good, "format": v} for v in
        (1, None, "cove-exchange/0", "cove-exchange/1 ", "Cove-exchange/1", "cove-state/1",
         "cove-exchange/", "cove-exchange/x", ["cove-exchange/1"], "")]
    faults = {f"format {i}": text(doc) for i, doc in enumerate(docs)}
    faults.update({"format array": b"[]", "format null": b"null", "format string": b'"x"',
                   "format number": b"12", "format in array": b"[" + text(good) + b"]"})
    return faults


def hash_faults():
    doc = seal(full())
    docs = [without(doc, "hash")] + [
        {**doc, "hash": v} for v in ("0" * 64, doc["hash"].upper(), doc["hash"][:63], None, 1, "",
                                     [doc["hash"]], doc["hash"] + "0")]
    docs += [{**doc, "made_at": "2026-10-30T05:00:01Z"}, {**doc, "more": 1}, without(doc, "base"),
             {**doc, "members": {"anna": {"at": 1, "name": "anna"}}}]
    return {f"hash {i}": cf.canonical(d).encode() for i, d in enumerate(docs)}


ENVELOPE_WRONG = {
    "workspace": ["", "a b", 1, None, "x" * 65, "é", "ws-1\n"],
    "kind": ["Full", "", None, 1, "backup", ["full"]],
    "from": ["anna", 1, [], {"member": "anna"}, {"device": A}, {"member": "a b", "device": A},
             {"member": "anna", "device": A[:15]}, {"member": None, "device": A}],
    "made_at": ["2026-02-30T00:00:00Z", "2026-10-30T05:00:00", "2026-10-30 05:00:00Z", 1, None,
                "2026-10-30T24:00:00Z", "2026-10-30T05:60:00Z", "2026-13-01T00:00:00Z", "",
                "2026-10-30T05:00:00z", "2026-10-30T05:00:00+00:00", "2026-10-30T05:00:00.0Z",
                "2025-02-29T00:00:00Z", "2026-1-30T05:00:00Z", "+026-10-30T05:00:00Z",
                "2026-10-30T05:00:00Z\n", "2026-00-10T05:00:00Z", "２026-10-30T05:00:00Z"],
    "have": [[], None, {A: 0}, {A: "1"}, {A: True}, {"x": 1}, {A.upper(): 1}, {A: -1}, {A: None}],
    "heads": [[], None, {A: 1}, {A: {"s": 1}}, {A: {"h": "0" * 64}}, {A: {"s": 1, "h": "0" * 63}},
              {A: {"s": 0, "h": "0" * 64}}, {A: {"s": 1, "h": "A" * 64}}, {A: []},
              {"x": {"s": 1, "h": "0" * 64}}, {A: {"s": "1", "h": "0" * 64}}],
    "base": [[], None, {A: "1"}, {"x": 1}, {A: None}, "x"],
    "devices": [[], None, {"x": {}}, {A: 1}, {A: []}, {A + "0": {}}, {A: None}],
    "members": [[], None, {"a b": {}}, {"anna": "Anna"}, {"": {}}, {"anna": None}],
    "changes": [{}, None, "x", 0],
    "parts": [{}, None, "x", 0],
    "kept": [[], None, 1, {"a": 1}, {"a": {}}, {"a": None}],
}


def envelope_faults():
    faults = {}
    for key in sorted(cf.KNOWN_KEYS - {"parts", "kept", "format", "hash"}):
        faults[f"envelope without {key}"] = text(without(delta(), key))
    for key, values in ENVELOPE_WRONG.items():
        for i, value in enumerate(values):
            faults[f"envelope {key} {i}"] = text({**delta(), key: value})
    return faults


HEADER_WRONG = {
    "d": ["", A.upper(), A[:15], A + "0", 1, None],
    "s": [0, -1, "1", True, None, [1]],
    "l": [0, -5, "1", True, None],
    "ops": [None, {}, "x", [1], [[]], [None], [{"e": "lead", "id": "r1", "set": {"a": 1}}, "x"]],
    "t": ["1", None, True, [], {}],
    "m": ["", "a b", 1, None, "x" * 65],
    "why": [1, None, "x" * 65, "😀" * 65, []],
    "batch": [1, None, "x" * 65, {}],
}


def header_faults(word, holder, sample):
    faults = {f"{word} {i}": text(holder(v)) for i, v in enumerate([1, None, "x", [], True])}
    for key in ("d", "s", "l", "ops"):
        faults[f"{word} without {key}"] = text(holder(without(sample, key)))
    for key, values in HEADER_WRONG.items():
        for i, value in enumerate(values):
            faults[f"{word} {key} {i}"] = text(holder({**sample, key: value}))
    return faults


def part_faults():
    faults = header_faults("part", share, part())
    bad = {
        "no c": without(part(), "c"), "c short": part(c="0" * 15), "c long": part(c="0" * 64),
        "c upper": part(c="A" * 16), "c null": part(c=None), "p": part(s=2, p="0" * 64),
        "p at 1": part(p="0" * 64), "p null": part(p=None), "no op": part(ops=[]),
        "quarantined": part(l=2**32 + 1), "l huge": part(l=2**53 - 1),
    }
    for name, value in bad.items():
        faults[f"part {name}"] = text(share(part(s=3), value))
        faults[f"part {name} in a full"] = text({**full(), "parts": [value]})
        faults[f"part {name} in a request"] = text({**share(value), "kind": "request"})
    faults["part in a delta"] = text({**delta(), "parts": [part()]})
    faults["changes in a share"] = text({**share(), "changes": [change()]})
    faults["changes in a request"] = text({**share(), "kind": "request", "changes": [change()]})
    return faults


def chain_faults():
    good = full()
    one, two = good["changes"]
    lists = {
        "alone": [two], "wrong order": [two, one], "device between": [one, change(B), two],
        "gap": [one, {**two, "s": 3}], "other device": [one, {**two, "d": B}],
        "p at 1": [{**one, "p": "0" * 64}], "p null at 1": [{**one, "p": None}],
        "twice s": [one, two, {**two, "l": 9}],
    }
    for i, p in enumerate(["", "0" * 63, "A" * 64, None, 1, "0" * 65, ["0" * 64], False]):
        lists[f"p {i}"] = [{**two, "p": p}]
        lists[f"p {i} after its parent"] = [one, {**two, "p": p}]
    faults = {f"chain {name}": text(delta(*changes)) for name, changes in lists.items()}
    h = good["heads"][A]["h"]
    docs = {
        "have less": {"have": {A: 1}}, "have more": {"have": {A: 3}}, "have none": {"have": {}},
        "have other": {"have": {B: 2}}, "have two": {"have": {A: 2, B: 1}},
        "heads none": {"heads": {}}, "wrong h": {"heads": {A: {"s": 2, "h": "0" * 64}}},
        "wrong s": {"have": {A: 1}, "heads": {A: {"s": 1, "h": h}}},
        "head not held": {"have": {A: 2, B: 1},
                          "heads": {A: {"s": 2, "h": h}, B: {"s": 1, "h": "1" * 64}}},
        "last cut off": {"changes": [one]}, "all cut off": {"changes": []},
    }
    faults.update({f"chain {name}": text({**good, **more}) for name, more in docs.items()})
    faults["chain have in a delta"] = text({**delta(), "have": {A: 1}})
    faults["chain heads in a share"] = text({**share(), "heads": {A: {"s": 1, "h": "0" * 64}}})
    return faults


def limit_docs(n, devices, ops):
    """Documents at a limit when (n, devices, ops) is the limit, past it with one more."""
    fields = {f"f{i}": 1 for i in range(n)}
    dots = [f"{A}.{i + 1}" for i in range(n)]
    ids = [f"{i:016x}" for i in range(devices)]
    return {
        "fields": delta(change(ops=[op(set=fields)])),
        "fields in x": delta(change(ops=[op(set={**fields}, x={f: [] for f in fields})])),
        "fields in seen": delta(change(ops=[op(seen={f: [] for f in fields})])),
        "list": delta(change(ops=[op(set={"name": [1] * n})])),
        "dots in x": delta(change(ops=[op(x={"name": dots})])),
        "dots in seen": delta(change(ops=[op(seen={"name": dots})])),
        "devices": {**delta(), "devices": {i: {} for i in ids}},
        "devices in changes": delta(*[{"d": i, "s": 1, "l": 1, "ops": []} for i in ids]),
        "ops": delta(change(ops=[{}] * ops)),
    }


def limit_faults(heavy):
    docs = limit_docs(1001, 10_001, 100_001 if heavy else 1)
    faults = {f"limit {name}": text(doc) for name, doc in docs.items() if heavy or name != "ops"}
    for depth in (63, 64):
        faults[f"limit kept {depth} deep"] = text({**full(), "deep": nest(depth)})
    return faults


def within_limits(heavy):
    docs = limit_docs(1000, 10_000, 100_000 if heavy else 1)
    faults = {f"within {name}": text(doc) for name, doc in docs.items()}
    # Deeper than 62 the merged file, where it stands in `kept`, could not be read again.
    faults["within depth"] = text({**full(), "deep": nest(62)})
    faults["within depth of a change"] = text(nested_change(64))
    faults["within numbers"] = text({**full(), "n": [2**53 - 1, 1 - 2**53, 0]})
    faults["within why"] = text(delta(change(why="😀" * 64, batch="", m="x" * 64, t=-1)))
    faults["within l of a part"] = text(share(part(l=2**32)))
    faults["within without parts and kept"] = text(without(without(full(), "parts"), "kept"))
    faults["within p where not needed"] = text({**full(), "changes": [
        full()["changes"][0],
        {**full()["changes"][1], "p": cf.chain_hash(cf.ROOT, full()["changes"][0])}]})
    if heavy:
        faults["within string"] = text({**full(), "long": "é" * (MIB // 2)})
        faults["within key"] = text({**full(), "k" * MIB: 1})
        faults["within ratio below a mebibyte"] = gz(text(full()) + b" " * (MIB - 3000), 9)
        noise = random.Random(1).randbytes(12_000).hex().encode()
        faults["within ratio"] = gz(text({**full(), "noise": noise.decode()}) + b" " * (2 * MIB), 9)
    return faults


def sealed():
    header = (b'{"chunk":1048576,"format":"cove-sealed/1","kdf":"PBKDF2-SHA-256",'
              b'"rounds":600000,"salt":"000102030405060708090a0b0c0d0e0f"}\n')
    return {"sealed": header + bytes.fromhex("e27378dded17cfd76ce2530ed79c3e3c906e5a08fa"),
            "sealed in gzip": gz(header + b"\xff\xfe rest")}


def workspace():
    other = {**full(), "workspace": "ws-2"}
    return [text(full()), text(other)]


def union_beyond():
    """Two files within the limit of devices that are beyond it together."""
    return [text({**delta(), "devices": {f"{i + first:016x}": {} for i in range(6000)}})
            for first in (0, 6000)]


def inflates_past_a_gibibyte():
    """Ratio under 200, size over 1 GiB: noise in stored blocks, then blanks."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    packed = [packer.compress(text({**full(), "n": "x"}) + random.Random(1).randbytes(8 * MIB).hex().encode())]
    packed += [packer.compress(b" " * MIB) for _ in range(1025)]
    return b"".join(packed) + packer.flush()


def families(heavy):
    """(code, function to a dict of faults, weight)."""
    depth = {
        "depth array": text({**full(), "deep": nest(65)}),
        "depth of a change": text(nested_change(65)),
        "depth unhashed": b'{"format":"cove-exchange/1","x":' + b"[" * 64 + b"]" * 64 + b"}",
        "depth of a set": text(delta(change(ops=[op(set={"f": nest(61)})]))),
        "depth great": b"[" * 5000 + b"]" * 5000,
    }
    long = {
        "string": text({**full(), "long": "x" * (MIB + 1)}),
        "string of two bytes": text({**full(), "long": "é" * (MIB // 2) + "x"}),
        "string key": text({**full(), "k" * (MIB + 1): 1}),
    } if heavy else {}
    ratio = {"ratio": gz(text(full()) + b" " * (2 * MIB), 9),
             "ratio of an empty file": gz(b" " * (4 * MIB), 9)}
    newer = {f"newer {v}": text({**full(), "format": f"cove-exchange/{v}"})
             for v in (2, 3, 10, 99999999999999999999)}
    return [
        ("gzip", gzip_faults(), 6), ("ratio", ratio, 2), ("encoding", encoding_faults(), 6),
        ("json", json_faults(), 12), ("duplicate_key", duplicate_faults(), 4),
        ("number", number_faults(), 6), ("depth", depth, 3), ("string", long, 2),
        ("format", format_faults(), 6), ("newer", newer, 2), ("hash", hash_faults(), 6),
        ("envelope", envelope_faults(), 25),
        ("change", header_faults("change", delta, change()), 15), ("part", part_faults(), 20),
        ("chain", chain_faults(), 15), ("limit", limit_faults(heavy), 6),
        ("sealed", sealed(), 1), (None, within_limits(heavy), 8),
    ]


CACHE = {}


def make(rng, big):
    """One random fault. Heavy ones (limits of a mebibyte) come one time in twenty."""
    if big and rng.random() < 0.1:
        return "inflated", [inflates_past_a_gibibyte()], "inflated"
    if rng.random() < 0.02:
        return "workspace", workspace(), "workspace"
    heavy = rng.random() < 0.05
    if heavy and rng.random() < 0.05:
        return "limit of a union", union_beyond(), "union"
    if heavy not in CACHE:
        CACHE[heavy] = [f for f in families(heavy) if f[1]]
    (code, faults, _), = rng.choices(CACHE[heavy], [w for _, _, w in CACHE[heavy]])
    name = rng.choice(sorted(faults))
    return name, [faults[name]], code


def every():
    """Each fault once, for a whole sweep."""
    for code, faults, _ in families(True):
        for name, data in faults.items():
            yield name, [data], code
    yield "workspace", workspace(), "workspace"
    yield "limit of a union", union_beyond(), "union"
