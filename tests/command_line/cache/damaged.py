"""A damaged, cut, foreign or empty file of prepared rules is never trusted: the answer is the same, and
the file is made anew, with a note.

    /usr/bin/python3 damaged.py PROGRAM SOURCE
"""

import os
import random
import sys

from cached_runs import FORMS, Runs, settle

SEED = 20260115
# The sanitizers make a run many times slower.
PLACES, CUTS = (5, 1) if os.environ.get("ELIGO_TESTS_SANITIZED") else (60, 10)
COUNTS = FORMS[2]


def expect_made_anew(runs, file, content, plain, why):
    file.write_bytes(content)
    status, output, errors = runs.cached(*COUNTS)
    assert (status, output) == plain[:2], (why, status, errors)
    assert "unusable-cache" in errors, (why, errors)
    said = [line for line in errors.splitlines(keepends=True) if "unusable-cache" not in line]
    assert "".join(said) == plain[2], (why, errors)
    runs.expect_kept(*COUNTS)  # and now it is whole


def main():
    runs = Runs(sys.argv[1], sys.argv[2], "cache_damaged")
    runs.patients = [runs.patients[0] + "/laboratory-values.json"]
    settle()
    plain = runs.expect_same(*COUNTS)
    runs.expect_kept(*COUNTS)
    (file,) = runs.cache.iterdir()
    whole = file.read_bytes()
    choose = random.Random(SEED)
    for _ in range(PLACES):
        at = choose.randrange(len(whole))
        damaged = bytearray(whole)
        damaged[at] ^= 1 << choose.randrange(8)
        expect_made_anew(runs, file, bytes(damaged), plain, f"a bit of byte {at}")
    for size in [0, 1, 15, 16, 23, 24, 40, len(whole) - 1,
                 *(choose.randrange(len(whole)) for _ in range(CUTS))]:
        expect_made_anew(runs, file, whole[:size], plain, f"cut to {size} bytes")
    expect_made_anew(runs, file, whole + b"\0", plain, "a byte more")
    expect_made_anew(runs, file, b"something else\n", plain, "foreign")
    expect_made_anew(runs, file, bytes(len(whole)), plain, "zeros")
    # The rules of other options under this name.
    runs.expect_same(*COUNTS, "--strict")
    (other,) = (one for one in runs.cache.iterdir() if one != file)
    expect_made_anew(runs, file, other.read_bytes(), plain, "of other options")
    print(f"{PLACES} damaged files and more, each noticed")


main()
