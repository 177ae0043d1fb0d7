"""`eligo sql --run` over DuckDB files and folders, and the folders of Parquet that `eligo export` writes.

    /usr/bin/python3 run_duckdb.py PROGRAM GENERATOR WORK
"""

import hashlib
import json
import os
import pty
import shutil
import subprocess
import sys

import duckdb_library
import runs
from runs import AS_OF, ONE_TRIAL, ROOT, RULES


def content(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


class OverDuckDb(runs.Runs):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.parquet = cls.work / "parquet [1]*"
        cls.parquet.mkdir()
        (cls.parquet / "load_postgres.sql").write_text("-- of an export before this one")
        cls.eligo("export", "--patients", *cls.patients, "--out", cls.parquet, "--quiet", "--format", "parquet")
        (cls.work / "file").mkdir()
        cls.file = cls.work / "file" / "it's a site.db"
        duckdb_library.write_facts(cls.file, cls.facts)
        # Tables of the names that the script makes, as a run of the script itself leaves them.
        duckdb_library.write(cls.file, "CREATE TABLE eligo_criterion (theirs TEXT);"
                                       "CREATE TABLE eligo_leaf (theirs TEXT);")

    def test_a_file_is_decided_as_by_screen_and_stays_as_it_is(self):
        before = content(self.file.parent)
        self.assert_as_screened(self.file, "csv")
        self.assertEqual(content(self.file.parent), before)

    def test_a_folder_of_csv(self):
        before = content(self.facts)
        self.assert_as_screened(self.facts, "counts")
        self.assertEqual(content(self.facts), before)

    def test_a_folder_of_parquet(self):
        self.assert_as_screened(self.parquet, "ndjson")
        names = {path.name for path in self.parquet.iterdir()}
        self.assertIn("load_spark.sql", names)
        self.assertNotIn("load_postgres.sql", names)
        manifest = json.loads((self.parquet / "manifest.json").read_text())
        self.assertEqual({name for name in names if name.endswith(".parquet")}, set(manifest["tables"]))
        self.assertFalse([name for name in names if "csv" in name or "part" in name])

    def test_a_folder_that_has_lost_patients_is_refused(self):
        short = self.work / "short"
        shutil.copytree(self.facts, short)
        *lines, _ = (short / "patient.csv").read_text("utf-8").splitlines(keepends=True)
        (short / "patient.csv").write_text("".join(lines), "utf-8")
        count = json.loads((short / "manifest.json").read_text())["patients"]
        self.assert_refused(short, f"the folder has {count - 1} patients, its manifest says {count}")
        (short / "manifest.json").unlink()  # nobody says how many there should be
        self.assertIn(f"\t{count - 1}\t", self.run_over(short, "counts", *ONE_TRIAL))

    def test_parquet_fills_a_database(self):
        file = self.work / "of-parquet.db"
        duckdb_library.write_facts(file, self.parquet)
        self.assert_as_screened(file, "counts", *ONE_TRIAL)

    def test_decisions_with_their_evidence(self):
        self.assert_decisions_with_evidence(self.file, "--trial", "NCT01374854")

    def test_json_is_the_lines_as_an_array(self):
        trial = ("--trial", "NCT04125329")
        lines = self.eligo("sql", RULES, *AS_OF, *trial, "--run", self.facts, "--format", "ndjson").splitlines()
        array = self.eligo("sql", RULES, *AS_OF, *trial, "--run", self.facts, "--format", "json")
        self.assertEqual([json.loads(line) for line in lines], json.loads(array))

    def test_options_that_decide(self):
        options = ("--strict", "--max-age", "90d", "--anchor", "enrollment=2026-03-01", *ONE_TRIAL)
        self.assert_as_screened(self.facts, "counts", *options)
        self.assertNotEqual(self.screened("counts", *options), self.screened("counts", *ONE_TRIAL))

    def test_rejected_records_are_counted_and_named(self):
        patients, facts = self.work / "rejected.ndjson", self.work / "rejected"
        patients.write_text('{"id": "A", "age": 30}\n{"id": "A"}\n{"id": "B", "birthDate": "2026-03-04"}\n')
        self.eligo("export", "--patients", patients, "--out", facts, status=1)
        manifest = json.loads((facts / "manifest.json").read_text())
        self.assertEqual((manifest["patients"], manifest["rejected"]), (2, 1))
        screened = self.eligo("screen", RULES, *AS_OF, "--patients", patients, "--format", "counts", *ONE_TRIAL,
                              status=1)
        self.assertEqual(self.run_over(facts, "counts", *ONE_TRIAL, status=1), screened)
        *_, rejected, end = self.run_over(facts, "ndjson", *ONE_TRIAL, status=1).splitlines()
        rejected = json.loads(rejected)["rejected"]
        self.assertEqual((rejected["input"], rejected["path"]), (str(facts), "/birthDate"))
        self.assertIn('birth date 2026-03-04 of patient "B" is after the screening date', rejected["why"])
        self.assertEqual(json.loads(end)["end"]["rejected"], 2)

    def test_what_is_no_database_or_lacks_a_table_is_refused(self):
        text = self.work / "text.db"
        text.write_text("id,sex\n" * 1000)
        self.assert_refused(text, str(text), "[unusable-warehouse]", "name a database that DuckDB v")
        empty = self.work / "empty.db"
        duckdb_library.write(empty, "CREATE TABLE patient (patient TEXT);")
        said = self.assert_refused(empty, "there is no table observation, ", "--layout omop")
        self.assertNotIn("table patient", said)
        without = self.work / "without.db"
        shutil.copy(self.file, without)
        duckdb_library.write(without, "ALTER TABLE fact DROP COLUMN date;")
        self.assert_refused(without, "column", "the statement begins with: INSERT INTO eligo_leaf")
        nobody = self.work / "nobody.db"
        shutil.copy(self.file, nobody)
        duckdb_library.write(nobody, "DELETE FROM patient;")
        self.assert_refused(nobody, "there are no patients", "[empty-input]")

    def test_a_self_test_that_fails_stops_it(self):
        twice = self.work / "twice.db"
        shutil.copy(self.file, twice)
        duckdb_library.write(twice, "INSERT INTO patient SELECT * FROM patient LIMIT 1;")
        self.assert_refused(twice, "eligo self-test failed: patients under one id: 1")
        units = self.work / "units.db"
        shutil.copy(self.file, units)
        duckdb_library.write(units, "INSERT INTO unit VALUES ('furlong');")
        self.assert_refused(units, '"furlong" is no unit in UCUM', "the table unit")

    def test_progress_is_shown_on_a_terminal_alone_and_where_it_is_wanted(self):
        for options, is_shown in ((), True), (("--quiet",), False), (("--no-progress",), False):
            ours, theirs = pty.openpty()
            subprocess.run([self.program, "sql", RULES / "NCT04125329", *AS_OF, "--run", self.facts, *options],
                           stdout=subprocess.DEVNULL, stderr=theirs, check=True, timeout=60)
            os.write(theirs, b".")  # so that there is something to read
            said = os.read(ours, 100000).decode()
            os.close(ours)
            os.close(theirs)
            self.assertEqual(" statements, " in said, is_shown, said)

    def test_an_interrupt(self):
        slow = self.work / "slow.db"
        shutil.copy(self.file, slow)
        duckdb_library.write(slow, "ALTER TABLE record RENAME TO r; CREATE VIEW record AS SELECT r.* FROM r, (SELECT "
                                   "sum(hash(i)) AS s FROM range(1000000000000) t(i)) WHERE s IS NOT NULL;")
        self.assert_stops_when_asked(slow)

    def test_an_omop_database(self):
        import fhir_to_omop
        loader = fhir_to_omop.Loader()
        database = loader.load(ROOT / "hospital-export")
        file = self.work / "omop.db"
        duckdb_library.write(file, database.script("duckdb"))
        options = (*AS_OF, "--assume-complete", "all", "--format", "csv", "--compact", "--quiet")
        rules = RULES / ONE_TRIAL[1]
        screened = self.eligo("screen", rules, "--patients", ROOT / "hospital-export", *options)
        for name, person in loader.persons.items():
            screened = screened.replace(f",{name},", f",{person},")
        ran = self.eligo("sql", rules, "--layout", "omop", "--run", file, *options)
        self.assertEqual(sorted(ran.splitlines()), sorted(screened.splitlines()))
        said = self.eligo("sql", RULES, *AS_OF, "--layout", "omop", "--run", self.file, status=2)
        self.assertIn("there is no table person, ", said)


if __name__ == "__main__":
    duckdb_library.require(sys.argv[3], "eligo sql --run over DuckDB")
    runs.main(OverDuckDb)
