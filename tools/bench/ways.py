#!/usr/bin/env python3
"""What each way to the decisions costs on this machine, in one run: the program itself, and the same
decisions in an engine's SQL and on Spark. Every way must give the same counts.

    tools/bench/ways.py PROGRAM RULES --patients FILE --as-of DATE
        [--duckdb-python PYTHON] [--postgres "postgresql://USER@HOST/DATABASE"] [--spark-python PYTHON]

FILE holds profiles, a line each. A way whose engine is not named is left out, and that is said. The
seconds of SQL have the export of the tables and their loading in them, each by itself too. Processor
time is that of the processes that this waits for: neither a PostgreSQL server's nor Spark's is among it.
"""
import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SPARK = Path(__file__).resolve().parent.parent / "spark"
DUCKDB = """
import sys, duckdb
connection = duckdb.connect()
connection.execute(f"SET threads = {sys.argv[1]}")
for script in sys.argv[2:]:
    connection.execute(open(script, encoding="utf-8").read())
for row in connection.execute("SELECT * FROM eligo_count ORDER BY trial").fetchall():
    print(*row, sep="\\t")
"""


class Ways:
    def __init__(self, arguments, folder):
        self.arguments = arguments
        self.folder = Path(folder)
        self.expected = None

    def run(self, command, **how):
        """Seconds on the clock and of the processor, and what the command wrote."""
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              check=False, **how)
        clock, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stderr}")
        return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout

    def tell(self, way, clock, processor, counts=None):
        if counts is not None:
            self.expected = self.expected or counts
            if counts != self.expected:
                sys.exit(f"{way}: {counts}\nand not {self.expected}")
        spent = "" if processor is None else f"{processor:8.1f} s"
        print(f"{way:42}{clock:8.1f} s {spent:>10}", flush=True)

    def screen(self, threads, form):
        a = self.arguments
        clock, processor, output = self.run(
            [a.program, "screen", a.rules, "--patients", a.patients, "--as-of", a.as_of, "--threads", threads,
             "--quiet", *form])
        counts = None
        if "counts" in form:
            table = output.split("\n\n")[0].split("\n", 1)[1]
            counts = [row[:5] for row in rows(table, "\t")]  # the last column is of rejected records
        self.tell(f"screen {' '.join(form)}, {threads} thread{'s' if threads > 1 else ''}", clock, processor,
                  counts)

    def export(self):
        a = self.arguments
        self.facts = self.folder / "facts"
        clock, processor, _ = self.run([a.program, "export", "--patients", a.patients, "--out", self.facts, "--quiet"])
        self.tell("export, for what follows", clock, processor)

    def script(self, dialect):
        a = self.arguments
        self.run([a.program, "sql", a.rules, "--as-of", a.as_of, "--units", self.facts / "unit.csv", "--dialect",
                  dialect, "--out", self.facts / f"{dialect}.sql"])
        return f"{dialect}.sql"

    def duckdb(self):
        script = self.script("duckdb")
        for threads in (1, os.cpu_count()):
            clock, processor, output = self.run(
                [self.arguments.duckdb_python, "-c", DUCKDB, threads, "load_duckdb.sql", script], cwd=self.facts)
            self.tell(f"DuckDB, {threads} threads", clock, processor, rows(output, "\t"))

    def postgres(self):
        psql = ["psql", self.arguments.postgres, "-X", "-q", "--csv", "-v", "ON_ERROR_STOP=1"]
        script = self.script("postgres")
        loading, _, _ = self.run([*psql, "-f", "load_postgres.sql"], cwd=self.facts)
        clock, _, output = self.run([*psql, "-f", script], cwd=self.facts)
        counts = rows(output[output.index("trial,patients"):].split("\n", 1)[1], ",")
        self.tell("PostgreSQL, loading", loading, None)
        self.tell("PostgreSQL", clock, None, counts)

    def spark(self):
        a = self.arguments
        local = {**os.environ, "PYSPARK_PYTHON": a.spark_python}
        script = self.script("spark")
        clock, _, output = self.run(
            [a.spark_python, SPARK / "screen_sql.py", self.facts / script, "--facts", self.facts, "--master",
             f"local[{os.cpu_count()}]"], cwd=self.folder, env=local)
        self.tell(f"Spark SQL, local[{os.cpu_count()}]", clock, None,
                  rows("".join(line + "\n" for line in output.splitlines()[1:]), "\t"))


def rows(text, separator):
    return [(row[0], *map(int, row[1:])) for row in csv.reader(text.splitlines(), delimiter=separator) if row]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("rules", type=Path)
    parser.add_argument("--patients", type=Path, required=True)
    parser.add_argument("--as-of", required=True)
    parser.add_argument("--duckdb-python", help="a Python that has the package duckdb")
    parser.add_argument("--postgres", help="the address of a database, as psql takes it")
    parser.add_argument("--spark-python", help="a Python that has the package pyspark")
    arguments = parser.parse_args()
    arguments.program, arguments.rules, arguments.patients = (
        path.resolve() for path in (arguments.program, arguments.rules, arguments.patients))
    with tempfile.TemporaryDirectory() as folder:
        ways = Ways(arguments, folder)
        print(f"{'':42}{'clock':>10} {'processor':>10}")
        for threads in sorted({1, os.cpu_count()}):
            ways.screen(threads, ["--format", "counts"])
        ways.screen(os.cpu_count(), ["--format", "ndjson", "--compact"])
        ways.export()
        for name, engine in (("DuckDB", arguments.duckdb_python), ("PostgreSQL", arguments.postgres),
                             ("Spark SQL", arguments.spark_python)):
            if engine is None:
                print(f"left out: {name}; its option is not given")
            else:
                {"DuckDB": ways.duckdb, "PostgreSQL": ways.postgres, "Spark SQL": ways.spark}[name]()


main()
