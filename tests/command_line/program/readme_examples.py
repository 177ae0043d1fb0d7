"""Runs the console examples of Markdown pages: each `$ command` of a ```console block, in a copy of
the checkout's rules, patients and export, must print the lines below it, in order. A line of … alone stands
for any lines."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
PAGES = ["README.md"]


def examples(page):
    """(command, expected lines) of each example in a page."""
    for block in re.findall(r"^```console\n(.*?)^```", page, re.S | re.M):
        command, expected = None, []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, expected
                command, expected = line[2:], []
            else:
                expected.append(line)
        if command:
            yield command, expected


def difference(expected, printed):
    """What is wrong with the printed lines; None where they are as expected."""
    place, may_skip = 0, False
    for line in expected:
        if line == "…":
            may_skip = True
            continue
        while may_skip and place < len(printed) and printed[place] != line:
            place += 1
        if place >= len(printed) or printed[place] != line:
            seen = printed[place] if place < len(printed) else "the end"
            return f"expected {line!r}, saw {seen!r}"
        place, may_skip = place + 1, False
    rest = [line for line in printed[place:] if line]
    return None if may_skip or not rest else f"more is printed: {rest[0]!r}"


def run(command, program):
    """What a command prints in a fresh copy of the rules and patients."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("rules", "patients", "hospital-export"):
            shutil.copytree(ROOT / name, pathlib.Path(folder) / name)
        binaries = pathlib.Path(folder) / "bin"
        binaries.mkdir()
        (binaries / "eligo").symlink_to(pathlib.Path(program).resolve())
        environment = dict(os.environ, PATH=f"{binaries}:{os.environ['PATH']}")
        result = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return result.stdout.splitlines()


def main(program):
    ran = failed = 0
    for page in PAGES:
        for command, expected in examples((ROOT / page).read_text()):
            ran += 1
            wrong = difference(expected, run(command, program))
            if wrong:
                failed += 1
                print(f"{page}: $ {command}\n  {wrong}")
    print(f"{ran - failed} passed, {failed} failed")
    return 1 if failed or not ran else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
