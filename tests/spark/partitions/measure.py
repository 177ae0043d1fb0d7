#!/usr/bin/env python3
"""The same patients by one run of `eligo screen` and over partitions on a Spark cluster of this machine with
two worker processes: equal counts, wall and processor time, memory. By hand; not one of the tests.

    ELIGO_SPARK_PYTHON=PYTHON measure.py PROGRAM SOURCE PATIENTS [OPTIONS of screen_partitions.py]

Memory is the most that was seen at one time, of all processes together, pages that several share once.
"""
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import cluster as clusters

PROGRAM, SOURCE, PATIENTS = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
TICKS = os.sysconf("SC_CLK_TCK")


def descendants(root):
    """{process: (name, ticks, ticks of its children that ended)} below `root`."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                name, _, rest = (entry / "stat").read_text().partition("(")[2].rpartition(")")
            except OSError:
                continue
            fields = rest.split()
            found[int(entry.name)] = (name, int(fields[1]), *(sum(map(int, fields[i:i + 2])) for i in (11, 13)))
    below = {root}
    while grown := {pid for pid, row in found.items() if row[1] in below} - below:
        below |= grown
    return {pid: (found[pid][0], found[pid][2], found[pid][3]) for pid in below - {root}}


def memory_of(pid):
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


class Watch(threading.Thread):
    """Looks at the processes below this one, twice a second."""

    def __init__(self):
        super().__init__(daemon=True)
        self.over = threading.Event()
        self.ticks, self.most, self.by_name = {}, 0.0, {}

    def run(self):
        while not self.over.wait(0.5):
            seen = descendants(os.getpid())
            now = {}
            for pid, (name, ticks, of_children) in seen.items():
                # Children of Python are counted when they end, so they may be short.
                self.ticks[pid] = 0 if name.startswith("eligo") else ticks + (
                    of_children if name.startswith("python") else 0)
                now[name] = now.get(name, 0.0) + memory_of(pid)
            for name, mebibytes in now.items():
                self.by_name[name] = max(self.by_name.get(name, 0.0), mebibytes)
            self.most = max(self.most, sum(now.values()))


def report(name, seconds, processor, mebibytes, more=""):
    print(f"{name}: {seconds:.1f} s, processor {processor:.1f} s, {mebibytes:.0f} MiB {more}, load "
          f"{os.getloadavg()[0]:.1f}", flush=True)


def verdicts(decisions):
    """The counts of decisions, as screen_partitions.py prints them."""
    trials, patients, rejected = {}, 0, 0
    with open(decisions, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if end := record.get("end"):
                patients, rejected = end["patients"], end["rejected"]
            elif "trial" in record:
                counted = trials.setdefault(record["trial"], {"eligible": 0, "ineligible": 0, "undetermined": 0})
                counted[record["verdict"]] += 1
    rows = [("trial", "patients", "eligible", "ineligible", "undetermined", "rejected")]
    rows += [(trial, patients, *counted.values(), rejected) for trial, counted in trials.items()]
    return "".join("\t".join(map(str, row)) + "\n" for row in rows)


def main():
    clusters.require_java()
    clusters.run_with_pyspark(Path("spark-python"))
    own = sys.argv[4:]
    counts = "counts" in own
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        begin = time.monotonic()
        command = [PROGRAM, "screen", str(SOURCE / "rules"), "--patients", PATIENTS, "--threads", "2", "--quiet",
                   "--no-progress", *(("--format", "counts") if counts else ("--format", "ndjson", "--compact"))]
        with open(folder / "out", "wb") as out:
            process = subprocess.Popen(command, stdout=out)
            _, status, usage = os.wait4(process.pid, 0)
        report("one run of eligo screen, 2 threads", time.monotonic() - begin, usage.ru_utime + usage.ru_stime,
               usage.ru_maxrss / 1024, f"status {status}")
        expected = (folder / "out").read_text(encoding="utf-8") if counts else verdicts(folder / "out")
        (folder / "out").unlink()
        cluster = clusters.Cluster(folder, workers=2)
        try:
            settings = [word for name, value in cluster.settings().items() if "JavaOptions" not in name
                        for word in ("--conf", f"{name}={value}")]
            command = [cluster.home / "bin" / "spark-submit", *settings,
                       SOURCE / "tools" / "spark" / "screen_partitions.py", SOURCE / "rules", "--eligo", PROGRAM,
                       "--patients", PATIENTS, *own]
            watch = Watch()
            watch.start()
            begin = time.monotonic()
            done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, text=True, check=False)
            seconds = time.monotonic() - begin
            watch.over.set()
            watch.join()
        finally:
            cluster.stop()
        kinds = ", ".join(f"{name} {size:.0f}" for name, size in sorted(watch.by_name.items()) if size > 10)
        report("Spark, 2 workers", seconds, sum(watch.ticks.values()) / TICKS, watch.most, f"({kinds})")
        print("counts are equal" if done.stdout == expected else f"counts DIFFER:\n{expected}\n{done.stdout}")
        return 0 if done.stdout == expected else 1


if __name__ == "__main__":
    sys.exit(main())
