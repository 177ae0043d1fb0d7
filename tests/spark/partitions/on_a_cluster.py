"""The engine over partitions of NDJSON on a real cluster, a master and two worker processes of Spark: the
same counts and decisions as one run of `eligo screen`, whatever is killed meanwhile; and a partition that
goes wrong fails the job.

    /usr/bin/python3 on_a_cluster.py PROGRAM SOURCE GENERATE_PATIENTS FOLDER [OnACluster.TEST]
"""
import contextlib
import gzip
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

PROGRAM, SOURCE, GENERATE = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
sys.path.insert(0, str(Path(__file__).resolve().parent))
import cluster as clusters  # noqa: E402

if __name__ == "__main__":
    clusters.require_java()
    clusters.run_with_pyspark(Path(sys.argv[4]))
sys.path.insert(0, str(SOURCE / "tools" / "spark"))
import screen_partitions  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

RULES = SOURCE / "rules"
ONE_RULE = RULES / "NCT01374854" / "NCT01374854.eligo"
GENERATED = 400
BEHIND = r"broken\.ndjson, line (\d+) behind the first line end after byte (\d+): "


def example_patients():
    """All example profiles as lines."""
    lines = []
    for file in sorted((SOURCE / "patients").iterdir()):
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".json":
            read = json.loads(text)
            lines += [json.dumps(patient) for patient in (read if isinstance(read, list) else [read])]
        elif file.suffix == ".ndjson":
            lines += [line for line in text.splitlines() if line.strip()]
    return lines


def decisions_of(lines):
    return sorted(line for line in lines if line.startswith('{"trial":'))


def wait_until(condition, what):
    end = time.monotonic() + clusters.MOST_SECONDS
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"waited for {what}")
        time.sleep(0.02)


class OnACluster(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.examples = cls.file("examples.ndjson", example_patients())
        generated = subprocess.run([GENERATE, "--patients", str(GENERATED)], stdout=subprocess.PIPE, check=True)
        cls.generated = cls.file("generated.ndjson", generated.stdout.decode().splitlines())
        cls.cluster = clusters.Cluster(cls.work, workers=2)
        cls.addClassCleanup(cls.cluster.stop)
        # Before the session, which takes all cores.
        cls.submitted = cls.submit(ONE_RULE, "--eligo", PROGRAM, "--patients", cls.generated)
        builder = SparkSession.builder.appName("tests")
        for name, value in cls.cluster.settings().items():
            builder = builder.config(name, value)
        cls.session = builder.getOrCreate()
        cls.addClassCleanup(cls.session.stop)
        cls.session.sparkContext.setLogLevel("ERROR")
        wait_until(lambda: cls.executors() == 2, "two executors")

    @classmethod
    def submit(cls, *words):
        settings = [word for name, value in cls.cluster.settings().items() for word in ("--conf", f"{name}={value}")]
        command = [cls.cluster.home / "bin" / "spark-submit", *settings, SOURCE / "tools/spark/screen_partitions.py"]
        return subprocess.run(list(map(str, [*command, *words])), capture_output=True, text=True, check=False)

    @classmethod
    def executors(cls):
        # One of those it counts is the driver.
        return cls.session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1

    @classmethod
    def file(cls, name, lines):
        path = cls.work / name
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return path

    def program(self, script):
        """A program that does something else than the real one, which it finds in $ELIGO. The counts that
        the job asks for before it begins are the real one's."""
        file = self.work / f"{self.id().rsplit('.', 1)[1]}.sh"
        file.write_text(f"#!/bin/bash\nELIGO='{PROGRAM}'\n[[ $* == *--compact* ]] || exec \"$ELIGO\" \"$@\"\n"
                        f"{script}\n", encoding="utf-8")
        file.chmod(0o755)
        return str(file)

    def job(self, *options, patients=None, program=PROGRAM):
        """Status, counts, messages."""
        out, err = io.StringIO(), io.StringIO()
        words = [str(RULES), "--eligo", program, "--patients", *map(str, patients or [self.generated]), *options]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = screen_partitions.run(self.session, words)
        return status, out.getvalue(), err.getvalue()

    def direct(self, *options, patients=None, output_format=("--format", "counts")):
        done = subprocess.run([PROGRAM, "screen", str(RULES), "--patients", *map(str, patients or [self.generated]),
                               *output_format, "--quiet", *options], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    def decisions(self, *options, patients=None):
        status, text = self.direct(*options, patients=patients, output_format=("--format", "ndjson", "--compact"))
        return status, decisions_of(text.splitlines())

    def verdicts(self, *options, patients=None):
        status, text = self.direct(*options, patients=patients)
        return status, text.split("\n\n")[0] + "\n"

    def assert_as_screen(self, job, **named):
        status, counts, said = job
        self.assertEqual((status, counts), self.verdicts(**named), said)

    def test_counts_and_decisions_are_those_of_one_run(self):
        inputs = {"patients": [self.examples, self.generated]}
        day = ("--as-of", "2026-01-15")  # some examples say none
        out = self.work / "decisions"
        status, counts, said = self.job(*day, "--partition-bytes", "64k", "--out", str(out), **inputs)
        expected = self.verdicts(*day, **inputs)
        self.assertEqual((status, counts), expected, said)
        parts = sorted(out.glob("part-*"))
        self.assertGreater(len(parts), 5)
        written = [line for part in parts for line in part.read_text(encoding="utf-8").splitlines()]
        self.assertEqual(decisions_of(written), self.decisions(*day, **inputs)[1])
        self.assertTrue((out / "_SUCCESS").exists())
        self.assertFalse((self.work / "decisions.part").exists())
        # A folder that is there stays as it is.
        status, counts, said = self.job(*day, "--out", str(out))
        self.assertEqual((status, counts), (2, ""))
        self.assertIn("there already", said)
        self.assertEqual(sorted(out.glob("part-*")), parts)

    def test_the_tables_of_counts_are_the_same_bytes(self):
        codes = str(SOURCE / "hospital-export" / "site-codes.csv")
        for options in ((), ("--strict", "--assume-complete", "all", "--trial", "NCT01374854", "--codes", codes)):
            with self.subTest(options=options):
                status, counts, said = self.job("--format", "counts", "--partition-bytes", "128k", *options)
                self.assertEqual((status, counts), self.direct(*options), said)

    def test_as_a_program_of_its_own(self):
        direct = subprocess.run([PROGRAM, "screen", str(ONE_RULE), "--patients", str(self.generated), "--format",
                                 "counts", "--quiet"], capture_output=True, text=True, check=True).stdout
        self.assertEqual((self.submitted.returncode, self.submitted.stdout), (0, direct.split("\n\n")[0] + "\n"),
                         self.submitted.stderr)

    def test_a_child_is_killed(self):
        marks = self.work / "child-marks"
        marks.mkdir()
        slow = self.program(f": > {marks}/$$; sleep 0.3; exec \"$ELIGO\" \"$@\"")
        killed = []

        def kill():
            wait_until(lambda: len(list(marks.iterdir())) >= 2, "two started partitions")
            killed.append(max(marks.iterdir(), key=lambda mark: mark.stat().st_mtime).name)
            os.kill(int(killed[0]), signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        job = self.job("--partition-bytes", "64k", program=slow)
        killer.join()
        self.assertEqual(len(killed), 1)
        self.assert_as_screen(job)

    def test_a_partition_that_goes_wrong_fails_the_job(self):
        out = self.work / "wrong"
        for script, word in (("cat > /dev/null; echo 'no space is left' >&2; exit 2", "status 2: no space is left"),
                             ('"$ELIGO" "$@" | sed "2s/2026/2025/"', "digest")):
            with self.subTest(script=script):
                status, counts, said = self.job("--out", str(out), program=self.program(script))
                self.assertEqual((status, counts), (2, ""))
                self.assertRegex(said, "error: the job failed: partition 0: .*" + re.escape(word))
                self.assertFalse(out.exists())

    def test_only_some_partitions_go_wrong(self):
        # The record on which the program fails is in one of them.
        status, counts, said = self.job("--partition-bytes", "64k", program=self.program(
            'tee >(grep -q B-0000300 && touch "$0.$$") | "$ELIGO" "$@"; sleep 0.1; [ ! -e "$0.$$" ] || exit 2'))
        self.assertEqual((status, counts), (2, ""))
        self.assertRegex(said, r"partition [1-9]: eligo screen ended with status 2")

    def test_rejected_records_and_empty_partitions(self):
        lines = self.generated.read_text(encoding="utf-8").splitlines()[:30]
        lines[14:14] = ['{"id": "broken", "asOf": "2026-01-15", '] + [""] * 3 + [" " * 20_000]
        broken = self.file("broken.ndjson", lines)
        for options in (("--partition-bytes", "6k"), (), ("--by-id",)):
            with self.subTest(options=options):
                status, counts, said = self.job(*options, patients=[broken])
                self.assertEqual(status, 1)
                self.assert_as_screen((status, counts, said), patients=[broken])
                self.assertIn("1 records were rejected", said)
                if options == ():
                    self.assertIn("broken.ndjson:15: ", said)
                elif "--by-id" not in options:
                    self.assertRegex(said, BEHIND)
                    place = re.search(BEHIND, said)
                    behind = broken.read_bytes()[int(place[2]):].split(b"\n")[1:]
                    self.assertIn(b"broken", behind[int(place[1]) - 1])

    def test_compressed_files_and_folders(self):
        folder = self.work / "folder" / "within"
        folder.mkdir(parents=True)
        text = self.generated.read_bytes().splitlines(keepends=True)
        (folder / "a.ndjson.gz").write_bytes(gzip.compress(b"".join(text[:150])))
        (folder / "b.jsonl").write_bytes(b"".join(text[150:]))
        # On workers that have none of the program's libraries, too.
        self.assert_as_screen(self.job("--ship-libraries", patients=[folder.parent]))
        (folder / "README.md").write_text("# Not patients\n", encoding="utf-8")
        status, counts, said = self.job(patients=[folder.parent])
        self.assertEqual((status, counts), (2, ""))
        self.assertIn("README.md is not NDJSON by its name", said)

    def test_an_id_in_two_partitions(self):
        lines = self.generated.read_text(encoding="utf-8").splitlines()
        again = json.loads(lines[0]) | {"sex": "male", "birthDate": "1900-01-01"}
        twice = self.file("twice.ndjson", [*lines, json.dumps(again)])
        status, counts, said = self.job("--partition-bytes", "64k", patients=[twice])
        self.assertEqual((status, counts), (2, ""))
        self.assertIn('1 patients have more than one record, as "B-0000001"', said)
        out = self.work / "together"
        job = self.job("--partition-bytes", "64k", "--by-id", "--out", str(out), patients=[twice])
        self.assert_as_screen(job, patients=[twice])
        self.assertEqual(job[0], 1)
        written = [line for part in out.glob("part-*") for line in part.read_text(encoding="utf-8").splitlines()]
        self.assertEqual(decisions_of(written), self.decisions(patients=[twice])[1])

    def test_what_is_refused(self):
        undated = self.file("undated.ndjson", ['{"id": "A", "asOf": "2026-01-15"}', '{"id": "B"}'])
        status, counts, said = self.job(patients=[undated])
        self.assertEqual((status, counts), (2, ""))
        self.assertIn("1 records do not say their screening day", said)
        self.assert_as_screen(self.job("--trust-records", patients=[undated]), patients=[undated])
        for patients, word in (([self.file("nothing.ndjson", [])], "no patient was read"),
                               ([self.work / "nowhere.ndjson"], "does not exist")):
            status, counts, said = self.job(patients=patients)
            self.assertEqual((status, counts), (2, ""))
            self.assertIn(word, said)
        with self.subTest("libraries of a program that has none"):
            status, _, said = self.job("--ship-libraries", program=self.program('exec "$ELIGO" "$@"'))
            self.assertEqual(status, 2)
            self.assertIn("ldd does not say", said)
        with self.subTest("a program that cannot use the rules"):
            status, _, said = self.job("--trial", "NCT00000000")
            self.assertEqual(status, 2)
            self.assertIn("cannot use the rules", said)

    def test_worker_is_killed(self):
        # The last of all by its name: the others have two workers.
        marks = self.work / "worker-marks"
        marks.mkdir()
        slow = self.program(f": > {marks}/$$; sleep 0.5; exec \"$ELIGO\" \"$@\"")
        killed = []

        def kill():
            wait_until(lambda: len(list(marks.iterdir())) >= 4, "four started partitions")
            self.cluster.kill(self.cluster.workers[0])
            killed.append(len(list(marks.iterdir())))

        killer = threading.Thread(target=kill)
        killer.start()
        out = self.work / "of-one-worker"
        job = self.job("--partition-bytes", "64k", "--out", str(out), program=slow)
        killer.join()
        parts = len(list(out.glob("part-*")))
        self.assertLess(killed[0], parts)  # midway
        self.assertGreater(len(list(marks.iterdir())), parts)  # something was done again
        self.assert_as_screen(job)
        written = [line for part in out.glob("part-*") for line in part.read_text(encoding="utf-8").splitlines()]
        self.assertEqual(decisions_of(written), self.decisions()[1])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[5:]], verbosity=2, warnings="ignore")
