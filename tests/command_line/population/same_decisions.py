"""Whole populations are decided as patients are one by one: the results of `screen --format ndjson`
against `--compact` (also with all its reasons) and `--format counts`, over all example patients and
FHIR patients, with 1, 2 and 5 threads, and with options that change decisions.

    /usr/bin/python3 same_decisions.py PROGRAM SOURCE
"""

import collections
import json
import os
import pathlib
import subprocess
import sys

OPTIONS = ([], ["--strict"], ["--as-of", "2026-06-01", "--max-age", "90d"],
           ["--assume-complete", "all"],
           ["--strict", "--anchor", "enrollment=2026-09-01", "--as-of", "2026-06-01"])
# The sanitizers make a run many times slower; the build without them runs them all.
THREADS = ("1", "2", "5")
if "ELIGO_TESTS_SANITIZED" in os.environ:  # a case takes many times longer there
    OPTIONS, THREADS = OPTIONS[4:], ("5",)
VERDICTS = ("eligible", "ineligible", "undetermined")


def run(program, arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(arguments)}: status {done.returncode}\n{done.stderr}")
    return done.returncode, done.stdout


def one_by_one(program, arguments):
    """What each decision says: (verdict, failing, open) by trial and patient; the counts of each
    criterion; the rejections."""
    status, text = run(program, [*arguments, "--format", "ndjson"])
    decisions, rejected = {}, []
    for line in text.splitlines():
        record = json.loads(line)
        if "rejected" in record:
            rejected.append(record)
            continue
        results = {one["id"]: one["result"] for one in record["criteria"]}
        decisions[record["trial"], record["patient"]] = (
            record["asOf"], record["verdict"],
            [name for name, result in results.items() if result == "fail"],
            [name for name, result in results.items() if result == "unknown"], list(results))
    return status, decisions, rejected, text


def compact(text):
    decisions, rejected = {}, []
    lines = text.splitlines()
    end = json.loads(lines.pop())["end"]
    for line in lines:
        record = json.loads(line)
        if "rejected" in record:
            rejected.append(record)
        else:
            decisions[record["trial"], record["patient"]] = (
                record["asOf"], record["verdict"], record["fails"], record["open"])
    assert end["patients"] * end["trials"] == len(decisions), end
    assert end["rejected"] == len(rejected), end
    return decisions, rejected


def counted(decisions):
    """The counts that the decisions add up to, as the tables have them."""
    verdicts, criteria = collections.Counter(), collections.Counter()
    for (trial, _), (_, verdict, fails, unknown, every) in decisions.items():
        verdicts[trial, verdict] += 1
        for criterion in every:
            result = ("fail" if criterion in fails else
                      "unknown" if criterion in unknown else "pass")
            criteria[trial, criterion, result] += 1
    return verdicts, criteria


def tables(text):
    verdicts, criteria, alone = collections.Counter(), collections.Counter(), {}
    first, second = text.split("\n\n")
    for row in first.splitlines()[1:]:
        trial, _, *numbers, _ = row.split("\t")
        for verdict, number in zip(VERDICTS, numbers):
            verdicts[trial, verdict] += int(number)
    for row in second.splitlines()[1:]:
        trial, criterion, *numbers = row.split("\t")
        for result, number in zip(("pass", "fail", "unknown"), numbers):
            criteria[trial, criterion, result] += int(number)
        alone[trial, criterion] = int(numbers[3])
    return +verdicts, +criteria, alone


def fails_alone(decisions, conflicts):
    """How many patients each criterion alone keeps out. A statement that another one contradicts
    fails only with it."""
    alone = collections.Counter()
    for (trial, _), (_, _, fails, _, _) in decisions.items():
        counting = [one for one in fails if all(other in fails for other in conflicts[trial, one])]
        if len(counting) == 1:
            alone[trial, counting[0]] += 1
    return alone


def compare(program, rules, patients, options, conflicts, threads_of_all):
    arguments = ["screen", *rules, "--patients", *patients, "--quiet", *options]
    status, decisions, rejected, in_full = one_by_one(program, arguments)
    assert decisions, "no decisions to compare"
    texts = {}
    for threads in threads_of_all:
        batch = [*arguments, "--threads", threads]
        of_batch, text = run(program, [*batch, "--format", "ndjson", "--compact"])
        assert of_batch == status, (threads, of_batch, status)
        texts["ndjson", threads] = text
        _, texts["counts", threads] = run(program, [*batch, "--format", "counts"])
        _, texts["csv", threads] = run(program, [*batch, "--format", "csv", "--compact"])
    for form in ("ndjson", "counts", "csv"):
        assert len({texts[form, threads] for threads in threads_of_all}) == 1, form
    batch, batch_rejected = compact(texts["ndjson", threads_of_all[0]])
    for key, found in decisions.items():
        assert batch.get(key) == found[:4], (key, found, batch.get(key))
    assert len(batch) == len(decisions)
    as_text = lambda records: sorted(json.dumps(one) for one in records)
    assert as_text(rejected) == as_text(batch_rejected)
    verdicts, criteria, alone = tables(texts["counts", threads_of_all[0]])
    assert (verdicts, criteria) == counted(decisions)
    expected = fails_alone(decisions, conflicts)
    for key, number in alone.items():
        assert number == expected[key], (key, number, expected[key])
    _, reasons = run(program, [*arguments, "--threads", threads_of_all[-1], "--format", "ndjson", "--compact",
                               *(f"--reasons-for={verdict}" for verdict in VERDICTS)])
    assert sorted(reasons.splitlines()[:-1]) == sorted(in_full.splitlines())
    return len(decisions)


def contradicting_statements(rules):
    """The statements that contradict each one, as the rule files' `conflict` lines have them."""
    found = collections.defaultdict(list)
    for file in rules.rglob("*.eligo"):
        trial = None
        for line in file.read_text(encoding="utf-8").splitlines():
            words = line.replace(",", " ").split()
            if words[:1] == ["trial"]:
                trial = words[1].strip('"')
            if words[:1] == ["conflict"]:
                prefix = {"inclusion": "I", "exclusion": "E", "registry": "R."}
                first, second = prefix[words[1]] + words[2], prefix[words[3]] + words[4]
                found[trial, first].append(second)
                found[trial, second].append(first)
    return found


def as_lines(patients, folder):
    """The same profiles, one a line: the way whole populations come."""
    lines = []
    for file in sorted(patients.rglob("*.json")):
        record = json.loads(file.read_text(encoding="utf-8"))
        records = record if isinstance(record, list) else [record]
        lines += [json.dumps(one, ensure_ascii=False) for one in records
                  if "resourceType" not in one]
    for file in sorted(patients.rglob("*.ndjson")):
        lines += [line for line in file.read_text(encoding="utf-8").splitlines()
                  if '"resourceType"' not in line]
    path = folder / "lines.ndjson"
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def main():
    program, source = sys.argv[1], pathlib.Path(sys.argv[2])
    rules = source / "rules"
    conflicts = contradicting_statements(rules)
    folder = pathlib.Path("population_decisions")
    folder.mkdir(exist_ok=True)
    records = source / "tests" / "patients"
    inputs = [[str(source / "patients")], [str(as_lines(source / "patients", folder))],
              [str(source / "hospital-export")], [str(records / "fhir")],
              [str(file) for file in sorted(records.glob("*.ndjson"))]]
    fhir = source.parent / "shared" / "fhir"
    if fhir.is_dir():
        inputs.append([str(fhir)])
    else:
        print(f"note: {fhir} is not there; its patients are not compared")
    total = 0
    for patients in inputs:
        for options in OPTIONS:
            # How many threads there are is nothing to the options.
            threads = THREADS if options == OPTIONS[0] else THREADS[-1:]
            total += compare(program, [str(rules)], patients, options, conflicts, threads)
    print(f"{total} decisions, each the same on every road")


main()
