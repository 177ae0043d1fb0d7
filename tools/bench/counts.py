"""The counts that all programs of the benchmark must agree on, in one form:

{"patients": 2000, "trials": [{"trial": "BENCH00001", "eligible": …, "ineligible": …, "undetermined": …,
  "criteria": [{"id": "I1", "pass": …, "fail": …, "unknown": …, "failsAlone": …}]}]}

A criterion fails alone for a patient where it fails and no other criterion of the trial does.
"""
import json
import subprocess

VERDICTS = ("eligible", "ineligible", "undetermined")
RESULTS = ("pass", "fail", "unknown")


def canonical(counts):
    """{(trial, criterion or "", what): number}, so that order plays no part."""
    flat = {("", "", "patients"): counts["patients"]}
    for trial in counts["trials"]:
        for verdict in VERDICTS:
            flat[trial["trial"], "", verdict] = trial[verdict]
        for criterion in trial["criteria"]:
            for result in RESULTS + ("failsAlone",):
                flat[trial["trial"], criterion["id"], result] = criterion[result]
    return flat


def differences(counts, others):
    """What is not the same, a text each; empty where all is."""
    mine, theirs = canonical(counts), canonical(others)
    return [f"{' '.join(key).strip()}: {mine.get(key)} and {theirs.get(key)}"
            for key in sorted(mine.keys() | theirs.keys()) if mine.get(key) != theirs.get(key)]


def counts_of_decisions(lines):
    """Counts the decisions that `eligo screen --format ndjson` prints, one a line."""
    trials = {}
    patients = set()
    for line in lines:
        decision = json.loads(line)
        if "rejected" in decision:
            raise ValueError(f"a record was rejected: {line.strip()}")
        patients.add(decision["patient"])
        trial = trials.setdefault(decision["trial"], {"verdicts": dict.fromkeys(VERDICTS, 0), "criteria": {}})
        trial["verdicts"][decision["verdict"]] += 1
        failing = [c["id"] for c in decision["criteria"] if c["result"] == "fail"]
        for criterion in decision["criteria"]:
            counted = trial["criteria"].setdefault(
                criterion["id"], dict.fromkeys(RESULTS + ("failsAlone",), 0))
            counted[criterion["result"]] += 1
            counted["failsAlone"] += failing == [criterion["id"]]
    return {"patients": len(patients),
            "trials": [{"trial": name, **trial["verdicts"],
                        "criteria": [{"id": id_, **counted} for id_, counted in trial["criteria"].items()]}
                       for name, trial in sorted(trials.items())]}


def rows_of(lines):
    """The rows of one table of tab-separated values, which ends at an empty line, by its heading."""
    heading = next(lines).rstrip("\n").split("\t")
    for line in lines:
        if line == "\n":
            return
        yield dict(zip(heading, line.rstrip("\n").split("\t"), strict=True))


def counts_of_tables(lines):
    """Reads what `eligo screen --format counts` prints: the verdicts of each trial, and an empty line,
    and the results of each criterion."""
    lines = iter(lines)
    patients = set()
    trials = {}
    for row in rows_of(lines):
        patients.add(int(row["patients"]))
        trials[row["trial"]] = {"trial": row["trial"], **{v: int(row[v]) for v in VERDICTS}, "criteria": []}
    for row in rows_of(lines):
        trials[row["trial"]]["criteria"].append(
            {"id": row["criterion"], **{result: int(row[result]) for result in RESULTS + ("failsAlone",)}})
    if len(patients) != 1:
        raise ValueError(f"the trials do not have the same patients: {sorted(patients)}")
    return {"patients": patients.pop(), "trials": list(trials.values())}


def screened_counts(eligo, rules, patients):
    """The counts by the decisions of `eligo screen`, one patient and trial after the other."""
    command = [eligo, "screen", str(rules), "--patients", str(patients), "--format", "ndjson", "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        counts = counts_of_decisions(process.stdout)
    if process.returncode != 0:
        raise ValueError(f"{' '.join(command)} ended with {process.returncode}")
    return counts
