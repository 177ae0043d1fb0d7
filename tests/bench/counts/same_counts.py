#!/usr/bin/env python3
"""The benchmark compares like with like: its patients are the same in every run, its rule files are
usable, the walk through JSON trees counts what Eligo decides, and a difference would be noticed.

    tests/bench/counts/same_counts.py ELIGO GENERATE_PATIENTS TREE_WALK
"""
import copy
import hashlib
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[3] / "tools" / "bench"
sys.path.insert(0, str(TOOLS))
import counts  # noqa: E402

ELIGO, GENERATE, WALK = sys.argv[1:4]
PATIENTS = 200
# Of the patients of seed 1: every machine and build has to write the same.
DIGEST = "d9f127b75fe23064634c4abc8551c76347df859980ce3164fa71f2bc29122593"


def output_of(*command):
    return subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE).stdout


def generated(patients, seed):
    return output_of(GENERATE, "--patients", patients, "--seed", seed)


class Patients(unittest.TestCase):
    def test_the_same_seed_gives_the_same_bytes(self):
        first = generated(PATIENTS, 1)
        self.assertEqual(first, generated(PATIENTS, 1))
        self.assertNotEqual(first, generated(PATIENTS, 2))

    def test_a_patient_does_not_depend_on_how_many_there_are(self):
        self.assertTrue(generated(PATIENTS, 1).startswith(generated(10, 1)))

    def test_they_are_the_same_on_every_machine(self):
        self.assertEqual(hashlib.sha256(generated(PATIENTS, 1)).hexdigest(), DIGEST)

    def test_they_have_what_makes_the_work_hard(self):
        patients = [json.loads(line) for line in generated(PATIENTS, 1).splitlines()]
        results = [result for patient in patients for result in patient["labs"]]
        units = {result["unit"] for result in results}
        self.assertLessEqual({"mg/dL", "umol/L", "mmol/L", "g/L", "mmol/mol"}, units)
        self.assertTrue(any("comparator" in result for result in results))
        self.assertTrue(any("loinc" in result for result in results))
        self.assertTrue(any(result["date"] > "2026-01-15" for result in results))
        several = [p for p in patients if len({r["name"] for r in p["labs"] if "name" in r})
                   < len([r for r in p["labs"] if "name" in r])]
        self.assertTrue(several)
        self.assertTrue(any("birthDate" not in patient for patient in patients))
        self.assertTrue(any("vitals" not in patient for patient in patients))
        bytes_each = len(generated(PATIENTS, 1)) / PATIENTS
        self.assertTrue(1000 < bytes_each < 2000, bytes_each)

    def test_no_analyte_has_two_results_of_one_day(self):
        # Which of them is the newest would be open, and the peers do not ask.
        for line in generated(PATIENTS, 1).splitlines():
            days = [(r.get("name"), r.get("loinc"), r["date"]) for r in json.loads(line)["labs"]]
            self.assertEqual(len(days), len(set(days)))


class Counts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.work = Path(cls.folder.name)
        cls.patients = cls.work / "patients.ndjson"
        cls.patients.write_bytes(generated(PATIENTS, 1))
        cls.three = cls.checked_trials(3, 1)
        cls.decided, cls.walked = cls.both(cls.three)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def trials(cls, number, seed, criteria=25):
        folder = cls.work / f"trials-{number}-{seed}-{criteria}"
        output_of(sys.executable, "-B", TOOLS / "make_trials.py", "--trials", number, "--criteria", criteria,
                  "--seed", seed, "--out", folder)
        return folder

    @classmethod
    def checked_trials(cls, number, seed, criteria=25):
        folder = cls.trials(number, seed, criteria)
        output_of(ELIGO, "check", folder / "rules")  # fails where one is not usable
        return folder

    @classmethod
    def both(cls, trials):
        walked = json.loads(output_of(WALK, "--trials", trials / "trials.json", "--patients", cls.patients))
        return counts.screened_counts(ELIGO, trials / "rules", cls.patients), walked

    def test_the_walk_counts_what_eligo_decides(self):
        self.assertEqual(counts.differences(self.decided, self.walked), [])
        self.assertEqual(self.decided["patients"], PATIENTS)
        self.assertEqual([len(t["criteria"]) for t in self.decided["trials"]], [25] * 3)

    def test_it_does_for_other_trials_too(self):
        for number, seed, criteria in ((1, 2, 28), (12, 3, 5)):
            with self.subTest(trials=number, seed=seed, criteria=criteria):
                decided, walked = self.both(self.checked_trials(number, seed, criteria))
                self.assertEqual(counts.differences(decided, walked), [])
                self.assertEqual([len(t["criteria"]) for t in decided["trials"]], [criteria] * number)

    def test_the_tables_of_counts_say_the_same(self):
        for threads in (1, 2):
            tables = output_of(ELIGO, "screen", self.three / "rules", "--patients", self.patients, "--format",
                               "counts", "--threads", threads, "--quiet", "--no-progress").decode()
            self.assertEqual(counts.differences(self.decided, counts.counts_of_tables(
                tables.splitlines(keepends=True))), [])

    def test_every_answer_occurs(self):
        for trial in self.decided["trials"]:
            self.assertTrue(all(trial[verdict] for verdict in counts.VERDICTS), trial)
        self.assertTrue(any(c["failsAlone"] for t in self.decided["trials"] for c in t["criteria"]))

    def test_a_difference_is_noticed(self):
        for change in ((lambda c: c["trials"][1].update(eligible=-1)),
                       (lambda c: c["trials"][2]["criteria"][24].update(failsAlone=-1)),
                       (lambda c: c["trials"].pop()),
                       (lambda c: c.update(patients=PATIENTS - 1))):
            changed = copy.deepcopy(self.walked)
            change(changed)
            self.assertNotEqual(counts.differences(self.decided, changed), [])

    def test_many_trials_have_limits_of_their_own(self):
        description = json.loads((self.trials(100, 1) / "trials.json").read_text(encoding="utf-8"))
        limits = [(c["quantity"], c["unit"], side, c[side]["limit"])
                  for trial in description["trials"] for c in trial["criteria"]
                  for side in ("low", "high") if side in c and c["quantity"] != "age"]
        self.assertGreater(len(set(limits)), 0.95 * len(limits))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
