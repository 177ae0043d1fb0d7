"""Changes one character of a quote of the real rules, at many places, and expects eligo check to
put its caret under that very character.

    quote_mutations.py PROGRAM

Every quote of every rule file is changed at some of its characters, a copy of the file for each
change. A quote of a document's words may differ from them in white space and in the marks that a
registry's page puts before them, so what is changed are letters and digits.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
QUOTE = re.compile(r'"((?:[^"\\]|\\.)*)" line \d+')
EVERY = 13  # of the letters and digits of a quote, so many apart, and the first and the last


def changed_places(line):
    """Columns (from 0) of the characters to change in a line of a rule file."""
    for quote in QUOTE.finditer(line):
        letters = [at for at in range(quote.start(1), quote.end(1))
                   if line[at].isascii() and line[at].isalnum() and line[at - 1] != "\\"]
        yield from sorted({*letters[::EVERY], *letters[-1:]})


def other(character):
    """A character that no reading takes for the one given, nor for the number of a list's item."""
    return "q" if character not in "qQ" else "x"


def mutations(rule_file):
    """(changed text, line, column) for each change of a file."""
    lines = rule_file.read_text(encoding="utf-8").split("\n")
    for at, line in enumerate(lines):
        for column in changed_places(line):
            changed = line[:column] + other(line[column]) + line[column + 1:]
            yield "\n".join([*lines[:at], changed, *lines[at + 1:]]), at + 1, column + 1


def write_copies(rule_file, folder):
    """A changed copy for each mutation; returns what is expected of it."""
    for document in rule_file.parent.glob("*.txt"):
        shutil.copy(document, folder)
    expected = {}
    for number, (text, line, column) in enumerate(mutations(rule_file)):
        copy = folder / f"{rule_file.stem}-{number:04}.eligo"
        copy.write_text(text, encoding="utf-8")
        expected[copy.name] = (line, column)
    return expected


def caret_column(message, line_text):
    """The column over the caret of a diagnostic as people see it, for the file's line."""
    excerpt, caret = message.split("\n")[1:3]
    shown_at = 0 if not excerpt.startswith("…") else line_text.index(excerpt.strip("…")) - 1
    return caret.index("^") + shown_at + 1


def wrong_places(program, folder, expected):
    """What the program says about each copy that is not exactly the one place that was changed."""
    done = subprocess.run([program, "check", str(folder), "--format", "json"], check=False,
                          capture_output=True, timeout=600)
    if done.returncode != 1:
        return [f"eligo check ended with status {done.returncode}: {done.stderr.decode()}"]
    found = {}
    for finding in json.loads(done.stdout):
        place = (finding["code"], finding.get("line"), finding.get("column"))
        found.setdefault(Path(finding["file"]).name, []).append(place)
    return [f"{name}: changed at {place}, but found {found.get(name)}"
            for name, place in expected.items()
            if found.get(name) != [("quote-differs", *place)]]


def wrong_carets(program, folder, expected):
    """The same for the caret that people see, of some of the copies."""
    names = list(expected)[::11]
    wrong = []
    done = subprocess.run([program, "check", *names], cwd=folder, check=False,
                          capture_output=True, timeout=600)
    messages = re.split(r"^(?=[^\n]+: error: )", done.stderr.decode(), flags=re.MULTILINE)[1:]
    for name, message in zip(names, messages, strict=True):
        line, column = expected[name]
        text = (folder / name).read_text(encoding="utf-8").split("\n")[line - 1]
        if not message.startswith(f"{name}:{line}:{column}: ") or \
                caret_column(message, text) != column:
            wrong.append(f"the caret is not under {name}:{line}:{column}:\n{message}")
    return wrong


def main():
    program = Path(sys.argv[1]).resolve()
    problems, changes, files = [], 0, sorted((PROJECT / "rules").glob("*/*.eligo"))
    for rule_file in files:
        with tempfile.TemporaryDirectory(prefix="eligo-quotes-") as name:
            folder = Path(name)
            expected = write_copies(rule_file, folder)
            changes += len(expected)
            if expected:
                problems += wrong_places(program, folder, expected)
                problems += wrong_carets(program, folder, expected)
    for problem in problems[:20]:
        print(f"FAILED {problem}")
    print(f"{changes} changes of the quotes in {len(files)} files, {len(problems)} of them misplaced")
    return 1 if problems or changes < 400 else 0


if __name__ == "__main__":
    sys.exit(main())
