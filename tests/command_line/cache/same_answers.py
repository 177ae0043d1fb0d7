"""`screen --cache` writes the same bytes as without it, whatever happened to the rules in between, and
reads them again where, and only where, they changed.

    /usr/bin/python3 same_answers.py PROGRAM SOURCE
"""

import json
import os
import pathlib
import resource
import subprocess
import sys
import time

from cached_runs import FORMS, Runs, settle

COUNTS = FORMS[2]
TRIAL = pathlib.Path("rules/NCT01374854/NCT01374854.eligo")
DOCUMENT = TRIAL.with_suffix(".txt")


def replace(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text, (file, old)
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def cold_and_warm(runs):
    settle()
    results = [runs.expect_same(*form) for form in FORMS]
    assert len(runs.kept()) == 1, runs.kept()  # one plan serves every form
    for form, result in zip(FORMS, results):
        assert runs.expect_kept(*form) == result
        assert runs.expect_kept(*form, "--threads", "1") == result
    for options in (["--max-age", "90d"], ["--as-of", "2026-06-01"], ["--assume-complete", "all"],
                    ["--anchor", "enrollment=2026-01-01"], ["--reasons-for", "ineligible"]):
        runs.expect_kept(*FORMS[0], *options)
    print("cold and warm, the same")


def other_options(runs):
    first = runs.expect_kept(*COUNTS)
    strict = runs.expect_made_anew(*COUNTS, "--strict")
    assert strict != first
    assert runs.expect_kept(*COUNTS, "--strict") == strict
    assert runs.expect_kept(*COUNTS) == first
    one = runs.expect_made_anew(*COUNTS, "--trial", "NCT04125329")
    assert one != first and runs.expect_kept(*COUNTS, "--trial", "NCT04125329") == one
    kept = runs.kept()
    unknown = runs.expect_same(*COUNTS, "--trial", "NCT00000000")
    assert unknown[0] == 2 and runs.kept() == kept
    codes = pathlib.Path("codes.csv")
    codes.write_text("system,code,concept\nurn:example:house,1,hba1c\n", encoding="utf-8")
    runs.expect_made_anew(*COUNTS, "--codes", str(codes))
    runs.expect_kept(*COUNTS, "--codes", str(codes))
    codes.write_text("system,code,concept\nurn:example:house,1,creatinine\n", encoding="utf-8")
    runs.expect_made_anew(*COUNTS, "--codes", str(codes))
    print("other options have rules of their own")


def touched_and_changed(runs):
    first = runs.expect_kept(*COUNTS)
    os.utime(TRIAL)
    os.utime(DOCUMENT)
    assert runs.expect_made_anew(*COUNTS) == first  # the times are new
    settle()
    runs.expect_same(*COUNTS)
    assert runs.expect_kept(*COUNTS) == first
    old = "means hba1c at enrollment >= 7.5 %"
    replace(TRIAL, old, old.replace("7.5", "9.5"))  # the same size, within one tick of the clock
    changed = runs.expect_made_anew(*COUNTS)
    assert changed != first
    replace(TRIAL, "9.5", "7.5")
    assert runs.expect_made_anew(*COUNTS) == first
    replace(DOCUMENT, "HbA1c", "HbA1d")  # a quote is no longer in the document
    wrong = runs.expect_same(*COUNTS)
    assert wrong[0] == 1 and wrong[2] and wrong != first
    settle()
    runs.expect_same(*COUNTS)
    assert runs.expect_kept(*COUNTS) == wrong  # what is said of the rules is kept with them
    replace(DOCUMENT, "HbA1d", "HbA1c")
    assert runs.expect_made_anew(*COUNTS) == first
    DOCUMENT.rename("away.txt")
    assert runs.expect_made_anew(*COUNTS) != first
    pathlib.Path("away.txt").rename(DOCUMENT)
    assert runs.expect_made_anew(*COUNTS) == first
    print("touched rules are the same, changed rules and documents are noticed")


def added_and_removed(runs):
    settle()
    runs.expect_same(*COUNTS)
    first = runs.expect_kept(*COUNTS)
    folder = runs.rules / "more" / "deep"
    folder.mkdir(parents=True)
    assert runs.expect_made_anew(*COUNTS) == first  # a folder without rules
    new = folder / "SECOND.eligo"
    text = pathlib.Path("rules/NCT04125329/NCT04125329.eligo").read_text(encoding="utf-8")
    (folder / "NCT04125329.txt").write_bytes(
        pathlib.Path("rules/NCT04125329/NCT04125329.txt").read_bytes())
    new.write_text(text.replace("trial NCT04125329", "trial SECOND"), encoding="utf-8")
    more = runs.expect_made_anew(*COUNTS)
    assert "SECOND\t" in more[1]
    link = runs.rules / "link.eligo"
    link.symlink_to("nowhere.eligo")
    assert runs.expect_same(*COUNTS) == more
    pathlib.Path(runs.rules / "nowhere.eligo").write_text(
        text.replace("trial NCT04125329", "trial LINKED").replace('"NCT04125329.txt"',
                                                                  '"more/deep/NCT04125329.txt"'),
        encoding="utf-8")
    runs.expect_same(*COUNTS)
    link.unlink()
    (runs.rules / "nowhere.eligo").unlink()
    (runs.rules / "notes.md").write_text("not a rule\n", encoding="utf-8")
    assert runs.expect_same(*COUNTS) == more
    new.unlink()
    assert runs.expect_made_anew(*COUNTS) == first
    # A file named by itself, and one that is not there until later.
    later = pathlib.Path("later.eligo")
    rules = [str(TRIAL), str(later)]
    missing = runs.expect_same(*COUNTS, rules=rules)
    assert missing[0] == 1 and "later.eligo" in missing[2]
    later.write_text(text.replace("trial NCT04125329", "trial LATER").replace(
        '"NCT04125329.txt"', '"rules/NCT04125329/NCT04125329.txt"'), encoding="utf-8")
    assert runs.expect_same(*COUNTS, rules=rules) != missing
    later.unlink()
    assert runs.expect_same(*COUNTS, rules=rules) == missing
    print("added and removed rules are noticed")


def whole_programs(runs):
    """Somebody's word and a record's own days are decided by whole programs, read when needed."""
    people = pathlib.Path("people.ndjson")
    people.write_text("".join(json.dumps(one) + "\n" for one in (
        {"id": "A", "asOf": "2026-01-15", "sex": "female", "birthDate": "1990-04",
         "attestations": {"NCT01374854/I2": True, "NCT01374854/E31": False}},
        {"id": "B", "asOf": "2026-01-15", "anchors": {"enrollment": "2025-12-01"}, "HbA1c": 8.1},
        {"id": "C", "asOf": "2026-01-15", "birthDate": "1986", "labs": [
            {"name": "HbA1c", "value": 8.1, "unit": "%", "date": "2026-01-02"},
            {"name": "HbA1c", "value": 6.9, "unit": "%", "date": "2026-01-02"}]})),
                      encoding="utf-8")
    settle()
    for form in FORMS:
        runs.expect_same(*form, patients=[str(people)])
        runs.expect_kept(*form, patients=[str(people)])
    runs.expect_kept(*FORMS[0], "--reasons-for", "undetermined", "--reasons-for", "ineligible",
                     patients=[str(people)])
    # A program that is needed in the middle of a run, and is no longer what the plan was made of.
    command = [runs.program, "screen", str(runs.rules), "--patients", "-", "--cache",
               str(runs.cache), *FORMS[0]]
    run = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, text=True)
    time.sleep(3 if os.environ.get("ELIGO_TESTS_SANITIZED") else 1)
    kept = TRIAL.read_text(encoding="utf-8")
    replace(TRIAL, "means hba1c at enrollment >= 7.5 %", "means hba1c at enrollment >= 9.5 %")
    output, errors = run.communicate(people.read_text(encoding="utf-8"))
    assert run.returncode == 2 and "changed-rules" in errors, (run.returncode, errors)
    assert '"end"' not in output
    TRIAL.write_text(kept, encoding="utf-8")
    runs.expect_same(*FORMS[0], patients=[str(people)])
    print("whole programs are read when they are needed")


def without_a_place(runs):
    plain = runs.screen(*COUNTS)
    pathlib.Path("a-file").write_text("", encoding="utf-8")
    for folder in ("a-file/cache", "/proc/nowhere", "/dev/null"):
        status, output, errors = runs.screen(*COUNTS, "--cache", folder)
        assert (status, output) == plain[:2], (folder, status)
        assert "unwritable-cache" in errors, errors
    # What can be written, but not whole.
    small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    status, output, errors = runs.screen(*COUNTS, "--cache", "full", preexec_fn=small)
    assert (status, output) == plain[:2] and "unwritable-cache" in errors, (status, errors)
    assert not list(pathlib.Path("full").iterdir())
    refused = runs.screen(*COUNTS, "--cache", "")
    assert refused[0] == 2, refused
    print("a folder that cannot be written is said, and the run goes on")


def several_at_once(runs):
    plain = runs.screen(*COUNTS)
    command = [runs.program, "screen", str(runs.rules), *COUNTS, "--cache", "shared"]
    for patient in runs.patients:
        command += ["--patients", patient]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
               for _ in range(6)]
    for run in started:
        output, errors = run.communicate()
        assert (run.returncode, output, errors) == plain, (run.returncode, errors)
    assert len(list(pathlib.Path("shared").iterdir())) == 1
    print("several runs at once do not disturb each other")


def main():
    runs = Runs(sys.argv[1], sys.argv[2], "cache_same_answers")
    is_sanitized = "ELIGO_TESTS_SANITIZED" in os.environ  # a run takes many times longer there
    if is_sanitized:
        runs.patients = [runs.patients[0] + "/laboratory-values.json"]
    cold_and_warm(runs)
    if not is_sanitized:
        other_options(runs)
    touched_and_changed(runs)
    if not is_sanitized:
        added_and_removed(runs)
    whole_programs(runs)
    if not is_sanitized:
        without_a_place(runs)
        several_at_once(runs)


main()
