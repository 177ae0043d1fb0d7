#!/usr/bin/env python3
"""Counts the findings over the outside corpora, times the audit, and draws a sample.

    score_corpus.py AUDIT_DOCUMENTS SHARED [--proofs] [--sample N]

The mean number of findings of warning or above must be under four a trial, and the median time under
a second. With --sample, that many findings are printed as rows for sample.tsv, drawn evenly.
"""
import collections
import csv
import random
import statistics
import sys
import tempfile
from pathlib import Path

from chia import trials
from findings import audited

SKIPPED = 77
MOST = 4.0
SLOWEST = 1000  # milliseconds, in the median
SEED = 20261123


def documents(shared, temporary):
    """The files of each corpus; what is a table or has annotations is written as documents."""
    corpus = shared / "corpus"
    yield from (("pages", path) for path in sorted((corpus / "pages").iterdir()))
    yield from (("ctgov_xml", path) for path in sorted((corpus / "ctgov_xml").iterdir()))
    with open(corpus / "facebook" / "clinical_trials.csv", encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if not row["#nct_id"].startswith("NCT"):
                continue  # the heading once more
            path = temporary / "facebook" / f"{row['#nct_id']}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"{row['#nct_id']}\n\n{row['title']}\n\nEligibility Criteria\n\n"
                            f"{row['eligibility_criteria']}\n", encoding="utf-8")
            yield "facebook", path
    (temporary / "chia").mkdir()
    for name, document, _ in trials(corpus / "chia_dev"):
        path = temporary / "chia" / f"{name}.txt"
        path.write_text(document, encoding="utf-8")
        yield "chia_dev", path


def show_sample(found, sentences, count):
    chosen = random.Random(SEED).sample(sorted(found, key=lambda one: (one.trial, one.line, one.column, one.code)), min(count, len(found)))
    for one in chosen:
        print("\t".join((one.trial, one.criterion, one.code, one.words, sentences.get((one.file, one.line), ""), one.message)))


def main():
    program, shared = sys.argv[1], Path(sys.argv[2])
    if not (shared / "corpus").is_dir():
        print("skipped: the outside corpus is not there")
        return SKIPPED
    with tempfile.TemporaryDirectory() as temporary:
        corpora = collections.defaultdict(list)
        for corpus, path in documents(shared, Path(temporary)):
            corpora[corpus].append(path)
        found, times, problems = audited(program, [path for paths in corpora.values() for path in paths],
                                         proofs="--proofs" in sys.argv)
        sentences = {}
        for paths in corpora.values():
            for path in paths:
                for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                    sentences[str(path), number] = " ".join(line.split())
    if "--sample" in sys.argv:
        show_sample(found, sentences, int(sys.argv[sys.argv.index("--sample") + 1]))
        return 0
    grave = [one for one in found if one.severity != "note"]
    for corpus, paths in corpora.items():
        names = set(map(str, paths))
        print(f"{corpus}: {len(paths)} trials, {sum(one.file in names for one in grave) / len(paths):.2f} findings of "
              f"warning or above a trial, {sum(one.file in names for one in found) / len(paths):.2f} with notes")
    codes = collections.Counter((one.severity, one.code) for one in found)
    for (severity, code), count in sorted(codes.items(), key=lambda item: -item[1]):
        print(f"   {count:5} {severity} {code}")
    trials_audited = sum(map(len, corpora.values()))
    mean = len(grave) / trials_audited
    median = statistics.median(times.values())
    print(f"all: {trials_audited} trials, {mean:.2f} findings of warning or above a trial, median {median} ms, "
          f"the slowest {max(times.values())} ms")
    if problems:
        print(problems[-1500:])
    return 0 if mean < MOST and median < SLOWEST else 1


if __name__ == "__main__":
    sys.exit(main())
