#!/usr/bin/env python3
"""Generates histories that try every rule of the exchange format.

    generate.py --seed N --count M --out DIR [--only KIND] [--big]

Each case is a folder with 1-6 files `a.json`, `b.json.gz` ... and a `case.json` that says
how it was made and, for malformed ones, which code each bad file must be refused with.
Case i of a seed never depends on the others, so `--seed N --start i --count 1` remakes it.

Three kinds of case:
* honest:    devices that follow the text, edit and exchange files in any order, with
             loss, repetition, copied profiles, shares, undo and purges;
* forged:    a small tree of changes nobody honest would write, cut into files;
* malformed: one fault in one file.
"""

import argparse
import copy
import json
import os
import random
import types
import zlib

import cove_file as cf
import faults

WHEN = 1_793_336_400_000
MEMBERS = ["anna", "bo", "chen", "dee"]
ENTITIES = ["lead", "customer", "quote"]
FIELDS = ["name", "stage", "tags:VIP 客户", "tags:😀", "tags:ｚ", "amount", "_new"]
VALUES = [
    None, True, False, "new", "won", "lost", "宏达 \"H\"\n", "", "\u007f\u0001😀", 0, 7, -5,
    2**53 - 1, {"date": "2026-11-22"}, {"date": "2024-02-29"}, {"at": WHEN},
    {"money": [12500, "CNY"]}, {"link": ["customer", "gone"]}, ["a", 1, None], [],
    [{"link": ["lead", "r1"]}, {"money": [-1, "EUR"]}],
]
ODD_VALUES = [
    {"date": "2026-02-30"}, {"date": "0000-01-01"}, {"date": "2026-1-1"}, {"at": "x"},
    {"at": 253_402_300_800_000}, {"at": 253_402_300_799_999}, {"at": -62_135_596_800_000},
    {"at": -62_135_596_800_001}, {"money": [1, "cny"]}, {"money": [1, "CNY", 2]},
    {"money": [True, "CNY"]}, {"link": ["Customer", "x"]}, {"link": ["customer", ""]},
    {"link": ["customer"]}, {"duration": 5}, {}, {"date": "2026-11-22", "at": 1}, [[1]],
    [{"duration": 5}], {"at": True}, {"date": "2023-02-29"}, {"link": ["customer", "a", "b"]},
    {"date": "２026-11-22"}, {"money": [5, "ÄÖÜ"]}, {"money": "5 CNY"}, {"link": "x"},
]


def hexes(rng, n):
    return "".join(rng.choice("0123456789abcdef") for _ in range(n))


def device_id(rng):
    return hexes(rng, 16)


def some(rng, items, least=0, most=None):
    items = list(items)
    most = len(items) if most is None else min(most, len(items))
    return rng.sample(items, rng.randint(min(least, most), most))


def stamp(rng):
    return f"2026-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}T0{rng.randint(0, 9)}:00:59Z"


def union(changes, parts=(), workspace="ws-1"):
    """A workspace of these changes and parts, as the oracle would hold it."""
    return cf.Workspace([types.SimpleNamespace(
        workspace=workspace, made_at="2026-01-01T00:00:00Z", changes=list(changes),
        parts=list(parts), devices={}, members={}, kept={})])


# --- Writing files ------------------------------------------------------------------

def listed(rng, changes, style):
    """Bodies of changes with `p` where the text needs it, and sometimes where it may be."""
    names = union(changes).names if changes else {}
    if style == "shuffled":
        changes = rng.sample(changes, len(changes))
    elif style == "sorted":
        changes = sorted(changes, key=lambda ch: (ch.d, names[ch.c], ch.s, ch.c))
    bodies, before = [], None
    for ch in changes:
        body = dict(ch.body)
        follows = before is not None and before.c == ch.parent and before.d == ch.d \
            and before.s == ch.s - 1
        if ch.s > 1 and (not follows or rng.random() < 0.1):
            body["p"] = ch.parent
        bodies.append(body)
        before = ch
    return bodies


def document(rng, kind, changes, parts=(), heads=None, origin=None, base=None, devices=None,
             members=None, workspace="ws-1", style="sorted", extra=None, made_at=None):
    """A document with right hashes."""
    changes = list(changes)
    if heads is None:
        heads = union(changes).heads() if changes else {}
    doc = {
        "format": "cove-exchange/1", "workspace": workspace, "kind": kind, "from": origin,
        "made_at": made_at or stamp(rng), "have": {n: h["s"] for n, h in heads.items()},
        "heads": heads, "base": base or {}, "devices": devices or {}, "members": members or {},
        "changes": listed(rng, changes, style), **(extra or {}),
    }
    if parts or rng.random() < 0.8:
        doc["parts"] = list(parts)
    return seal_hash(doc)


def seal_hash(doc):
    doc = {k: v for k, v in doc.items() if k != "hash"}
    return {**doc, "hash": cf.file_hash(doc)}


def shuffled_keys(rng, value):
    if isinstance(value, list):
        return [shuffled_keys(rng, v) for v in value]
    if isinstance(value, dict):
        return {k: shuffled_keys(rng, value[k]) for k in rng.sample(list(value), len(value))}
    return value


def render(rng, doc):
    """The bytes of a document: any key order, white space and escapes."""
    if rng.random() < 0.6:
        return (cf.canonical(doc) + rng.choice(["", "\n"])).encode()
    text = json.dumps(shuffled_keys(rng, doc), ensure_ascii=rng.random() < 0.5,
                      indent=rng.choice([None, 1, "\t"]))
    if rng.random() < 0.3:
        text = " \r\n\t" + text.replace("/", "\\/") + "\n"
    return text.encode()


def gzipped(data, level=6):
    packer = zlib.compressobj(level, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def save(folder, files, case):
    """`files`: a list of bytes; names are given here."""
    os.makedirs(folder, exist_ok=True)
    expect = {}
    for letter, (data, code) in zip("abcdefgh", files):
        name = f"{letter}.json" + (".gz" if data[:2] == b"\x1f\x8b" else "")
        if code:
            expect[name] = code
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
    with open(os.path.join(folder, "case.json"), "w", encoding="utf-8") as file:
        file.write(cf.canonical({**case, "expect": expect}) + "\n")


def pack(rng, doc):
    data = render(rng, doc)
    return gzipped(data, rng.choice([1, 6, 9])) if rng.random() < 0.15 else data


# --- Honest devices -----------------------------------------------------------------

class Replica:
    """A device that does what the text tells a writer to do."""

    def __init__(self, rng, member):
        self.rng, self.member = rng, member
        self.d = device_id(rng)
        self.tip = None
        self.changes, self.parts = {}, {}
        self.devices, self.members, self.kept = {}, {}, {}
        self.shown_heads = {}
        self.know_self()

    def know_self(self):
        self.devices[self.d] = {"at": WHEN + self.rng.randint(0, 3), "m": self.member}
        self.members[self.member] = {"at": WHEN + self.rng.randint(0, 3),
                                     "name": self.member.title()}

    def copy_profile(self):
        twin = copy.deepcopy(self)
        twin.rng = self.rng
        return twin

    def new_id(self):
        self.d, self.tip = device_id(self.rng), None
        self.know_self()

    def workspace(self):
        return union(self.changes.values(), self.parts.values())

    def commit(self, ops, why, notes=None):
        n = len(self.changes) or 1
        ls = [ch.l for ch in self.changes.values()] + [p["l"] for p in self.parts.values()]
        l = 1 + max((l for l in ls if l <= n + 16_777_216), default=0)
        body = {"d": self.d, "s": self.tip.s + 1 if self.tip else 1, "l": l, "ops": ops,
                "why": why, "m": self.member, "t": WHEN + len(self.changes), **(notes or {})}
        ch = cf.Change(body, self.tip.c if self.tip else cf.ROOT)
        self.changes[ch.c] = ch
        self.tip = ch

    # -- edits --

    def act(self):
        rng = self.rng
        ws = self.workspace() if self.changes or self.parts else None
        fold = cf.Fold(ws) if ws else None
        alive = [r for r in fold.records if not fold.deleted(r)] if fold else []
        if not alive or rng.random() < 0.2:
            return self.create(alive)
        action = rng.choices(
            [self.edit, self.tag, self.delete, self.restore, self.resolve, self.alias,
             self.line, self.undo, self.purge, self.bulk],
            [30, 8, 10, 5, 14, 7, 7, 7, 1.5, 4])[0]
        action(fold, alive)

    def write(self, fold, record, values):
        """An op that writes these fields and names what it saw."""
        live = fold.records.get(record, {})
        op = {"e": record[0], "id": record[1], "set": values}
        x = {f: [w.author.dot for w in live[f]] for f in values if f in live}
        if x:
            op["x"] = x
        if values.get("_deleted") is True:
            op["seen"] = {f: [w.author.dot for w in ws] for f, ws in live.items()
                          if f != "_deleted"}
        return op

    def fresh_id(self):
        if self.rng.random() < 0.15:
            return self.rng.choice(["org", "r1"])
        return f"{self.d}.{self.tip.s + 1 if self.tip else 1}.{hexes(self.rng, 5)}"

    def values(self, least=1):
        rng = self.rng
        return {f: rng.choice(VALUES) for f in some(rng, FIELDS[:6], least, 3)}

    def create(self, alive):
        self.commit([{"e": self.rng.choice(ENTITIES), "id": self.fresh_id(),
                      "set": self.values()}], "create")

    def edit(self, fold, alive):
        self.commit([self.write(fold, self.rng.choice(alive), self.values())], "edit")

    def tag(self, fold, alive):
        self.commit([self.write(fold, self.rng.choice(alive),
                                {self.rng.choice(FIELDS[2:5]): self.rng.random() < 0.6})], "tag")

    def bulk(self, fold, alive):
        value = self.rng.choice(VALUES)
        self.commit([self.write(fold, r, {"stage": value}) for r in alive[:4]], "edit",
                    {"batch": "b" + hexes(self.rng, 3)})

    def delete(self, fold, alive):
        record = self.rng.choice(alive)
        lines = [r for r in fold.records if fold.link(r, "_parent") == record and r != record
                 and not fold.deleted(r)]
        self.commit([self.write(fold, r, {"_deleted": True}) for r in [record, *lines]], "delete")

    def restore(self, fold, alive):
        gone = [r for r in fold.records if fold.deleted(r)]
        if gone:
            self.commit([self.write(fold, self.rng.choice(gone), {"_deleted": False})], "restore")

    def resolve(self, fold, alive):
        conflicts = [c for c in fold.conflicts() if c["kind"] != "line"]
        if not conflicts:
            return self.edit(fold, alive)
        found = self.rng.choice(conflicts)
        record = (found["e"], found["id"])
        if found["kind"] == "deleted":
            values = {"_deleted": self.rng.random() < 0.5}
        else:
            values = {found["field"]: self.rng.choice(fold.records[record][found["field"]]).value}
        self.commit([self.write(fold, record, values)], "resolve")

    def alias(self, fold, alive):
        record = self.rng.choice(alive)
        others = [r for r in fold.records if r[0] == record[0] and r != record]
        link = {"link": list(self.rng.choice(others))} if others else None
        if self.rng.random() < 0.15:
            link = None
        self.commit([self.write(fold, record, {"_alias": link})], "alias")

    def line(self, fold, alive):
        parent = self.rng.choice(alive)
        self.commit([{"e": "line", "id": self.fresh_id(),
                      "set": {"_parent": {"link": list(parent)}, "qty": 3}}], "create")

    def purge(self, fold, alive):
        record = self.rng.choice(list(fold.records))
        self.commit([{"e": record[0], "id": record[1], "purge": True}], "purge")

    def undo(self, fold, alive):
        """Section 9: undo one change."""
        if not self.changes:
            return
        undone = self.rng.choice(list(self.changes.values()))
        rest = [ch for ch in self.changes.values() if ch.c != undone.c]
        before = cf.Fold(union(rest, self.parts.values())) if rest else None
        key = (undone.d, undone.s, undone.c, False)
        ops = []
        for record, fields in fold.records.items():
            hit = [f for f, live in fields.items() if any(w.author.key == key for w in live)]
            if not hit:
                continue
            if before is None or record not in before.records:
                ops.append(self.write(fold, record, {"_deleted": True}))
            else:
                ops.append(self.write(fold, record,
                                      {f: before.winner(record, f) for f in hit}))
        if ops:
            name = f"{fold.ws.names[undone.c]}.{undone.s}"
            self.commit(ops, "undo", {"undo": [name]})

    # -- files --

    def export(self, kind, to=None):
        rng = self.rng
        ws = self.workspace() if self.changes else None
        heads = ws.heads() if ws else {}
        held = list(ws.changes.values()) if ws else []
        base, parts, changes = {}, [], held
        if kind == "delta":
            known = set()
            for name, head in self.shown_heads.get(to, {}).items():
                at = ws.changes.get(head["h"]) if ws else None
                if at is None and name in heads and head["s"] > heads[name]["s"]:
                    at = ws.changes[heads[name]["h"]]
                if at:
                    base[name] = at.s
                    known.update(ch.c for ch in ws.line_back(at))
            changes = [ch for ch in held if ch.c not in known]
        elif kind in ("share", "request"):
            changes = []
            parts = share_of(rng, held)
        else:
            parts = list(ws.parts.values() if ws else self.parts.values())
        return document(rng, kind, changes, parts, heads=heads, base=base, devices=self.devices,
                        members=self.members, origin={"member": self.member, "device": self.d},
                        extra={"kept": self.kept} if self.kept or rng.random() < 0.7 else None)

    def take(self, doc):
        doc = cf.Document(doc)
        strange = any(ch.d == self.d and ch.c not in self.changes for ch in doc.changes)
        merged = cf.Workspace([doc, types.SimpleNamespace(
            workspace="ws-1", made_at="", changes=list(self.changes.values()),
            parts=list(self.parts.values()), devices=self.devices, members=self.members,
            kept=self.kept)])
        self.changes, self.parts = merged.changes, merged.parts
        self.devices, self.members = merged.devices, merged.members
        self.kept = {k: list(v.values()) for k, v in merged.kept.items()}
        if strange:
            self.new_id()


def share_of(rng, changes):
    """Parts in a random scope of records and fields (section 8)."""
    records = {(op["e"], op["id"]) for ch in changes for op in ch.ops if cf.op_kind(op) == "set"}
    scope = set(some(rng, sorted(records), 1))
    hidden = set(some(rng, FIELDS, 0, 3))
    parts = []
    for ch in changes:
        if ch.quarantined:
            continue
        ops = []
        for op in ch.ops:
            if cf.op_kind(op) != "set" or (op["e"], op["id"]) not in scope:
                continue
            fields = {f: v for f, v in op["set"].items() if f not in hidden}
            if not fields:
                continue
            cut = {**op, "set": fields}
            if "x" in op:
                cut["x"] = {f: v for f, v in op["x"].items() if f in fields}
                if not cut["x"]:
                    del cut["x"]
            ops.append(cut)
        if ops:
            keys = ("d", "s", "l", "t", "m", "why", "batch")
            parts.append({**{k: ch.body[k] for k in keys if k in ch.body},
                          "ops": ops, "c": ch.c[:16]})
    return parts


def honest(rng):
    """Devices edit and exchange; the case is some of the files that were sent."""
    replicas = [Replica(rng, rng.choice(MEMBERS)) for _ in range(rng.randint(2, 7))]
    sent = []
    for _ in range(rng.randint(4, 30)):
        who = rng.choice(replicas)
        what = rng.random()
        if what < 0.6:
            who.act()
        elif what < 0.63 and len(replicas) < 8:
            replicas.append(who.copy_profile())
        elif what < 0.85:
            to = rng.choice(replicas)
            kind = rng.choices(["full", "delta", "share", "request"], [3, 5, 1, 0.3])[0]
            doc = who.export(kind, to.d)
            sent.append(doc)
            to.shown_heads[who.d] = doc["heads"]
            if rng.random() < 0.7 and to is not who:
                to.take(doc)
        elif sent:
            who.take(rng.choice(sent))
    files = some(rng, sent, 0, 4) + [r.export("full") for r in some(rng, replicas, 1, 2)]
    if rng.random() < 0.1:
        files.append(rng.choice(files))
    rng.shuffle(files)
    return [(pack(rng, doc), None) for doc in files[:6]]


# --- Forged changes -----------------------------------------------------------------

class Forger:
    """A tree of changes for each device, with anything in them that parses."""

    def __init__(self, rng):
        self.rng = rng
        self.devices = [device_id(rng) for _ in range(rng.randint(1, 3))]
        self.nodes = []
        self.records = [("lead", "r1"), ("lead", "r2"), ("customer", "r1"), ("lead", "R.3_-")]
        self.records = self.records[:rng.choice([1, 1, 2, 3, 4])]
        self.fields = rng.choice([["f"], ["f", "g"], ["f", "tags:ｚ", "tags:😀"],
                                  ["f", "_deleted"], ["f", "g", "_deleted"],
                                  ["_alias"], ["_alias", "_deleted"],
                                  ["f", "_parent", "_deleted"]])
        self.clock = rng.choice(["honest", "ties", "wild", "honest"])
        self.odd = rng.choice([0, 0, 0.1, 0.3])
        self.aliases = self.fields[0] == "_alias"
        if self.aliases:
            self.records = [("lead", f"r{i}") for i in range(rng.randint(2, 6))]
        self.purges = rng.choice([0, 0, 0.2] if "_parent" in self.fields else [0, 0, 0, 0.08])
        self.fork = rng.choice([0, 0.1, 0.3, 0.5])
        self.twice = rng.choice([0, 0, 0.3])
        self.shares = rng.random() < 0.2
        self.future = rng.choice([0.12, 0.12, 0.5])
        for _ in range(rng.choice([2, 3, 5, 8, 12, 16])):
            self.grow()
        if rng.random() < 0.05:
            self.impostor()
        self.all_nodes = list(self.nodes)
        if len(self.nodes) > 2 and rng.random() < 0.4:
            # Some changes are in no file at all.
            lost = some(rng, self.nodes, 1, 3)
            self.nodes = [n for n in self.nodes if n not in lost] or self.nodes

    def grow(self):
        rng = self.rng
        d = rng.choice(self.devices)
        own = [n for n in self.nodes if n.d == d]
        if not own or rng.random() < self.fork * 0.15:
            parent = None
        elif rng.random() < self.fork:
            parent = rng.choice(own)
        else:
            parent = own[-1]
        s, parent_c = (parent.s + 1, parent.c) if parent else (1, cf.ROOT)
        if s > cf.MAX_INT:
            return
        if rng.random() < 0.03:
            # A forged place: any number, on the parent of another, on nothing, on the root.
            s = min(rng.choice([2, s + 1, s + 5, 2**53 - 1, 1000]), cf.MAX_INT)
            parent_c = rng.choice([parent_c, hexes(rng, 64), cf.ROOT])
        self.add(d, s, parent_c)

    def impostor(self):
        """A device whose id is the name of a branch of another device."""
        branch = self.rng.choice(self.nodes)
        self.add(branch.c[:16], 1, cf.ROOT)

    def add(self, d, s, parent_c):
        rng = self.rng
        body = {"d": d, "s": s, "l": self.lamport(s), "ops": self.ops(d, s)}
        if rng.random() < 0.7:
            body.update(t=WHEN + rng.randint(-9, 9), m=rng.choice(MEMBERS), why="edit")
        if rng.random() < self.odd:
            body.update(rng.choice([{"undo": ["x.1"]}, {"sig": {"ｚ": 1, "😀": [None]}},
                                    {"c": "00"}, {"": ""}, {"t": -1}, {"why": "😀" * 64},
                                    {"m": "A-b_c."}, {"batch": ""}, {"e": 1, "id": "r1"}]))
        self.nodes.append(cf.Change(body, parent_c))

    def lamport(self, s):
        rng = self.rng
        top = max((n.l for n in self.nodes if n.l < 2**32), default=0)
        if self.clock == "honest":
            return top + 1
        if self.clock == "ties":
            return rng.randint(1, 3)
        return rng.choice([1, 2, top + 1, 2**32 - 1, 2**32, 2**32 + 1, 2**53 - 1, 5, 5])

    def ops(self, d, s):
        rng = self.rng
        most = [2, 3, 4] if self.aliases else [0, 1, 1, 1, 1, 2, 2, 3]
        ops = [self.op(d, s) for _ in range(rng.choice(most))]
        if rng.random() < self.twice:
            ops.append(self.set_op(d, s))
            ops.append({**self.set_op(d, s), "e": ops[-1]["e"], "id": ops[-1]["id"]})
        return ops

    def op(self, d, s):
        rng = self.rng
        e, id_ = rng.choice(self.records)
        chance = rng.random()
        if chance < self.purges:
            return {"e": e, "id": id_, "purge": True}
        if chance < self.purges + 0.01:
            return {"e": e, "id": id_, "c": hexes(rng, 64)}
        if chance < self.purges + 0.01 + self.odd:
            return self.unknown_op(e, id_)
        return self.set_op(d, s)

    def unknown_op(self, e, id_):
        rng = self.rng
        good = {"e": e, "id": id_, "set": {"f": "odd"}}
        return rng.choice([
            {}, {"e": e, "id": id_}, {"policy": ["x"]}, {"e": e, "id": id_, "add": {"n": 1}},
            {**good, "note": 1}, {**good, "e": "Lead"}, {**good, "e": 7}, {**good, "id": "a b"},
            {**good, "id": None}, {**good, "id": "x" * 65}, {**good, "set": {}},
            {**good, "set": []}, {**good, "set": {"F": 1}}, {**good, "set": {"f:": 1}},
            {**good, "set": {"f:" + "😀" * 201: 1}}, {**good, "set": {"a" * 65: 1}},
            {**good, "x": {"g": []}}, {**good, "x": []}, {**good, "x": {"f": "no"}},
            {**good, "x": {"f": ["9a1c000000000001.0"]}}, {**good, "x": {"f": [None]}},
            {**good, "x": {"f": ["9a1c000000000001.01"]}}, {**good, "x": {"f": ["9A1C.1"]}},
            {**good, "seen": {"F": []}}, {**good, "seen": {"f": None}}, {**good, "seen": None},
            {**good, "x": {"f": ["9a1c000000000001.1\n"]}}, {**good, "e": "lead\n"},
            {**good, "purge": True}, {"e": e, "id": id_, "purge": False},
            {"e": e, "id": id_, "purge": True, "x": {}}, {"e": e, "id": id_, "c": "00"},
            {"e": e, "id": id_, "c": hexes(rng, 64).upper() + "A"}, {"e": "", "id": "", "c": "zz"},
            {"e": e, "id": id_, "c": hexes(rng, 64), "n": 1}, {"e": 5, "id": id_, "purge": True},
        ])

    def good_odd_op(self, e, id_):
        """Shapes that are odd and yet exactly an op."""
        rng = self.rng
        return rng.choice([
            {"e": e, "id": id_, "set": {"f": 1}, "x": {}, "seen": {}},
            {"e": e, "id": id_, "set": {"f": 1}, "x": {"f": []}},
            {"e": e, "id": id_, "set": {"f": 1}, "x": {"f": ["9a1c000000000001." + "9" * 400]}},
            {"e": e, "id": id_, "set": {"f": 1}, "seen": {"f": [f"{self.devices[0]}.{2**64 + 1}"]}},
            {"e": e, "id": id_, "set": {"f:" + "😀" * 200: 1}},
            {"e": e, "id": id_, "set": {"f:a:b\n ": True}},
            {"e": e, "id": id_, "set": {"a" * 64: 1, "_": 2}},
            {"e": "_" + "9" * 63, "id": "." * 64, "set": {"f": 1}},
        ])

    def set_op(self, d, s):
        rng = self.rng
        e, id_ = rng.choice(self.records)
        if rng.random() < self.odd * 0.3:
            return self.good_odd_op(e, id_)
        fields = some(rng, self.fields, 1, 3)
        op = {"e": e, "id": id_, "set": {f: self.value(f) for f in fields}}
        x = {f: [self.dot(d, s, (e, id_, f)) for _ in range(rng.choice([0, 1, 1, 2, 3]))]
             for f in fields if rng.random() < 0.8}
        if x or rng.random() < 0.1:
            op["x"] = x
        if op["set"].get("_deleted") is True or rng.random() < 0.05:
            others = [f for f in self.fields if f != "_deleted"]
            op["seen"] = {f: [self.dot(d, s, (e, id_, f))] for f in some(rng, others)}
        return op

    def value(self, field):
        rng = self.rng
        if field == "_deleted" and self.aliases:
            return rng.random() < 0.3
        if field == "_deleted":
            return rng.choices([True, False, None, "true"], [6, 2, 0.3, 0.3])[0]
        if field in ("_alias", "_parent"):
            return rng.choice([{"link": list(r)} for r in self.records] * 4
                              + [None, "r1", {"link": ["lead", "gone"]}, {"link": ["x"]}])
        if rng.random() < self.odd:
            return rng.choice(ODD_VALUES)
        return rng.choice([1, 2, "a", "a", "b", *VALUES])

    def dot(self, d, s, key):
        """A dot for an `x`: a true write of the field, under any of its names, or not."""
        rng = self.rng
        writers = [n for n in self.nodes if key in cf.writes_of(n.ops)]
        chance = rng.random()
        if writers and chance < 0.92 - self.future:
            target = rng.choice(writers)
            names = [target.d, target.d, target.d]
            byc = {n.c: n for n in self.nodes}
            at = target
            while at:
                names.append(at.c[:16])
                at = byc.get(at.parent)
            return f"{rng.choice(names)}.{target.s}"
        if chance < 0.92 - self.future / 2:
            return f"{d}.{rng.choice([s, s + 1, s + 2, max(1, s - 1), 1])}"
        if chance < 0.96:
            return f"{rng.choice(self.devices)}.{rng.choice([1, 1, 2, 2, 3, 4, 6])}"
        return f"{hexes(rng, 16)}.{rng.randint(1, 3)}"

    # -- cutting the tree into files --

    def subset(self):
        rng = self.rng
        chance = rng.random()
        if chance < 0.4:
            return list(self.nodes)
        if chance < 0.6:
            return self.nodes[:rng.randint(0, len(self.nodes))]
        if chance < 0.8:
            chosen = rng.choice(self.nodes)
            byc, out = {n.c: n for n in self.nodes}, []
            while chosen:
                out.insert(0, chosen)
                chosen = byc.get(chosen.parent)
            return out
        return some(rng, self.nodes)

    def blanked(self, changes):
        """Some ops become blanks, with or without a purge that would explain them."""
        rng = self.rng
        result = []
        for ch in changes:
            if ch.ops and rng.random() < 0.3:
                ch = ch.with_ops([
                    {"e": cf.text_or_empty(op.get("e")), "id": cf.text_or_empty(op.get("id")),
                     "c": cf.op_hash(op)} if rng.random() < 0.6 else op for op in ch.ops])
            result.append(ch)
        return result

    def forged_parts(self, held):
        rng = self.rng
        parts = share_of(rng, some(rng, self.all_nodes, 1))
        for part in list(parts):
            for _ in range(rng.choice([0, 0, 0, 1, 2])):
                twin = copy.deepcopy(part)
                how = rng.random()
                if how < 0.3:
                    twin["c"] = rng.choice([hexes(rng, 16), rng.choice(self.all_nodes).c[:16]])
                elif how < 0.5:
                    twin["l"] = rng.choice([1, 2, 2**32, twin["l"] + 1 if twin["l"] < 2**32 else 1])
                elif how < 0.65:
                    twin["note"] = rng.randint(0, 1)
                elif how < 0.8:
                    deletes = [op for op in twin["ops"] if op["set"].get("_deleted") is True]
                    op = rng.choice(deletes or twin["ops"])
                    field = rng.choice(list(op["set"]))
                    op.setdefault("x", {})[field] = [
                        self.dot(part["d"], part["s"], (op["e"], op["id"], field))]
                    if op["set"].get("_deleted") is True:
                        op["seen"] = {f: [self.dot(part["d"], part["s"], (op["e"], op["id"], f))]
                                      for f in self.fields if f != "_deleted"}
                elif how < 0.9:
                    e, id_ = rng.choice(self.records)
                    twin["ops"].append(rng.choice([
                        {"e": e, "id": id_, "purge": True}, {"e": e, "id": id_, "c": "0" * 64},
                        {"e": e, "id": id_, "add": 1}, {}]))
                else:
                    e, id_ = rng.choice(self.records)
                    twin["ops"] = [{"e": e, "id": id_, "set": {
                        f: self.value(f) for f in some(rng, self.fields, 1)}}]
                parts.append(twin)
        return some(rng, parts, 0, 12)

    def entries(self, ids):
        rng = self.rng
        return {i: rng.choice([{"at": WHEN, "m": "bo"}, {"at": WHEN + 1}, {"at": "x"}, {},
                               {"at": WHEN, "name": "陈"}, {"at": True}, {"at": -1},
                               {"at": None, "z": [1]}, {"at": WHEN, "m": "anna"}])
                for i in some(rng, ids)}

    def file(self):
        rng = self.rng
        kind = rng.choices(["full", "delta", "share", "request"],
                           [2, 1, 4, 1] if self.shares else [5, 4, 1, 0.5])[0]
        changes = self.subset()
        style = rng.choice(["sorted", "as made", "shuffled"])
        if rng.random() < 0.15:
            changes = self.blanked(changes)
        heads = None
        if changes and rng.random() < 0.2:
            heads = union(changes).heads()
            heads = {n: heads[n] for n in some(rng, heads)}
        if rng.random() < 0.08 and changes:
            changes.insert(rng.randint(0, len(changes)), rng.choice(changes))
            heads = heads if heads is not None else union(changes).heads()
        parts = []
        if kind in ("share", "request"):
            heads = union(changes).heads() if changes and heads is None else heads
            changes = []
            parts = self.forged_parts(changes)
        elif kind == "full" and rng.random() < 0.3:
            parts = self.forged_parts(changes)
        extra = {}
        if rng.random() < 0.25:
            extra = rng.choice([
                {"policy": {"future": [1, 2]}}, {"kept": {"policy": [1, {"a": 1}, 1]}},
                {"policy": 1, "kept": {"policy": [1, 2], "😀": [None], "ｚ": ["x"]}},
                {"kept": {}}, {"": None}, {"sig": True, "kept": {"sig": [1, True]}},
            ])
        return document(
            rng, kind, changes, parts, heads=heads, style=style, extra=extra,
            devices=self.entries(self.devices), members=self.entries(MEMBERS),
            base={d: 1 for d in some(rng, self.devices)} if kind == "delta" else {},
            origin=rng.choice([None, {"member": "bo", "device": device_id(rng)}]))


def forged(rng):
    forger = Forger(rng)
    count = rng.choice([1, 1, 2, 2, 3, 3, 4, 5, 6])
    files = [forger.file() for _ in range(count)]
    if rng.random() < 0.05:
        files[-1] = rng.choice(files)
    return [(pack(rng, doc), None) for doc in files]


# --- Malformed files ----------------------------------------------------------------

def malformed(rng, big):
    name, bad, code = faults.make(rng, big)
    good = []
    # A file just inside a limit stays alone, or the union would be beyond it.
    for _ in range(rng.choice([0, 0, 1, 2]) if code else 0):
        replica = Replica(rng, "anna")
        for _ in range(3):
            replica.act()
        good.append((pack(rng, replica.export("full")), None))
    files = good + [(data, code) for data in bad]
    if code in ("workspace", "union"):
        files = files[-len(bad):]
    rng.shuffle(files)
    return name, files


def case(seed, index, only, big):
    rng = random.Random(f"{seed}-{index}")
    kind = only or rng.choices(["honest", "forged", "malformed"], [25, 60, 15])[0]
    info = {"kind": kind, "seed": seed, "index": index}
    if kind == "malformed":
        info["fault"], files = malformed(rng, big)
    else:
        files = honest(rng) if kind == "honest" else forged(rng)
    return files, info


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--out", required=True)
    parser.add_argument("--only", choices=["honest", "forged", "malformed"])
    parser.add_argument("--big", action="store_true", help="also files of a gigabyte")
    parser.add_argument("--sweep", action="store_true", help="every fault once, besides")
    args = parser.parse_args()
    if args.sweep:
        for i, (name, bad, code) in enumerate(faults.every()):
            save(os.path.join(args.out, f"fault-{i:04}"), [(data, code) for data in bad],
                 {"kind": "malformed", "fault": name})
    for index in range(args.start, args.start + args.count):
        files, info = case(args.seed, index, args.only, args.big)
        save(os.path.join(args.out, f"{args.seed}-{index:06}"), files, info)


if __name__ == "__main__":
    main()
