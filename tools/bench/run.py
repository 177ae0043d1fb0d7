#!/usr/bin/env python3
"""Eligo, DuckDB and a walk through JSON trees, alternating, on the same patients and trials.

    tools/bench/run.py --build build/release --duckdb-python venv/bin/python --threads 1 2

Makes the patients and trials, runs every program --repeats times in turns, stops where their counts
are not all the same, and prints a table: wall and processor time, peak memory, and how many times
Eligo's each is, by the pairs of one round. README.md says what is measured.

--evaluation measures the evaluation alone, from values in memory, --copies times the patients; Eligo's
side of it is evaluate_from_memory, built on demand.
"""
import argparse
import json
import os
import platform
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import counts

HERE = Path(__file__).resolve().parent
MEBIBYTE = 1 << 20


def eligo_counts(output, command):
    """The counts that Eligo printed; the one place that knows how it prints them."""
    with open(output, encoding="utf-8") as text:
        if "ndjson" in command:
            return counts.counts_of_decisions(text)
        return counts.counts_of_tables(text)


class Measured:
    """One run of a program: its counts, and what it took."""

    def __init__(self, command, read_counts=None):
        with tempfile.TemporaryDirectory() as folder:
            output = Path(folder) / "output"
            with open(output, "wb") as out:
                begin = time.monotonic()
                process = subprocess.Popen(command, stdout=out)
                _, status, usage = os.wait4(process.pid, 0)
                self.wall = time.monotonic() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                sys.exit(f"{shlex.join(command)} ended with {process.returncode}")
            self.counts = (read_counts(output, command) if read_counts
                           else json.loads(output.read_text(encoding="utf-8")))
        self.processor = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss * 1024 / MEBIBYTE
        self.seconds = self.counts.pop("seconds", self.wall)
        self.version = self.counts.pop("version", None)


def machine():
    def first(path, key):
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            if line.startswith(key):
                return line.split(":", 1)[1].strip()
        return "unknown"

    memory = int(first("/proc/meminfo", "MemTotal").split()[0]) / MEBIBYTE
    return (f"{first('/proc/cpuinfo', 'model name')}, {len(os.sched_getaffinity(0))} cores, "
            f"{memory:.0f} GiB, {platform.system()} {platform.release()}, load {os.getloadavg()[0]:.2f} before")


def make_patients(arguments):
    file = arguments.work / f"patients-{arguments.patients}-{arguments.seed}.ndjson"
    if not file.exists():
        part = file.with_suffix(".part")
        with open(part, "wb") as out:
            subprocess.run([arguments.build / "generate_patients", "--patients", str(arguments.patients),
                            "--seed", str(arguments.seed)], stdout=out, check=True)
        part.rename(file)
    return file


def make_trials(arguments, number):
    folder = arguments.work / f"trials-{number}-{arguments.criteria}-{arguments.seed}"
    subprocess.run([sys.executable, HERE / "make_trials.py", "--trials", str(number), "--criteria",
                    str(arguments.criteria), "--seed", str(arguments.seed), "--out", folder], check=True)
    return folder


def read_once(file):
    """Brings the file into the page cache, so that no program pays for the disk."""
    with open(file, "rb") as data:
        while data.read(MEBIBYTE):
            pass


def commands(arguments, patients, trials, threads):
    places = {"eligo": arguments.eligo or arguments.build / "eligo", "rules": trials / "rules",
              "patients": patients, "threads": threads}
    eligo = [word.format(**places) for word in shlex.split(arguments.eligo_command)]
    description = trials / "trials.json"
    return {
        "Eligo": (eligo, eligo_counts),
        "DuckDB": ([str(arguments.duckdb_python), str(HERE / "duckdb_peer.py"), "--trials", str(description),
                    "--patients", str(patients), "--threads", str(threads)], None),
        # It has one thread; it is measured beside the others' one.
        "tree walk": ([str(arguments.build / "tree_walk"), "--trials", str(description), "--patients",
                       str(patients)], None) if threads == 1 else None,
    }


def check_same(name, measured, reference_name, reference):
    found = counts.differences(measured.counts, reference.counts)
    if found:
        sys.exit(f"{name} and {reference_name} do not count the same:\n  " + "\n  ".join(found[:20]))


def spread(values, form=".2f"):
    return f"{statistics.median(values):{form}} ({min(values):{form}}–{max(values):{form}})"


def alternate(programs, repeats):
    """{name: [Measured]}; each round begins with another program."""
    runs = {name: [] for name in programs}
    names = list(programs)
    for turn in range(repeats):
        for name in names[turn % len(names):] + names[:turn % len(names)]:
            measured = Measured(*programs[name])
            runs[name].append(measured)
            reference = next(iter(r for r in runs.values() if r))[0]
            check_same(name, measured, "what ran first", reference)
    return runs


def end_to_end(arguments):
    patients = make_patients(arguments)
    trials = make_trials(arguments, arguments.trials)
    read_once(patients)
    size = patients.stat().st_size / 1e6
    print(f"\n{arguments.patients} patients, {size:.0f} MB of NDJSON, {arguments.trials} trials with "
          f"{arguments.criteria} criteria each, to counts; {arguments.repeats} rounds; median (least–most)\n")
    print("| program | threads | wall s | processor s | peak MiB | MB/s | wall, times Eligo's | peak, times Eligo's |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    versions = set()
    for threads in arguments.threads:
        programs = {name: command for name, command in commands(arguments, patients, trials, threads).items()
                    if command and name not in arguments.without}
        runs = alternate(programs, arguments.repeats)
        for name, measured in runs.items():
            versions |= {f"{name} {m.version}" for m in measured if m.version}
            wall = [m.seconds for m in measured]
            ratios = "", ""
            if "Eligo" in runs and name != "Eligo":
                ratios = (spread([m.seconds / e.seconds for m, e in zip(measured, runs["Eligo"])]),
                          spread([m.memory / e.memory for m, e in zip(measured, runs["Eligo"])], ".1f"))
            print(f"| {name} | {threads} | {spread(wall)} | {spread([m.processor for m in measured])} | "
                  f"{spread([m.memory for m in measured], '.0f')} | {size / statistics.median(wall):.0f} | "
                  f"{ratios[0]} | {ratios[1]} |", flush=True)
    counted = next(iter(runs.values()))[0].counts
    print(f"\nAll programs counted the same: {len(counts.canonical(counted))} numbers; eligible: "
          + ", ".join(f"{t['eligible']} in {t['trial']}" for t in counted["trials"][:3])
          + (" …" if len(counted["trials"]) > 3 else ""))
    if versions:
        print("; ".join(sorted(versions)))


def evaluation(arguments):
    patients = make_patients(arguments)
    total = arguments.patients * arguments.copies
    print(f"\n{total} patients in memory, trials with {arguments.criteria} criteria each, to counts; "
          f"{arguments.repeats} evaluations; median (least–most)\n")
    print("| program | trials | threads | s | million criteria a second |")
    print("| --- | --- | --- | --- | --- |")
    for number in arguments.evaluation:
        trials = make_trials(arguments, number)
        for threads in arguments.threads:
            places = {"build": arguments.build, "rules": trials / "rules", "trials": trials / "trials.json", "patients": patients,
                      "threads": threads, "copies": arguments.copies, "repeats": arguments.repeats}
            programs = {"DuckDB": [str(arguments.duckdb_python), str(HERE / "duckdb_peer.py"), "--trials",
                                   str(trials / "trials.json"), "--patients", str(patients), "--threads",
                                   str(threads), "--from-memory", "--copies", str(arguments.copies),
                                   "--repeats", str(arguments.repeats)]}
            programs["Eligo"] = [word.format(**places) for word in shlex.split(arguments.eligo_evaluation)]
            runs = {name: Measured(command) for name, command in programs.items()}
            for name, measured in runs.items():
                check_same(name, measured, "DuckDB", runs["DuckDB"])
                each = total * arguments.criteria * number / statistics.median(measured.seconds) / 1e6
                print(f"| {name} | {number} | {threads} | {spread(measured.seconds, '.3f')} | {each:.0f} |",
                      flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=Path("build/release"), help="where the programs are")
    parser.add_argument("--eligo", type=Path, help="another eligo than that of --build")
    parser.add_argument("--eligo-command", default="{eligo} screen {rules} --patients {patients} "
                        "--format counts --threads {threads} --quiet --no-progress")
    parser.add_argument("--eligo-evaluation", default="{build}/evaluate_from_memory {rules} --patients "
                        "{patients} --copies {copies} --threads {threads} --repeats {repeats}",
                        help="as --eligo-command, for --evaluation; also {build}, {trials}, {copies}, "
                        "{repeats}")
    parser.add_argument("--duckdb-python", type=Path, default=Path(sys.executable),
                        help="a Python that has duckdb")
    parser.add_argument("--patients", type=int, default=200_000)
    parser.add_argument("--trials", type=int, default=3)
    parser.add_argument("--criteria", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--evaluation", type=int, nargs="+", metavar="TRIALS", help="from memory, for these many")
    parser.add_argument("--copies", type=int, default=5)
    parser.add_argument("--without", nargs="+", default=[], choices=["Eligo", "DuckDB", "tree walk"])
    parser.add_argument("--work", type=Path, help="a folder to keep patients and trials in")
    arguments = parser.parse_args()
    arguments.build = arguments.build.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        arguments.work = arguments.work or Path(scratch)
        arguments.work.mkdir(parents=True, exist_ok=True)
        print(machine())
        (evaluation if arguments.evaluation else end_to_end)(arguments)


if __name__ == "__main__":
    main()
