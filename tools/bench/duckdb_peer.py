#!/usr/bin/env python3
"""The same work in DuckDB: patients from NDJSON, three-valued SQL, counts. Needs DuckDB's own Python
package (`pip install duckdb`; README.md names the version measured).

    tools/bench/duckdb_peer.py --trials trials.json --patients patients.ndjson --threads 2

The SQL is made from trials.json, so it asks what the rule files ask. Truth is SQL's own: a comparison
with NULL is NULL, and so is a criterion whose value is missing. --from-memory first loads the values
into a table, a column of doubles for each quantity, --copies times over, and then times the evaluation
alone. Prints the counts as JSON, with the seconds from connecting to the counts, which leaves out the
start of Python, or with --from-memory those of each evaluation.
"""
import argparse
import json
import sys
import time
from pathlib import Path

import duckdb

RESULT = "STRUCT(name VARCHAR, loinc VARCHAR, value DOUBLE, unit VARCHAR, date DATE, comparator VARCHAR)"
VITAL = "STRUCT(value DOUBLE, unit VARCHAR, date DATE)"

MOST_CRITERIA = 30


def number(value):
    """Written so that DuckDB takes it for a DOUBLE and not for a DECIMAL."""
    return f"{float(value)!r}::DOUBLE"


def text(value):
    return "'" + value.replace("'", "''") + "'"


def converted(unit, value):
    """What `value` in `unit` is in the quantity's first unit."""
    for name, sign in (("multiply", "*"), ("divide", "/"), ("add", "+")):
        if name in unit:
            value = f"{value} {sign} {number(unit[name])}"
    return value


def make_names(connection, quantities):
    """Which quantity a name or code and a unit mean, and how the value is converted."""
    connection.execute("CREATE TABLE names (name VARCHAR, unit VARCHAR, quantity TINYINT, "
                       "multiply DOUBLE, divide DOUBLE, plus DOUBLE)")
    rows = [(name, unit["unit"], place, float(unit.get("multiply", 1)), float(unit.get("divide", 1)),
             float(unit.get("add", 0)))
            for place, quantity in enumerate(quantities)
            for name in quantity.get("names", []) + [quantity.get("loinc") or quantity.get("vital")]
            for unit in quantity["units"] if name]
    connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?)", rows)


def columns_of(quantity, place):
    """Its lowest and its highest value: two columns where it is ever reported with a comparator."""
    return (f"low{place}", f"high{place}") if "comparators" in quantity else (f"value{place}",) * 2


def values_query(quantities, patients):
    """A row a patient: the newest value of each quantity on or before the screening day."""
    vitals = [q["vital"] for q in quantities if "vital" in q]
    fields = {"id": "VARCHAR", "birthDate": "DATE", "asOf": "DATE", "labs": f"{RESULT}[]"}
    if vitals:
        fields["vitals"] = "STRUCT(" + ", ".join(f"{v} {VITAL}" for v in vitals) + ")"
    columns = ", ".join(f"\"{name}\": '{type_}'" for name, type_ in fields.items())
    as_results = ", ".join(
        f"{{'name': {text(v)}, 'loinc': NULL, 'value': vitals.{v}.value, 'unit': vitals.{v}.unit, "
        f"'date': vitals.{v}.date, 'comparator': NULL}}" for v in vitals)
    # An empty result keeps patients who have none.
    as_results = as_results or f"NULL::{RESULT}"
    chosen = []
    for place, quantity in enumerate(quantities):
        if quantity["key"] == "age":
            # Completed years: the birthday of this year has come, or not yet.
            chosen.append(
                "any_value(year(\"asOf\") - year(\"birthDate\") - CASE WHEN (month(\"asOf\"), day(\"asOf\")) < "
                f"(month(\"birthDate\"), day(\"birthDate\")) THEN 1 ELSE 0 END)::DOUBLE AS value{place}")
        else:
            ends = {"low": "low", "high": "high"} if "comparators" in quantity else {"value": "low"}
            chosen += [f"arg_max({end}, date) FILTER (WHERE quantity = {place}) AS {name}{place}"
                       for name, end in ends.items()]
    return f"""
      WITH results AS (
        SELECT id, "birthDate", "asOf", unnest(list_concat(labs, [{as_results}])) AS r
        FROM read_json({text(str(patients))}, format = 'newline_delimited', columns = {{{columns}}})),
      converted AS (
        SELECT id, "birthDate", "asOf", quantity, r.value * multiply / divide + plus AS number,
               r.date AS date, r.comparator AS comparator
        FROM results LEFT JOIN names
          ON coalesce(r.name, r.loinc) = names.name AND r.unit = names.unit AND r.date <= "asOf"),
      ends AS (
        SELECT *,
          CASE comparator WHEN '<' THEN '-infinity' WHEN '<=' THEN '-infinity'
            WHEN '>' THEN nextafter(number, 'infinity'::DOUBLE) ELSE number END AS low,
          CASE comparator WHEN '>' THEN 'infinity' WHEN '>=' THEN 'infinity'
            WHEN '<' THEN nextafter(number, '-infinity'::DOUBLE) ELSE number END AS high
        FROM converted)
      SELECT {', '.join(chosen)} FROM ends GROUP BY id"""


def holds(criterion, quantities):
    """TRUE, FALSE, or NULL where the value is missing or may be on either side."""
    place = next(i for i, q in enumerate(quantities) if q["key"] == criterion["quantity"])
    unit = next(u for u in quantities[place]["units"] if u["unit"] == criterion["unit"])
    low, high = columns_of(quantities[place], place)
    surely, surely_not = [], []
    for side, column, other, sign in (("low", low, high, ">"), ("high", high, low, "<")):
        if side not in criterion:
            continue
        end = criterion[side]
        limit = "(" + converted(unit, number(end["limit"])) + ")"
        equal = "=" if end["included"] else ""
        surely.append(f"{column} {sign}{equal} {limit}")
        surely_not.append(f"NOT ({other} {sign}{equal} {limit})")
    wanted = " AND ".join(surely)
    if low != high:
        wanted = f"CASE WHEN {wanted} THEN TRUE WHEN {' OR '.join(surely_not)} THEN FALSE END"
    return f"NOT ({wanted})" if criterion["kind"] == "exclusion" else f"({wanted})"


def counts_query(trial, quantities):
    """One row: the verdicts, then pass, fail and fails alone of each criterion.

    A patient's results become one number with a bit for each criterion that passes and, 32 places
    higher, for each that fails; patients are counted by that number, and the counts are added up from
    the few numbers that there are. Of eight ways of writing it that were tried, DuckDB was fastest with
    this one; an aggregate of all rows for each count took three times as long."""
    places = range(len(trial["criteria"]))
    passes = ", ".join(f"{holds(c, quantities)} AS p{i}" for i, c in zip(places, trial["criteria"]))
    bits = " + ".join(f"CASE WHEN p{i} THEN {1 << i}::BIGINT WHEN NOT p{i} THEN {1 << i + 32}::BIGINT "
                      "ELSE 0::BIGINT END" for i in places)
    every = (1 << len(places)) - 1
    conditions = ["TRUE", "failing > 0", f"passing = {every}"]
    for i in places:
        conditions += [f"passing & {1 << i} > 0", f"failing & {1 << i} > 0", f"failing = {1 << i}"]
    sums = ", ".join(f"coalesce(sum(patients) FILTER (WHERE {c}), 0)::BIGINT" for c in conditions)
    return f"""
      SELECT {sums} FROM (
        SELECT bits >> 32 AS failing, bits & {every} AS passing, count(*) AS patients
        FROM (SELECT {bits} AS bits FROM (SELECT {passes} FROM patients)) GROUP BY bits)"""


def counts_of(trial, row):
    patients, ineligible, eligible = row[:3]
    criteria = []
    for i, criterion in enumerate(trial["criteria"]):
        passed, failed, alone = row[3 + 3 * i:6 + 3 * i]
        criteria.append({"id": criterion["id"], "pass": passed, "fail": failed,
                         "unknown": patients - passed - failed, "failsAlone": alone})
    return {"trial": trial["id"], "eligible": eligible, "ineligible": ineligible,
            "undetermined": patients - eligible - ineligible, "criteria": criteria}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=Path, required=True)
    parser.add_argument("--patients", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--from-memory", action="store_true")
    parser.add_argument("--copies", type=int, default=1, help="with --from-memory: how many times over")
    parser.add_argument("--repeats", type=int, default=1, help="with --from-memory: evaluate so often")
    arguments = parser.parse_args()
    study = json.loads(arguments.trials.read_text(encoding="utf-8"))
    quantities = study["quantities"]
    if any(len(trial["criteria"]) > MOST_CRITERIA for trial in study["trials"]):
        parser.error(f"more than {MOST_CRITERIA} criteria do not fit into the number of a patient")
    start = time.monotonic()
    connection = duckdb.connect()
    connection.execute(f"SET threads = {arguments.threads}")
    connection.execute("SET preserve_insertion_order = false")  # counts have no order
    make_names(connection, quantities)
    connection.execute("CREATE TEMP TABLE patient AS " + values_query(quantities, arguments.patients))
    if arguments.from_memory and arguments.copies > 1:
        connection.execute("CREATE TEMP TABLE patients AS SELECT patient.* FROM patient, "
                           f"range({arguments.copies})")
    else:
        connection.execute("ALTER TABLE patient RENAME TO patients")
    evaluations = []
    for _ in range(arguments.repeats if arguments.from_memory else 1):
        begin = time.monotonic()
        rows = [connection.execute(counts_query(trial, quantities)).fetchone()
                for trial in study["trials"]]
        evaluations.append(time.monotonic() - begin)
    seconds = time.monotonic() - start
    counts = {"patients": rows[0][0],
              "trials": [counts_of(trial, row) for trial, row in zip(study["trials"], rows)]}
    counts["seconds"] = evaluations if arguments.from_memory else seconds
    counts["version"] = duckdb.__version__
    json.dump(counts, sys.stdout)
    print()


if __name__ == "__main__":
    main()
