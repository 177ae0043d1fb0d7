"""What `eligo sql --dialect spark` writes, run by the job of tools/spark on a real cluster, a master and two
worker processes of Spark: the counts and verdicts of `eligo screen`, also where a worker is killed midway.
Where the self-test fails, nothing is decided.

    /usr/bin/python3 on_a_cluster.py PROGRAM SOURCE GENERATE_PATIENTS FOLDER [OnACluster.TEST]
"""
import csv
import json
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM, SOURCE, GENERATE = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
sys.path += [str(SOURCE / "tests" / "spark" / "partitions"), str(SOURCE / "tools" / "spark")]
import cluster as clusters  # noqa: E402

if __name__ == "__main__":
    clusters.require_java()
    clusters.run_with_pyspark(Path(sys.argv[4]))
import screen_sql  # noqa: E402

RULES = SOURCE / "rules" / "NCT01374854"
GENERATED = 400


class Statements(unittest.TestCase):
    def test_quotes_and_comments_hold_no_end(self):
        script = ("-- one; 'two\nSELECT 'a;b', 'it\\'s; so', 'back\\\\'; SELECT /*+ REPARTITION(2) */ 1; /* ; */\n"
                  "-- nothing; else\n")
        self.assertEqual(list(screen_sql.statements(script)), [
            "-- one; 'two\nSELECT 'a;b', 'it\\'s; so', 'back\\\\'", "SELECT /*+ REPARTITION(2) */ 1"])
        self.assertEqual(list(screen_sql.statements("SELECT 4 - 2 / 1;\n;;\n")), ["SELECT 4 - 2 / 1"])

    def test_a_script_that_is_cut_off(self):
        for script in ("SELECT 1; SELECT 2", "SELECT 'a; SELECT 2;"):
            with self.subTest(script=script), self.assertRaisesRegex(screen_sql.Refused, "cut off"):
                list(screen_sql.statements(script))


class OnACluster(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.patients = cls.work / "generated.ndjson"
        with cls.patients.open("wb") as file:
            subprocess.run([GENERATE, "--patients", str(GENERATED)], stdout=file, check=True)
        cls.eligo("export", "--patients", cls.patients, "--out", cls.work / "facts", "--quiet")
        cls.script = cls.work / "screen.sql"
        cls.eligo("sql", RULES, "--dialect", "spark", "--as-of", "2026-01-15", "--units",
                  cls.work / "facts" / "unit.csv", "--out", cls.script)
        cls.cluster = clusters.Cluster(cls.work, workers=2)
        cls.addClassCleanup(cls.cluster.stop)

    @classmethod
    def eligo(cls, *words):
        return subprocess.run([PROGRAM, *map(str, words)], stdout=subprocess.PIPE, text=True, check=True).stdout

    def submitted(self, script, *words):
        """The job, under way; its standard error goes to a file."""
        settings = {**self.cluster.settings(), "spark.sql.warehouse.dir": self.work / "warehouse"}
        command = [self.cluster.home / "bin" / "spark-submit",
                   *(word for name, value in settings.items() for word in ("--conf", f"{name}={value}")),
                   SOURCE / "tools" / "spark" / "screen_sql.py", script, "--facts", self.work / "facts",
                   "--parts", "2", *words]
        self.said = self.work / "said"
        with self.said.open("wb") as error:
            return subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=error, text=True)

    def wait_until(self, job, condition, what):
        while not condition():
            self.assertIsNone(job.poll(), f"waited for {what}\n{self.said.read_text(encoding='utf-8')[-4000:]}")
            time.sleep(0.02)

    def test_a_worker_is_killed(self):
        out = self.work / "decisions"
        job = self.submitted(self.script, "--out", out, "--format", "csv")
        self.wait_until(job, lambda: len(list(self.work.glob("warehouse/*/eligo_leaf/part-*"))) >= 10, "some leaves")
        self.cluster.kill(self.cluster.workers[0])
        counts, _ = job.communicate()
        said = self.said.read_text(encoding="utf-8")
        self.assertEqual(job.returncode, 0, said[-4000:])
        self.assertIn("Lost executor", said)

        screen = ("screen", RULES, "--patients", self.patients, "--as-of", "2026-01-15", "--quiet", "--format")
        verdicts = self.eligo(*screen, "counts").split("\n\n")[0].splitlines()
        self.assertEqual(counts.splitlines(), [line.rsplit("\t", 1)[0] for line in verdicts])
        decided = {}
        for line in self.eligo(*screen, "ndjson").splitlines():
            decision = json.loads(line)
            if "patient" in decision:
                decided[decision["patient"]] = decision["verdict"]
        self.assertEqual(len(decided), GENERATED)
        rows = [row for part in (out / "eligo_verdict").glob("part-*") for row in csv.DictReader(part.open())]
        self.assertEqual({row["patient"]: row["verdict"] for row in rows}, decided)
        self.assertEqual(len(rows), GENERATED)
        self.assertEqual(list(self.work.glob("warehouse/*/*")), [])  # the tables of the run are gone

    def test_a_self_test_that_fails(self):
        wrong = self.work / "wrong.sql"
        day = "'2024-02-29 less 1 year', '2023-0"
        wrong.write_text(self.script.read_text(encoding="utf-8").replace(f"{day}2-28'", f"{day}3-01'"),
                         encoding="utf-8")
        out = self.work / "wrong-decisions"
        job = self.submitted(wrong, "--out", out)
        counts, _ = job.communicate()
        self.assertEqual(job.returncode, 2)
        # spark-submit puts both of a program's outputs into one.
        self.assertRegex(counts, r"^screen_sql: error: eligo self-test failed: 2024-02-29 less 1 year: 2023-02-28\n")
        self.assertFalse(out.exists())


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[5:]], verbosity=2, warnings="ignore")
