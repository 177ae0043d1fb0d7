"""A run that is killed at random points and gone on with gives the bytes of one that was not. What
changed in between is noticed. An interrupt, a full disk and a reader that goes away leave no half
file.

    /usr/bin/python3 stop_and_resume.py PROGRAM SOURCE
"""

import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

SEED = 20260115
SANITIZED = bool(os.environ.get("ELIGO_TESTS_SANITIZED"))
KILLS = 10 if SANITIZED else 50
PATIENTS = 3_000 if SANITIZED else 30_000


def make_patients(path):
    random_source = random.Random(SEED)
    with path.open("w", encoding="utf-8") as file:
        for number in range(PATIENTS):
            record = {"id": f"P-{number}", "asOf": "2026-01-15",
                      "birthDate": f"{random_source.randint(1930, 2010)}-05-06",
                      "sex": random_source.choice(["male", "female"]),
                      "labs": [{"name": "HbA1c", "unit": "%", "date": "2026-01-02",
                                "value": round(random_source.uniform(4, 15), 1)}]}
            if number % 50 == 0:
                record["labs"][0]["value"] = "not a number"
            if number % 77 == 0:
                record["id"] = "P-1"
            file.write(json.dumps(record) + "\n")


def make_later_patients(path):
    """Some of them were in the first file, and some are twice in this one."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(PATIENTS // 2):
            name = f"P-{number}" if number % 50 == 3 else f"Q-{number - number % 60 // 59}"
            file.write(json.dumps({"id": name, "asOf": "2026-01-15", "age": number % 90}) + "\n")


def command(program, source, *more):
    return [program, "screen", str(source / "rules"), "--patients", "people.ndjson", "people2.ndjson",
            "--threads", "2", "--quiet", "--no-progress", *more]


def finish(arguments):
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


def kill_and_go_on(program, source, form, random_source):
    """Runs with random kills until one run comes to its end; how many were killed on the way."""
    arguments = command(program, source, *form, "--out", "resumed", "--resume")
    killed = 0
    seconds = 0.05
    while True:
        run = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            run.wait(timeout=random_source.uniform(0.01, seconds))
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
            killed += 1
            seconds *= 1.2  # so that the run gets on
            continue
        return killed, run.returncode


def check_kills(program, source):
    random_source = random.Random(SEED)
    forms = (["--format", "ndjson", "--compact"], ["--format", "counts"],
             ["--format", "csv", "--compact"])
    killed = 0
    while killed < KILLS:
        for form in forms:
            whole = finish(command(program, source, *form, "--out", "whole"))
            assert whole.returncode == 1, whole.stderr
            text = pathlib.Path("whole").read_text(encoding="utf-8")
            for file in ("people.ndjson", "people2.ndjson"):
                assert form[-1] == "counts" or f"was already read from {file}" in text, file
            more, status = kill_and_go_on(program, source, form, random_source)
            killed += more
            assert status == 1, status
            assert pathlib.Path("whole").read_bytes() == pathlib.Path("resumed").read_bytes(), form
            left = [path.name for path in pathlib.Path(".").glob("resumed.*")]
            assert not left, left
            os.remove("resumed")
    print(f"{killed} kills, every resumed run gave the same bytes")


def check_changes(program, source):
    arguments = command(program, source, "--format", "counts", "--out", "changed", "--resume")
    run = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    for _ in range(3000):
        if pathlib.Path("changed.part").exists() or run.poll() is not None:
            break
        time.sleep(0.01)
    run.send_signal(signal.SIGTERM)
    errors = run.communicate()[1]
    if run.returncode == 1:
        print("note: the run ended before it could be stopped; changes are not tried")
        return
    assert run.returncode == 2 and "interrupted" in errors, (run.returncode, errors)
    other_options = finish([*arguments, "--strict"])
    assert other_options.returncode == 2, other_options.stderr
    assert "not those of the stopped run" in other_options.stderr, other_options.stderr
    people = pathlib.Path("people.ndjson")
    kept = people.read_bytes()
    position = pathlib.Path("changed.resume").read_text(encoding="utf-8").splitlines()[3]
    if int(position) > 0:
        people.write_bytes(kept.replace(b'"P-2"', b'"Q-2"', 1))
        other_input = finish(arguments)
        people.write_bytes(kept)
        assert other_input.returncode == 2, other_input.stderr
        assert "not what they were" in other_input.stderr, other_input.stderr
    assert finish(arguments).returncode == 1
    assert not list(pathlib.Path(".").glob("changed.*"))
    print("a changed input and changed options were refused")


def check_no_half_file(program, source):
    run = subprocess.Popen(command(program, source, "--format", "ndjson", "--compact", "--out",
                                   "halved"), stderr=subprocess.PIPE, text=True)
    time.sleep(0.3)
    run.send_signal(signal.SIGINT)
    errors = run.communicate()[1]
    if run.returncode == 2:
        assert "interrupted" in errors, errors
        assert not list(pathlib.Path(".").glob("halved*"))
    full = finish(command(program, source, "--format", "ndjson", "--compact", "--out", "/dev/full"))
    assert full.returncode == 2 and "/dev/full" in full.stderr, full.stderr
    closed = subprocess.run(
        ["bash", "-c", 'set -o pipefail; "$@" | head -1 > first; exit ${PIPESTATUS[0]}', "bash",
         *command(program, source, "--format", "ndjson", "--compact")],
        capture_output=True, text=True, check=False)
    assert closed.returncode == 2 and "standard output" in closed.stderr, closed.stderr
    print("an interrupt, a full disk and a closed pipe left no half file")


def main():
    program, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    folder = pathlib.Path("population_resumed")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    os.chdir(folder)
    make_patients(pathlib.Path("people.ndjson"))
    make_later_patients(pathlib.Path("people2.ndjson"))
    check_kills(program, source)
    check_changes(program, source)
    check_no_half_file(program, source)


main()
