"""Random programs over the whole rule language, as SQL in DuckDB, PostgreSQL or Spark, decide random patients
as `decide` does.

    random_programs.py RANDOM_CASES WORK [--rounds N] [--programs N] [--patients N] [--seed N] [--engine E]
"""

import argparse
import csv
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "decisions"))
import engines


def expected(file):
    with file.open(newline="") as lines:
        return list(csv.reader(lines))


def differences(engine, folder):
    """(what differs, how many results were held against each other)"""
    results = {tuple(row[:3]): int(row[3]) if row[3] else None
               for row in expected(folder / "criteria.csv")}
    rows = {row[:3]: row[3:] for row in engine.rows(engines.CRITERIA)}
    found = [f"{' '.join(key)}: decide {result}, SQL {rows.get(key)}"
             for key, result in results.items() if rows.get(key, ("absent",))[0] != result]
    found += [f"{' '.join(key)}: only the SQL has it" for key in rows.keys() - results.keys()]
    verdicts = {tuple(row[:2]): row[2] for row in expected(folder / "verdicts.csv")}
    said = {row[:2]: row[2] for row in engine.rows(engines.VERDICTS)}
    found += [f"{' '.join(key)}: verdict {verdict}, SQL {said.get(key)}"
              for key, verdict in verdicts.items() if said.get(key) != verdict]
    decided = sum(result is not None for result in results.values())
    return found, len(results), decided


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("random_cases")
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--programs", type=int, default=20)
    parser.add_argument("--patients", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=tuple(engines.ENGINES), default="duckdb")
    arguments = parser.parse_args()
    open_engine = engines.engine_class(arguments.engine, arguments.work, "random programs")
    wrong = 0
    for seed in range(arguments.seed, arguments.seed + arguments.rounds):
        with tempfile.TemporaryDirectory(prefix="eligo-sql-random-") as work:
            folder = pathlib.Path(work)
            folder.chmod(0o755)
            subprocess.run([arguments.random_cases, str(seed), str(arguments.programs),
                            str(arguments.patients), arguments.engine, work], check=True)
            engine = open_engine(folder)
            try:
                engine.run((folder / "screen.sql").read_text("utf-8"))
                found, results, decided = differences(engine, folder)
            finally:
                engine.close()
            wrong += len(found)
            print(f"seed {seed}: {arguments.programs} programs, {results} results ({decided} decided), "
                  f"{len(found)} differ", flush=True)
            for line in found[:10]:
                print("  " + line)
    sys.exit(f"{wrong} differences" if wrong else 0)


if __name__ == "__main__":
    main()
