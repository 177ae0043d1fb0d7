#!/usr/bin/env python3
"""How fast `eligo import` is, and that its memory does not grow with the number of documents.

    tests/bench/import_benchmark.py build/release/eligo [--documents N]

Writes N registry documents out of the sentences of tests/import/sentences, imports them, and imports a
tenth of them. The peer is Python's `re`: a reader of the same documents that finds the items of the
lists and, with one pattern, numbers behind a comparison sign; it makes no rules, so it shows what
merely looking at the text costs. Both must count the same criteria. Times are of the processor, on one
core; no time is a pass or a fail.
"""
import argparse
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SENTENCES = Path(__file__).resolve().parent.parent / "import" / "sentences"
COMPARISON = re.compile(r"(?:[<>≤≥]=?|at least|less than|more than)\s*(\d+(?:[.,]\d+)*)")
ITEM = re.compile(r"^\* (.+)$", re.MULTILINE)


def sentences():
    found = {"inclusion": [], "exclusion": []}
    for case_file in sorted(SENTENCES.glob("*.case")):
        for line in case_file.read_text(encoding="utf-8").splitlines():
            kind, _, sentence = line.partition(": ")
            # A lead-in would take the next item under it.
            if kind in found and not sentence.endswith(":"):
                found[kind].append(sentence)
    return found


def write_documents(folder, count):
    choose = random.Random(2026)
    known = sentences()
    for number in range(count):
        trial = f"NCT{90000000 + number}"
        lines = [trial, "", "Inclusion Criteria:", ""]
        lines += [f"* {s}" for s in choose.sample(known["inclusion"], 6)]
        lines += ["", "Exclusion Criteria:", ""]
        lines += [f"* {s}" for s in choose.sample(known["exclusion"], 8)]
        (folder / f"{trial}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def processor_seconds(usage):
    return usage.ru_utime + usage.ru_stime


def import_documents(eligo, documents, rules):
    """(criteria, processor seconds, peak memory in MiB)"""
    command = [eligo, "import", str(documents), "--out", str(rules), "--format", "ndjson", "--no-progress"]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=out, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status) != 0:
            errors.seek(0)
            sys.exit(f"import ended with {status}: {errors.read()[-2000:].decode()}")
        out.seek(0)
        criteria = sum(
            sum(c["kind"] != "registry" for c in json.loads(line)["criteria"]) for line in out)
    return criteria, processor_seconds(usage), usage.ru_maxrss / 1024


def peer(documents):
    begin = processor_seconds(resource.getrusage(resource.RUSAGE_SELF))
    criteria = numbers = 0
    for path in sorted(documents.iterdir()):
        for item in ITEM.findall(path.read_text(encoding="utf-8")):
            criteria += 1
            numbers += len(COMPARISON.findall(item))
    return criteria, numbers, processor_seconds(resource.getrusage(resource.RUSAGE_SELF)) - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eligo")
    parser.add_argument("--documents", type=int, default=10_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        measured = []
        for count in (max(arguments.documents // 10, 1), arguments.documents):
            documents, rules = work / "documents", work / "rules"
            documents.mkdir()
            write_documents(documents, count)
            begin = time.monotonic()
            criteria, seconds, memory = import_documents(arguments.eligo, documents, rules)
            waited = time.monotonic() - begin
            seen, numbers, peer_seconds = peer(documents)
            if seen != criteria:
                sys.exit(f"the two do not agree: import has {criteria} criteria, the peer {seen}")
            print(f"{count} documents, {criteria} criteria, the same for both")
            print(f"  eligo import   {seconds:7.2f} s of processor ({waited:.2f} s waited), "
                  f"{criteria / seconds:9.0f} criteria/s, {memory:.0f} MiB at most")
            print(f"  Python's re    {peer_seconds:7.2f} s of processor, {seen / peer_seconds:9.0f} criteria/s, "
                  f"{numbers} numbers seen and nothing made of them")
            print(f"  ratio: rules, checked and written, cost {seconds / peer_seconds:.1f} times the looking")
            measured.append(memory)
            shutil.rmtree(documents)
            shutil.rmtree(rules)
        print(f"memory for ten times the documents: {measured[1] / measured[0]:.2f} times")


if __name__ == "__main__":
    main()
