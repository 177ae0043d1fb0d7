#!/usr/bin/env python3
"""Runs what `eligo sql --dialect spark` wrote, over the tables of `eligo export`, and prints the counts.

    spark-submit --master spark://HOST:7077 tools/spark/screen_sql.py screen.sql \\
        --facts hdfs:///facts --out hdfs:///decisions

Exit status: 0 done; 2 the self-test or another statement failed: nothing was decided, and --out is not
there. README.md says more.
"""
import argparse
import contextlib
import json
import re
import sys
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from spark_job import NewFolder, Refused, location, main, ran_to_failure, run_job  # noqa: E402

TOKEN = re.compile(r"""--[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|[^-/'"`;]+|.""", re.DOTALL)
RESULTS = ("eligo_criterion", "eligo_verdict", "eligo_count")
PATIENTS_OF_A_PART = 20_000


def statements(script):
    """The statements of a script, each with the comments above it."""
    text, says_something = "", False
    for token in TOKEN.findall(script):
        if token in "'\"`":
            raise Refused("the script is cut off within quotes")
        if token != ";":
            text += token
            says_something |= bool(token.strip()) and not token.startswith(("--", "/*"))
        elif says_something:
            yield text.strip()
            text, says_something = "", False
    if says_something:
        raise Refused("the script is cut off within a statement")


def run_script(session, script):
    for statement in statements(script):
        try:
            session.sql(statement).collect()
        except Exception as error:  # Spark's are of many kinds
            why = ran_to_failure(error).splitlines()[0]
            raise Refused(f"{why}\nin the statement: {statement.splitlines()[0]}") from None


def text_of(session, file):
    return "".join(row.value for row in session.read.text(file, wholetext=True).collect())


@contextlib.contextmanager
def own_database(session):
    """A database for the tables of this run alone, in the session's warehouse; gone afterwards."""
    name, before = f"eligo_{uuid.uuid4().hex}", session.catalog.currentDatabase()
    session.sql(f"CREATE DATABASE {name}")
    session.catalog.setCurrentDatabase(name)
    try:
        yield
    finally:
        session.catalog.setCurrentDatabase(before)
        session.sql(f"DROP DATABASE {name} CASCADE")


def check_storage(session):
    """Where each worker has a disk of its own, what the others write is not there, and nobody says so."""
    parts = 8 * session.sparkContext.defaultParallelism
    session.range(0, parts, 1, parts).write.format("parquet").saveAsTable("eligo_written")
    if session.table("eligo_written").count() != parts:
        raise Refused("the driver does not see all that the workers write: set spark.sql.warehouse.dir to a folder "
                      "that all machines share")


def load(session, facts, parts=None):
    """Makes the tables of the layout `facts`, in parts by patient, and holds them against the manifest."""
    facts = location(str(facts)).rstrip("/")
    patients = json.loads(text_of(session, f"{facts}/manifest.json"))["patients"]
    session.conf.set("spark.eligo.facts", facts)
    session.conf.set("spark.eligo.parts",
                     parts or max(session.sparkContext.defaultParallelism, 1 + patients // PATIENTS_OF_A_PART))
    run_script(session, text_of(session, f"{facts}/load_spark.sql"))
    loaded = session.table("patient").count()
    if loaded != patients:
        raise Refused(f"{facts} has {loaded} patients, its manifest says {patients}")


def screen(session, arguments):
    """Returns the rows of eligo_count; with `--out` the tables are in their folder then."""
    script = arguments.script.read_text(encoding="utf-8")
    folder = NewFolder(session.sparkContext, arguments.out) if arguments.out else None
    with own_database(session):
        check_storage(session)
        load(session, arguments.facts, arguments.parts)
        run_script(session, script)
        counts = session.table("eligo_count").orderBy("trial")
        if folder:
            for name in RESULTS:
                session.table(name).write.format(arguments.format).option("header", True).save(
                    f"{folder.part.toString()}/{name}")
            folder.publish()
        return [tuple(counts.columns), *map(tuple, counts.collect())]


def parse(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("script", type=Path, help="what eligo sql --dialect spark wrote")
    parser.add_argument("--facts", required=True, help="the folder that eligo export wrote, where all machines see it")
    parser.add_argument("--out", help="a new folder for eligo_criterion, eligo_verdict and eligo_count "
                        "(default: only the counts are printed)")
    parser.add_argument("--format", choices=("parquet", "csv"), default="parquet", help="of --out")
    parser.add_argument("--parts", type=int,
                        help=f"of each table (default: one for {PATIENTS_OF_A_PART} patients, or as many as cores)")
    parser.add_argument("--master", help="as of spark-submit, where this is started without it: local[4]")
    return parser.parse_args(words)


def run(session, words):
    """The exit status."""
    arguments = parse(words)
    try:
        rows = run_job(lambda: screen(session, arguments))
    except Refused as refused:
        print(f"screen_sql: error: {refused}", file=sys.stderr)
        return 2
    print("".join("\t".join(map(str, row)) + "\n" for row in rows), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main("eligo sql", parse, run))
