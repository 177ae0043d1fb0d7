"""What the tests of `eligo sql --run` share: patients, the program, and what `eligo screen` says."""

import csv
import hashlib
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path += [str(ROOT / "tests" / "sql" / name) for name in ("decisions", "omop")]
RULES = ROOT / "rules"
AS_OF = ("--as-of", "2026-01-15")
FORMATS = {"counts": (), "ndjson": ("--compact",), "csv": ("--compact",)}
ONE_TRIAL = ("--trial", "003_fa63abf68c14ffa7")  # where the trials are not what is asked about
SCHEMA = jsonschema.Draft202012Validator(
    json.loads((ROOT / "schemas" / "result.schema.json").read_text("utf-8")))
# Its words have what ends a literal, a statement and a line in SQL.
TRIAL = """\
trial words "Crohn's; DROP TABLE patient; -- the end" {
  document "words.txt" sha256 "@";

  inclusion 1 "O'Brien; DROP TABLE patient; -- the end" line 1 {
    means condition("O'Brien; DROP TABLE patient; -- the end");
  }
}
"""


def is_of(piece, evidence):
    """Whether a piece of evidence says what one of screen's does. An entry's name is its value; that of a body mass
    index is worked out."""
    return (piece["path"] == evidence["path"] and piece.get("date") == evidence.get("date") and
            (piece.get("value") in (evidence.get("value"), evidence.get("name")) or piece.get("unit") == "kg/m2"))


class Runs(unittest.TestCase):
    """The program over some patients, whose tables are in the folders `csv` and `parquet`."""

    program = generator = None

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="eligo-run-")
        cls.work = pathlib.Path(cls.temporary.name)
        cls.work.chmod(0o755)
        cls.patients = [ROOT / "patients", cls.work / "generated.ndjson", cls.work / "more.ndjson"]
        with cls.patients[1].open("w") as file:
            subprocess.run([cls.generator, "--patients", "200", "--seed", "11"], stdout=file, check=True)
        cls.patients[2].write_text("".join(json.dumps(patient) + "\n" for patient in (
            {"id": "=\u00e9, \"1\"", "age": 30, "sex": "female", "deceased": True},
            {"id": "\u00c9\u00e9\u00df\u4e2d", "age": 30},
            {"id": "W", "age": 30, "complete": ["conditions"],
             "conditions": [{"name": "o'brien; drop table patient; -- the end"}]})), "utf-8")
        sentence = "O'Brien; DROP TABLE patient; -- the end\n"
        words = cls.work / "words"
        words.mkdir()
        (words / "words.txt").write_text(sentence, "utf-8")
        (words / "words.eligo").write_text(
            TRIAL.replace("@", hashlib.sha256(sentence.encode()).hexdigest()), "utf-8")
        cls.rules = [RULES, words]
        cls.facts = cls.work / "csv"
        cls.eligo("export", "--patients", *cls.patients, "--out", cls.facts, "--quiet")
        cls.facts.chmod(0o755)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    @classmethod
    def eligo(cls, *arguments, status=0):
        done = subprocess.run([str(part) for part in (cls.program, *arguments)], capture_output=True,
                              text=True, check=False, timeout=120)
        assert done.returncode == status, f"{arguments}: status {done.returncode}\n{done.stderr}"
        return done.stdout if status < 2 else done.stderr

    @classmethod
    def screened(cls, name, *options):
        """What screen says, its patients in the order of their ids as --run has them."""
        text = cls.eligo("screen", *cls.rules, *AS_OF, "--patients", *cls.patients, "--quiet", "--format", name,
                         *FORMATS[name], *options)
        if name == "counts":
            return text
        lines = text.splitlines(keepends=True)
        if name == "ndjson":
            *lines, end = lines
            lines.sort(key=lambda line: json.loads(line)["patient"].encode())
            before, digest = end[:end.index("sha256") + 9], hashlib.sha256("".join(lines).encode())
            return "".join(lines) + f"{before}{digest.hexdigest()}\"}}}}\n"
        # A cell that might be read as a formula has a quote before it, which is not of the id.
        lines[1:] = sorted(lines[1:], key=lambda line: next(csv.reader([line]))[1].removeprefix("'").encode())
        return "".join(lines)

    def run_over(self, where, name, *options, status=0):
        return self.eligo("sql", *self.rules, *AS_OF, "--run", where, "--format", name, *FORMATS[name], *options,
                          status=status)

    def assert_as_screened(self, where, name, *options):
        self.assertEqual(self.run_over(where, name, *options).splitlines(),
                         self.screened(name, *options).splitlines())

    def assert_refused(self, where, *words):
        """It ends with status 2, says so, and leaves nothing."""
        out = self.work / "refused.txt"
        said = self.eligo("sql", *self.rules, *AS_OF, "--run", where, "--out", out, *ONE_TRIAL, status=2)
        for word in words:
            self.assertIn(word, said)
        self.assertEqual(list(self.work.glob("refused.txt*")), [])
        return said

    def assert_decisions_with_evidence(self, where, *trials):
        """Their results are those of screen, and each piece of evidence is one of screen's."""
        trials = (*trials, "--format", "ndjson", "--quiet")
        lines = self.eligo("sql", RULES, *AS_OF, "--run", where, *trials).splitlines()
        told = {(one["trial"], one["patient"]): one for one in map(json.loads, lines)}
        screened = self.eligo("screen", RULES, *AS_OF, "--patients", *self.patients, *trials).splitlines()
        self.assertEqual(len(told), len(screened))
        pieces = 0
        for expected in map(json.loads, screened):
            decision = told[expected["trial"], expected["patient"]]
            if expected["patient"] in ("P-001", "W"):
                SCHEMA.validate(decision)
            self.assertEqual(decision["verdict"], expected["verdict"])
            self.assertEqual(decision.get("deceased", False), "deceased" in expected)
            for said, criterion in zip(decision["criteria"], expected["criteria"], strict=True):
                for member in ("id", "kind", "text", "source", "result"):
                    self.assertEqual(said[member], criterion[member])
                for piece in said["evidence"]:
                    # Of an age there is only a date. What keeps a criterion open may be more than screen lists.
                    if "path" in piece and said["result"] != "unknown":
                        pieces += 1
                        self.assertTrue(any(is_of(piece, one) for one in criterion["evidence"]),
                                        (expected["patient"], said, criterion["evidence"]))
        self.assertGreater(pieces, 400)

    def assert_stops_when_asked(self, where):
        """An interrupt while a statement is at work."""
        out = self.work / "interrupted.txt"
        running = subprocess.Popen([str(part) for part in (
            self.program, "sql", *self.rules, *AS_OF, "--run", where, "--out", out)],
            stderr=subprocess.PIPE, text=True)
        try:
            time.sleep(1.5)
            self.assertIsNone(running.poll(), "it was to be at work still")
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=20)
        finally:
            running.kill()
        self.assertEqual(running.returncode, 2)
        self.assertIn("the run was interrupted", said)
        self.assertEqual(list(self.work.glob("interrupted.txt*")), [])


def main(cases):
    cases.program, cases.generator = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1])
