#!/usr/bin/env python3
"""Imports every document of the outside corpus and compares it with what was counted by hand.

    corpus_counts.py ELIGO corpus_counts.tsv SHARED

Each document must import without an error, `eligo check` must accept what was written, `eligo fmt`
must find it canonical, and the counts of sentences, their first words and the header's facts must be
those of the table. Documents of the corpus that the table does not have fail it.
"""
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77


def rows_of(table):
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def first_words(text):
    return " ".join(text.split()[:4])


def differences(row, trial):
    """What the import of one document says otherwise than the table."""
    found = []

    def compare(what, expected, seen):
        if expected != seen:
            found.append(f"{what}: the table has {expected!r}, import has {seen!r}")

    compare("trial", row["trial"], trial["trial"])
    for kind in ("inclusion", "exclusion"):
        listed = [c for c in trial["criteria"] if c["kind"] == kind and c["status"] != "lost"]
        compare(f"{kind} sentences", int(row[kind]), len(listed))
        if listed:
            for which, criterion in (("first", listed[0]), ("last", listed[-1])):
                compare(f"{which} {kind}", row[f"{which} {kind}"], first_words(criterion["text"]))
    registry = trial["registry"]

    def shown(value):
        return "-" if value is None else str(value).lower()

    compare("minimum age", row["minimum age"].lower(), shown(registry["minAge"]))
    compare("maximum age", row["maximum age"].lower(), shown(registry["maxAge"]))
    compare("sex", row["sex"], shown(registry["sex"]))
    healthy = {None: "-", True: "yes", False: "no"}[registry["healthy"]]
    compare("healthy volunteers", row["healthy volunteers"], healthy)
    return found


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def problems_of(eligo, document, row):
    with tempfile.TemporaryDirectory() as folder:
        imported = run(eligo, "import", document, "--out", folder, "--format", "json")
        if imported.returncode != 0:
            return [f"import ends with {imported.returncode}: {imported.stderr.strip()}"]
        trials = json.loads(imported.stdout)
        if len(trials) != 1:
            return [f"import gives {len(trials)} trials"]
        problems = differences(row, trials[0])
        for command in ("check",), ("fmt", "--check"):
            checked = run(eligo, *command, folder)
            if checked.returncode != 0:
                problems.append(f"{' '.join(command)}: {checked.stdout}{checked.stderr}".strip())
        return problems


def main():
    eligo, table, shared = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if not (shared / "corpus").is_dir():
        print("skipped: the outside corpus is not there")
        return SKIPPED
    rows = {row["file"]: row for row in rows_of(table)}
    documents = {}
    for folder, root in (("pages", shared / "corpus"), ("ctgov_xml", shared / "corpus"), ("documents", shared)):
        for path in sorted((root / folder).iterdir()):
            documents[f"{folder}/{path.name}"] = path
    failed = 0
    for name in sorted(set(rows) | set(documents)):
        if name not in rows or name not in documents:
            problems = ["is not in the table" if name not in rows else "is not in the corpus"]
        else:
            problems = problems_of(eligo, documents[name], rows[name])
        failed += bool(problems)
        for problem in problems:
            print(f"{name}: {problem}")
    print(f"{len(documents)} documents, {len(rows)} rows, {failed} that differ")
    return 1 if failed or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
