"""What one partition gives is used only where all of it is right: a program that fails, stops early, says
something else than it did or leaves records out is noticed. No Spark is needed for this.

    /usr/bin/python3 one_partition.py PROGRAM SOURCE
"""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM, SOURCE = sys.argv[1], Path(sys.argv[2])
sys.path.insert(0, str(SOURCE / "tools" / "spark"))
import piped_screen  # noqa: E402

RULES = [str(SOURCE / "rules" / name) for name in ("NCT01374854", "NCT04125329")]
FILE = "file:///patients.ndjson"
GOOD = [json.dumps({"id": f"P-{number}", "asOf": "2026-01-15", "age": 20 + number,
                    "labs": [{"name": "HbA1c", "value": 7 + number / 10, "unit": "%", "date": "2026-01-02"}]})
        for number in range(60)]


def rows_of(lines, begin=0):
    return [(bytearray(line if isinstance(line, bytes) else line.encode()), FILE, begin) for line in lines]


def expected():
    """{trial: its criteria} of the rules."""
    done = subprocess.run([PROGRAM, "screen", *RULES, "--patients", "-", "--format", "counts", "--quiet"],
                          input=GOOD[0].encode(), capture_output=True, check=True)
    verdicts, criteria = done.stdout.decode().split("\n\n")
    trials = {line.split("\t")[0]: [] for line in verdicts.splitlines()[1:]}
    for line in criteria.splitlines()[1:]:
        trials[line.split("\t")[0]].append(line.split("\t")[1])
    return trials


class OnePartition(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.expected = expected()
        cls.folder = tempfile.TemporaryDirectory()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def program(self, script):
        """A program that does something else than the real one, which it finds in $ELIGO."""
        file = Path(self.folder.name) / f"{self.id().rsplit('.', 1)[1]}-{abs(hash(script))}"
        file.write_text(f"#!/bin/bash\nELIGO='{PROGRAM}'\n{script}\n", encoding="utf-8")
        file.chmod(0o755)
        return str(file)

    def screen(self, rows, output_format="ndjson", program=PROGRAM, with_places=True, options=()):
        """The lines, and what they add up to."""
        command = [program, "screen", *RULES, "--patients", "-", "--quiet", "--no-progress", "--threads", "1",
                   "--format", output_format] + (["--compact"] if output_format == "ndjson" else [])
        command += options
        sums = []
        lines = list(piped_screen.screen_lines(command, output_format, iter(rows), self.expected, with_places,
                                               sums.append))
        return lines, sums

    def failure(self, rows, *arguments, **named):
        with self.assertRaises(piped_screen.PartitionFailed) as failed:
            self.screen(rows, *arguments, **named)
        self.assertNotIn("\n", str(failed.exception))
        return str(failed.exception)

    def direct(self, lines):
        done = subprocess.run([PROGRAM, "screen", *RULES, "--patients", "-", "--quiet", "--format", "ndjson",
                               "--compact"], input="\n".join(lines).encode(), capture_output=True, check=False)
        return done.stdout.splitlines()

    def test_the_lines_are_those_of_the_program(self):
        lines, (sums,) = self.screen(rows_of(GOOD))
        self.assertEqual(lines, self.direct(GOOD))
        self.assertEqual((sums["patients"], sums["rejected"], sums["status"], sums["messages"]), (60, 0, 0, []))
        end = json.loads(lines[-1])["end"]
        for verdict in piped_screen.VERDICTS:
            self.assertEqual(sum(trial[verdict] for trial in sums["trials"].values()), end[verdict])
        self.assertTrue(any(trial["ineligible"] for trial in sums["trials"].values()))

    def test_the_tables_of_counts_say_the_same(self):
        _, (by_line,) = self.screen(rows_of(GOOD))
        _, (counted,) = self.screen(rows_of(GOOD), "counts")
        self.assertEqual(counted["trials"], by_line["trials"])
        self.assertEqual(len(counted["criteria"]), sum(map(len, self.expected.values())))

    def test_decisions_with_their_reasons(self):
        lines, (sums,) = self.screen(rows_of(GOOD), options=["--reasons-for", "ineligible"])
        _, (compact,) = self.screen(rows_of(GOOD))
        self.assertEqual(sums["trials"], compact["trials"])
        in_full = [line for line in lines if b'"criteria":' in line]
        self.assertEqual(len(in_full), sum(trial["ineligible"] for trial in sums["trials"].values()))
        self.assertTrue(in_full)

    def test_no_line_is_no_run(self):
        for rows in ([], rows_of(["", "  ", "\t\r"])):
            # A program that cannot be started shows that none is.
            self.assertEqual(self.screen(rows, program="/nowhere/eligo"), ([], []))

    def test_rejected_records_are_counted_and_placed(self):
        lines = ["", GOOD[0], "{", GOOD[1], "", GOOD[0]]
        for output_format in ("ndjson", "counts"):
            _, (sums,) = self.screen(rows_of(lines), output_format)
            self.assertEqual((sums["patients"], sums["rejected"], sums["status"]), (2, 2, 1))
            self.assertEqual(len(sums["messages"]), 2)
            self.assertTrue(sums["messages"][0].startswith(f"{FILE}:3: "), sums["messages"])
            self.assertIn("already read", sums["messages"][1])
        _, (sums,) = self.screen(rows_of(lines, begin=4096))
        self.assertTrue(sums["messages"][0].startswith(f"{FILE}, line 3 behind the first line end after byte 4096: "))
        _, (sums,) = self.screen(rows_of(lines), with_places=False)
        self.assertTrue(sums["messages"][0].startswith("-:3: "), sums["messages"])

    def test_the_first_line_and_the_only_line_may_be_broken(self):
        _, (sums,) = self.screen(rows_of(["{", GOOD[0], GOOD[1]]))
        self.assertEqual((sums["patients"], sums["rejected"]), (2, 1))
        self.assertTrue(sums["messages"][0].startswith(f"{FILE}:1: "), sums["messages"])
        _, (sums,) = self.screen(rows_of(["x"]))
        self.assertEqual((sums["patients"], sums["rejected"]), (0, 1))
        self.assertTrue(sums["messages"][0].startswith(f"{FILE}:1: "), sums["messages"])

    def test_lines_of_two_files_are_told_apart(self):
        rows = [(bytearray(line.encode()), file, 0) for file in ("a", "b") for line in (GOOD[0], "{")]
        _, (sums,) = self.screen(rows)
        self.assertEqual([message.split(": ")[0] for message in sums["messages"] if "already" not in message],
                         ["a:2", "b:2"])

    def test_bytes_that_are_no_utf_8_reach_the_program(self):
        _, (sums,) = self.screen(rows_of([GOOD[0], GOOD[1].encode().replace(b"P-1", b"P-\xff")]))
        self.assertEqual((sums["patients"], sums["rejected"]), (1, 1))
        self.assertIn("not UTF-8", sums["messages"][0])

    def test_a_failing_program(self):
        said = self.failure(rows_of(GOOD), program=self.program("echo 'the disk is gone' >&2; exit 2"))
        self.assertIn("status 2", said)
        self.assertIn("the disk is gone", said)
        # One that fails behind a whole and right output.
        self.assertIn("status 3", self.failure(rows_of(GOOD), program=self.program('"$ELIGO" "$@"; exit 3')))
        self.assertIn("signal 9", self.failure(rows_of(GOOD), program=self.program('"$ELIGO" "$@"; kill -9 $$')))
        self.assertIn("signal 9", self.failure(rows_of(GOOD), program=self.program("echo -n x; kill -9 $$")))
        self.assertIn("cannot be run", self.failure(rows_of(GOOD), program="/nowhere/eligo"))

    def test_a_program_that_ends_before_it_has_read_all(self):
        # More than the pipe holds: who feeds it must not wait for ever.
        many = GOOD + ['{"id": "long", "note": "' + "x" * 5_000_000 + '"}'] * 3
        self.assertIn("status 2", self.failure(rows_of(many), program=self.program("exit 2")))
        self.assertIn("final line", self.failure(rows_of(many), program=self.program("exit 0")))

    def test_an_output_larger_than_the_pipes(self):
        many = [line.replace('"P-', f'"{turn}-') for turn in range(200) for line in GOOD]
        lines, (sums,) = self.screen(rows_of(many))
        self.assertEqual((sums["patients"], len(lines)), (12_000, 24_001))

    def test_a_changed_output(self):
        for script, word in (
                ('"$ELIGO" "$@" | head -n -1', "final line is missing"),
                ('"$ELIGO" "$@" | head -c -5', "cut off"),
                ('"$ELIGO" "$@" | sed 7d', "digest"),
                ('''"$ELIGO" "$@" | sed '3s/"asOf":"2026-01-15"/"asOf":"2026-01-16"/' ''', "digest"),
                ('''"$ELIGO" "$@" | sed '3s/^{"trial"/{"trail"/' ''', "no decision"),
                ('''"$ELIGO" "$@" | sed '$s/"patients":60/"patients":61/' ''', "patients"),
                ('''"$ELIGO" "$@" | sed '$s/"undetermined":[0-9]*/"undetermined":1/' ''', "received"),
                ('''"$ELIGO" "$@" | sed '$s/"sha256"/"sha"/' ''', "final line cannot be read"),
                ('"$ELIGO" "$@"; echo x', "behind the final line")):
            with self.subTest(script=script):
                self.assertIn(word, self.failure(rows_of(GOOD), program=self.program(script)))

    def test_changed_counts(self):
        for script, word in (
                ('"$ELIGO" "$@" | head -n -1', "criteria"),
                ('"$ELIGO" "$@" | head -c -5', "cut off"),
                ('"$ELIGO" "$@" | head -n 3', "cannot be read"),
                ('''"$ELIGO" "$@" | sed '2s/\\t60\\t/\\t61\\t/' ''', "same patients"),
                ('''"$ELIGO" "$@" | sed '$s/\\t60\\t/\\t59\\t/' ''', "add up"),
                ('true', "cannot be read")):
            with self.subTest(script=script):
                self.assertIn(word, self.failure(rows_of(GOOD), "counts", program=self.program(script)))
        # The same wrapper with nothing changed.
        self.screen(rows_of(GOOD), "counts", program=self.program('"$ELIGO" "$@" | cat'))

    def test_records_that_were_left_out(self):
        said = self.failure(rows_of(GOOD), program=self.program('head -n 50 | "$ELIGO" "$@"'))
        self.assertIn("60 records went in, 50 were answered", said)

    def test_rules_that_are_not_the_expected_ones(self):
        for output_format in ("ndjson", "counts"):
            said = self.failure(rows_of(GOOD), output_format, program=self.program(
                f'"$ELIGO" "$1" \'{RULES[0]}\' "${{@:4}}"'))
            self.assertRegex(said, "trial|criteria")

    def test_lines_that_are_no_profiles(self):
        patient = {"resourceType": "Patient", "id": "h-1"}
        self.assertIn("FHIR", self.failure(rows_of([*GOOD, json.dumps(patient)])))
        # An array in a line is several patients of one record.
        self.assertIn("answered", self.failure(rows_of([f"[{GOOD[0]}, {GOOD[1]}]"])))
        # The word alone is no resource.
        noted = GOOD[0].replace('"asOf"', '"note": "\\"resourceType\\"", "asOf"')
        _, (sums,) = self.screen(rows_of([GOOD[1], noted]))
        self.assertEqual(sums["patients"] + sums["rejected"], 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
