"""Runs the console examples of Markdown pages: each `$ command` of a ```console block must print the
lines below it, in order. A block runs in a fresh copy of the checkout's rules, patients and export. A line of … alone stands
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


def blocks(page):
    """The blocks of a page: each a list of (command, expected lines)."""
    for block in re.findall(r"^```console\n(.*?)^```", page, re.S | re.M):
        examples = []
        for line in block.splitlines():
            if line.startswith("$ "):
                examples.append((line[2:], []))
            elif examples:
                examples[-1][1].append(line)
        yield examples


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


def run(block, program):
    """(command, what is wrong with what it prints) of each example of a block, in one folder."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("rules", "patients", "hospital-export"):
            shutil.copytree(ROOT / name, pathlib.Path(folder) / name)
        binaries = pathlib.Path(folder) / "bin"
        binaries.mkdir()
        (binaries / "eligo").symlink_to(pathlib.Path(program).resolve())
        environment = dict(os.environ, PATH=f"{binaries}:{os.environ['PATH']}")
        for command, expected in block:
            result = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True,
                                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            yield command, difference(expected, result.stdout.splitlines())


def main(program):
    ran = failed = 0
    for page in PAGES:
        for block in blocks((ROOT / page).read_text()):
            for command, wrong in run(block, program):
                ran += 1
                if wrong:
                    failed += 1
                    print(f"{page}: $ {command}\n  {wrong}")
    print(f"{ran - failed} passed, {failed} failed")
    return 1 if failed or not ran else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
