"""`eligo sql --run` over PostgreSQL, with a role that may read and make temporary tables, no more.

    /usr/bin/python3 run_postgres.py PROGRAM GENERATOR WORK
"""

import pathlib
import subprocess
import sys

import runs
from runs import AS_OF, ONE_TRIAL, ROOT, RULES

import engines

EVERYTHING = """SELECT n.nspname, c.relname, c.relkind, c.relfilenode FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname NOT LIKE 'pg_toast%' ORDER BY 1, 2"""
ROLES = """CREATE TABLE eligo_criterion (theirs TEXT);
CREATE TABLE eligo_leaf (theirs TEXT);
CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;
CREATE ROLE stranger LOGIN;
CREATE DATABASE closed; REVOKE TEMPORARY ON DATABASE closed FROM PUBLIC;"""


class OverPostgres(runs.Runs):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.engine = engines.Postgres(cls.facts)
        cls.addClassCleanup(cls.engine.close)
        cls.engine.psql(ROLES)
        cls.address = f"postgresql://reader@/postgres?host={cls.engine.folder}"

    def address_of(self, user, database="postgres"):
        return f"host={self.engine.folder} user={user} dbname={database}"

    def test_it_is_decided_as_by_screen_and_nothing_is_left(self):
        before = list(self.engine.rows(EVERYTHING))
        self.assert_as_screened(self.address, "counts")
        self.assert_as_screened(self.address, "ndjson")
        self.assert_as_screened(self.address, "csv", *ONE_TRIAL)
        self.assertEqual(list(self.engine.rows(EVERYTHING)), before)

    def test_decisions_with_their_evidence(self):
        self.assert_decisions_with_evidence(self.address_of("reader"), *ONE_TRIAL)

    def test_its_own_search_path_leads_to_the_tables(self):
        self.engine.psql("CREATE SCHEMA cdm; GRANT USAGE ON SCHEMA cdm TO reader;")
        for table in ("patient", "record"):
            self.engine.psql(f"ALTER TABLE {table} SET SCHEMA cdm;")
        try:
            self.assert_refused(self.address, "there is no table patient, record that can be read")
            self.assert_as_screened(self.address + "&options=-csearch_path%3Dpublic,cdm", "counts", *ONE_TRIAL)
        finally:
            for table in ("patient", "record"):
                self.engine.psql(f"ALTER TABLE cdm.{table} SET SCHEMA public;")

    def test_who_may_not_read_or_make_temporary_tables_is_refused(self):
        self.assert_refused(self.address_of("stranger"), "there is no table patient, observation, ",
                            "[unusable-warehouse]")
        self.assert_refused(self.address_of("reader", "closed"), "may not make temporary tables", "GRANT TEMPORARY")
        self.assert_refused(self.address_of("nobody"), 'role "nobody" does not exist')
        self.assert_refused(self.address_of("reader", "nowhere"), 'database "nowhere" does not exist')

    def test_a_server_that_is_not_there(self):
        self.assert_refused(f"host={self.work} dbname=postgres", "No such file or directory")
        self.assert_refused("postgresql://reader:secret@127.0.0.1:1/postgres", "Connection refused")

    def test_no_message_has_the_password(self):
        said = self.assert_refused("postgresql://reader:secret%zz@127.0.0.1:1/postgres", "none that libpq can read")
        self.assertNotIn("secret", said)

    def test_a_self_test_that_fails_stops_it(self):
        self.engine.psql("CREATE TABLE kept AS SELECT * FROM patient LIMIT 1; INSERT INTO patient SELECT * FROM kept;")
        try:
            self.assert_refused(self.address, "eligo self-test failed: patients under one id: 1")
        finally:
            self.engine.psql("DELETE FROM patient USING kept WHERE patient.patient = kept.patient;"
                             "INSERT INTO patient SELECT * FROM kept; DROP TABLE kept;")

    def test_an_interrupt(self):
        locked = subprocess.Popen(
            ["psql", "-h", self.engine.folder, "-U", "eligo", "-d", "postgres", "-X", "-q"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)
        try:
            locked.stdin.write("BEGIN;\nLOCK TABLE record IN ACCESS EXCLUSIVE MODE;\n\\echo locked\n")
            locked.stdin.flush()
            self.assertEqual(locked.stdout.readline(), "locked\n")
            self.assert_stops_when_asked(self.address)
        finally:
            locked.stdin.close()
            locked.wait()
            locked.stdout.close()

    def test_an_omop_database(self):
        import databases
        import fhir_to_omop
        database = fhir_to_omop.Loader().load(ROOT / "hospital-export")
        self.engine.psql("CREATE SCHEMA omop; SET search_path = omop;\n" + database.script("postgres") +
                         "GRANT USAGE ON SCHEMA omop TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA omop TO reader;")
        rules, options = RULES / ONE_TRIAL[1], (*AS_OF, "--assume-complete", "all")
        ran = self.eligo("sql", rules, *options, "--layout", "omop", "--format", "csv", "--compact",
                         "--run", self.address + "&options=-csearch_path%3Domop")
        # The same in two steps, as without --run.
        self.engine.psql("ALTER ROLE eligo SET search_path = omop;")
        try:
            terms = self.work / "terms.csv"
            databases.list_terms(self.program, self.engine, [rules], terms)
            _, verdicts = databases.decide(self.program, self.engine, [rules], terms, options)
        finally:
            self.engine.psql("ALTER ROLE eligo SET search_path = public; DROP SCHEMA omop CASCADE;")
        told = [line.split(",") for line in ran.splitlines()[1:]]
        self.assertEqual(len(told), 4)
        self.assertEqual({(trial, patient): verdict for trial, patient, _, verdict, *_ in told}, verdicts)


if __name__ == "__main__":
    if why := engines.why_no_postgres():
        print(f"left out: eligo sql --run over PostgreSQL ({why})")
        sys.exit(engines.SKIPPED)
    runs.main(OverPostgres)
