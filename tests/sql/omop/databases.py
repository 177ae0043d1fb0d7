"""An OMOP database in an engine of ../decisions, and what `eligo sql --layout omop` decides there."""

import csv
import io
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "decisions"))
import engines  # noqa: E402  (beside this folder)


def go_on_with(kind, work):
    """Ends the script where the engine cannot be had; says what is left out."""
    if kind == "duckdb":
        engines.go_on_with_duckdb(work)
    elif why := engines.why_no_postgres():
        print(f"left out: OMOP in PostgreSQL ({why})")
        sys.exit(engines.SKIPPED)


def opened(kind, database, folder):
    """An engine that holds the database."""
    folder = pathlib.Path(folder)
    folder.mkdir(mode=0o755, exist_ok=True)
    folder.chmod(0o755)
    (folder / f"load_{kind}.sql").write_text(database.script(kind), "utf-8")
    return (engines.DuckDb if kind == "duckdb" else engines.Postgres)(folder)


def as_csv(engine, query):
    """What a query gives, as CSV with its header."""
    if engine.dialect == "postgres":
        return engine.psql(query)
    answer = engine.connection.execute(query)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(column[0] for column in answer.description)
    writer.writerows(answer.fetchall())
    return text.getvalue()


def generated(program, *arguments):
    done = subprocess.run([str(part) for part in (program, "sql", *arguments)], capture_output=True,
                          text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"eligo sql {' '.join(map(str, arguments))}: {done.stderr}")
    return done.stdout


def list_terms(program, engine, rules, file):
    """Writes the table of the database's terms."""
    query = generated(program, *rules, "--layout", "omop", "--list-terms", "--as-of", "2026-01-15")
    pathlib.Path(file).write_text(as_csv(engine, query), "utf-8")


def decide(program, engine, rules, terms, options):
    """Runs the script; returns results by trial, patient and criterion, and verdicts."""
    engine.run(generated(program, *rules, "--layout", "omop", "--dialect", engine.dialect, "--terms",
                         terms, *options))
    results = {tuple(row[:3]): tuple(row[3:]) for row in engine.rows(engines.CRITERIA)}
    return results, {tuple(row[:2]): row[2] for row in engine.rows(engines.VERDICTS)}
