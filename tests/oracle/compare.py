#!/usr/bin/env python3
"""Runs the oracle and another `cove-file` on every case and reports where they disagree.

    compare.py --cases DIR [--binary PATH] [--jobs N] [--limit N]
    compare.py --examples DIR [--binary PATH]

Without `--binary` the oracle is judged alone: expected codes, the same state in any order
of files, and a merged file that means what its sources meant. Exit 1 on any disagreement.
"""

import argparse
import json
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import traceback
import zlib

import cove_file as cf


def plain(lines):
    """Lines as bytes, `detail` left out; lines that are not canonical JSON stay as they are."""
    result = []
    for line in lines:
        try:
            value = json.loads(line)
        except ValueError:
            result.append(line)
            continue
        if cf.canonical(value).encode() != line:
            result.append(b"not canonical: " + line)
            continue
        if isinstance(value, dict):
            value.pop("detail", None)
        result.append(cf.canonical(value).encode())
    return result


READ = {}


def read_once(path, read=cf.read_file):
    """The oracle reads a case's file many times over; its answer is always the same."""
    key = os.path.realpath(path)
    if key not in READ:
        try:
            READ[key] = read(path)
        except cf.Refused as refused:
            READ[key] = refused
    if isinstance(READ[key], cf.Refused):
        raise READ[key]
    return READ[key]


cf.read_file = read_once


def oracle(folder, args):
    here = os.getcwd()
    os.chdir(folder)
    try:
        code, lines = cf.run(args)
    finally:
        os.chdir(here)
    return code, plain([cf.canonical(line).encode() for line in lines])


def other(binary, folder, args):
    for _ in range(2):  # A busy machine may halt a process; one that hangs does so again.
        try:
            done = subprocess.run([binary, *args], cwd=folder, capture_output=True, timeout=120)
            break
        except subprocess.TimeoutExpired:
            pass
    else:
        return "timeout", []
    return done.returncode, plain(done.stdout.splitlines())


def read_out(path):
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    return zlib.decompress(data, 31) if data[:2] == b"\x1f\x8b" else data


def first_difference(a, b, path=""):
    """Where two JSON values first differ."""
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted(set(a) | set(b)):
            if key not in a or key not in b:
                return f"{path}.{key}: {short(a.get(key, '<absent>'))} / {short(b.get(key, '<absent>'))}"
            if cf.canonical(a[key]) != cf.canonical(b[key]) and key not in ("hash", "state"):
                return first_difference(a[key], b[key], f"{path}.{key}")
        return f"{path}: only hashes differ: {short(a)} / {short(b)}"
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for i, (x, y) in enumerate(zip(a, b)):
            if cf.canonical(x) != cf.canonical(y):
                return first_difference(x, y, f"{path}[{i}]")
    return f"{path}: oracle {short(a)} / other {short(b)}"


def short(value):
    text = cf.canonical(value)
    return text if len(text) < 400 else text[:400] + "…"


def explain(ours, theirs):
    if ours[0] != theirs[0]:
        return f"exit oracle {ours[0]} / other {theirs[0]}; {ours[1][:1]} / {theirs[1][:1]}"[:1500]
    if len(ours[1]) != len(theirs[1]):
        return f"{len(ours[1])} lines / {len(theirs[1])} lines"
    for a, b in zip(ours[1], theirs[1]):
        if a != b:
            try:
                return first_difference(json.loads(a), json.loads(b))
            except ValueError:
                return f"{a[:300]} / {b[:300]}"
    return "?"


def commands(files, rng):
    """What is run on a case: the order of files is never the same."""
    yield ["check", *rng.sample(files, len(files))]
    yield ["state", *rng.sample(files, len(files))]
    yield ["merge", *rng.sample(files, len(files)), "-o", rng.choice(["OUT.json", "OUT.json.gz"])]
    if len(files) > 1:
        yield ["diff", *files[:2]]
        yield ["diff", files[1], files[0]]
        yield ["state", *rng.sample(files, len(files)), rng.choice(files)]


def judge_alone(folder, case, files, rng, ours):
    """What must hold of the oracle whatever the other program says."""
    for line in ours["check"][1]:
        line = json.loads(line)
        want = case["expect"].get(line["file"])
        if want in ("workspace", "union"):  # Each file is good; only together are they not.
            want = None
        if line.get("error") != want:
            yield f"check {line['file']}: expected {want}, oracle says {line}"
    code, lines = ours["state"]
    if code == 0:
        again = oracle(folder, ["state", *rng.sample(files, len(files)), files[0]])
        if again != (code, lines):
            yield "oracle: another order gives another state: " + explain(again, (code, lines))
        counts = json.loads(lines[0])["counts"]
        if counts["changes"] != sum(counts[k] for k in
                                    ("quarantined", "incomplete", "live", "unknown", "spent")):
            yield "oracle: counts do not add up"
    elif not case["expect"]:
        yield f"oracle: refuses a good case: {lines}"
    for want, code in (("workspace", b'"workspace"'), ("union", b'"limit"')):
        if want in case["expect"].values() and b'"error":' + code not in lines[0]:
            yield f"oracle: takes files refused together: {want}"


def judge(task):
    folder, binary = task
    try:
        return folder, list(judge_case(folder, binary))
    except Exception:  # A fault of the oracle itself is a finding too.
        return folder, ["oracle failed: " + traceback.format_exc()]


def judge_case(folder, binary):
    with open(os.path.join(folder, "case.json"), encoding="utf-8") as file:
        case = json.load(file)
    files = sorted(f for f in os.listdir(folder) if f != "case.json")
    rng = random.Random(os.path.basename(folder))
    folder = os.path.abspath(folder)
    ours = {}
    READ.clear()
    with tempfile.TemporaryDirectory() as tmp:
        for args in commands(files, rng):
            name = args[0]
            outs = []
            results = []
            for who in ["oracle", "other"] if binary else ["oracle"]:
                real = [os.path.join(tmp, f"{who}-{a}") if a.startswith("OUT") else a for a in args]
                results.append(oracle(folder, real) if who == "oracle"
                               else other(binary, folder, real))
                if name == "merge":
                    outs.append(read_out(real[-1]))
            ours.setdefault(name, results[0])
            if len(set(map(repr, results))) > 1:
                # OPEN: which file a refusal of the union names.
                yield f"{' '.join(args)}: {explain(*results)}"
            elif len(outs) == 2 and outs[0] != outs[1]:
                yield f"{' '.join(args)}: merged files differ: " + (
                    first_difference(json.loads(outs[0]), json.loads(outs[1]))
                    if outs[0] and outs[1] else "one wrote none")
            if name == "merge" and results[0][0] == 0:
                yield from judge_merged(tmp, real_name(args), results[0], ours["state"])
        yield from judge_alone(folder, case, files, rng, ours)


def real_name(args):
    return "oracle-" + args[-1]


def judge_merged(tmp, name, result, state):
    """The merged file is a good full file, means the same, and merges to itself."""
    before = read_out(os.path.join(tmp, name))
    if oracle(tmp, ["state", name]) != state:
        yield "oracle: merged file has another state: " + explain(
            oracle(tmp, ["state", name]), state)
    oracle(tmp, ["merge", name, "-o", "again.json"])
    if read_out(os.path.join(tmp, "again.json")) != before:
        yield "oracle: merging a merged file changes it"


def judge_example(folder, binary):
    """The examples next to the text: merged.json and state.json byte for byte."""
    def content(name):
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()

    files = sorted(f for f in os.listdir(folder) if f not in ("merged.json", "state.json"))
    folder = os.path.abspath(folder)
    with tempfile.TemporaryDirectory() as tmp:
        for who in ["oracle", "other"] if binary else ["oracle"]:
            def call(args):
                return oracle(folder, args) if who == "oracle" else other(binary, folder, args)
            out = os.path.join(tmp, who + ".json")
            merged = call(["merge", *files, "-o", out])
            if merged[0] != 0 or read_out(out) != content("merged.json"):
                yield f"{who}: merge"
            if call(["state", *files]) != (0, [content("state.json").rstrip(b"\n")]):
                yield f"{who}: state"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary")
    parser.add_argument("--cases")
    parser.add_argument("--examples")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--limit", type=int, default=10, help="disagreements shown")
    args = parser.parse_args()
    binary = os.path.abspath(args.binary) if args.binary else None
    bad = total = 0
    for folder, disagreements in findings(args, binary):
        total += 1
        if disagreements:
            bad += 1
            if bad <= args.limit:
                print(folder, *("    " + text for text in disagreements), sep="\n", flush=True)
    print(f"{total} cases, {bad} with disagreements")
    sys.exit(1 if bad else 0)


def findings(args, binary):
    """(folder, disagreements) of each example and case, as they come."""
    if args.examples:
        for name in sorted(os.listdir(args.examples)):
            folder = os.path.join(args.examples, name)
            if os.path.isdir(folder):
                yield folder, list(judge_example(folder, binary))
    if args.cases:
        folders = sorted(os.path.join(args.cases, n) for n in os.listdir(args.cases))
        with multiprocessing.Pool(args.jobs) as pool:
            yield from pool.imap(judge, [(f, binary) for f in folders], chunksize=8)


if __name__ == "__main__":
    main()
