"""A log of overrides: every flipped, removed, inserted and swapped byte is found; half a line that a
crash left is told, kept and accounted for.

log_bytes.py PROGRAM SOURCE_DIR
"""

import os
import pathlib
import subprocess
import sys
import tempfile

from client import Server

PROGRAM, SOURCE = sys.argv[1:3]
DAY = "2026-01-15"


def verify(file, *more):
    done = subprocess.run([PROGRAM, "log", "verify", str(file), *more], capture_output=True,
                          text=True)
    return done.returncode, done.stdout + done.stderr


def override(server, criterion, reason):
    return server.call("POST", "/api/overrides", {
        "trial": "NCT01374854", "patient": "P-007", "criterion": criterion, "result": "pass",
        "name": "Dr. A", "reason": reason})["override"]


def serve(log):
    return Server(PROGRAM, "rules/NCT01374854", "--patients", "patients", "--as-of", DAY, "--quiet",
                  "--log", str(log), cwd=SOURCE)


def expect(file, content, status, what):
    file.write_bytes(content)
    found, words = verify(file)
    assert found == status, f"{what}: {found} {words}"
    return words


with tempfile.TemporaryDirectory() as temporary:
    log = pathlib.Path(temporary) / "overrides.ndjson"
    copy = pathlib.Path(temporary) / "copy.ndjson"
    assert verify(log)[0] == 2, "no file"
    assert verify(temporary)[0] == 2, "a folder"
    with serve(log) as server:
        for i, criterion in enumerate(("E5", "I8", "E5")):
            override(server, criterion, f"reason {i}")
    whole = log.read_bytes()
    lines = whole.splitlines(keepends=True)
    assert len(lines) == 3 and oct(log.stat().st_mode & 0o777) == "0o600"
    status, words = verify(log)
    assert status == 0 and "3 overrides, nothing changed" in words, words
    last = words.strip().rsplit(" ", 1)[1]
    assert verify(log, "--expect", last)[0] == 0 and verify(log, "--expect", "0" * 64)[0] == 1

    step = 31 if os.environ.get("ELIGO_TESTS_SANITIZED") == "1" else 1
    for at in range(0, len(whole), step):
        line = whole[:at].count(b"\n") + 1
        words = expect(copy, whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1:], 1,
                       f"byte {at} flipped")
        assert f":{line}: " in words, f"byte {at} of line {line}: {words}"
    for at in range(0, len(whole), 5 * step):
        expect(copy, whole[:at] + whole[at + 1:], 1, f"byte {at} removed")
        expect(copy, whole[:at] + b" " + whole[at:], 1, f"a byte before {at}")
        if at + 1 < len(whole) and whole[at] != whole[at + 1]:
            expect(copy, whole[:at] + whole[at + 1:at + 2] + whole[at:at + 1] + whole[at + 2:], 1,
                   f"bytes {at} and {at + 1} swapped")
    expect(copy, lines[0] + lines[2], 1, "a line taken out")
    expect(copy, lines[1] + lines[2], 1, "the first line taken out")
    expect(copy, lines[1] + lines[0] + lines[2], 1, "two lines swapped")
    expect(copy, whole + lines[2], 1, "a line twice")
    expect(copy, whole + b"\n", 1, "an empty line")
    expect(copy, b"\xef\xbb\xbf" + whole, 1, "a byte order mark")
    expect(copy, b"", 0, "an empty log")
    # What hashing alone cannot find, the last hash kept elsewhere does.
    expect(copy, lines[0] + lines[1], 0, "the last line cut off")
    assert verify(copy, "--expect", last)[0] == 1

    changed = whole.replace(b"reason 1", b"reason 9")
    copy.write_bytes(changed)
    done = subprocess.run([PROGRAM, "serve", "--log", str(copy)], capture_output=True, text=True,
                          timeout=60)
    assert done.returncode == 2 and "line 2 is not what was written" in done.stderr, done
    assert copy.read_bytes() == changed

    # A crash in the middle of a line.
    for cut in (1, 40, len(lines[2]) - 1):
        torn = lines[0] + lines[1] + lines[2][:cut]
        assert "cut short" in expect(copy, torn, 1, "half a line")
        with serve(copy) as server:
            assert copy.read_bytes() == torn, "nothing is written unless asked"
            added = override(server, "E5", "after the crash")
            assert len(server.decision("NCT01374854", "P-007")["overrides"]) >= 1
        assert "cut short" in server.errors, server.errors
        assert copy.read_bytes().startswith(torn), "what was there stays"
        status, words = verify(copy)
        assert status == 0, words
        kept = copy.read_bytes()
        expect(copy, kept.replace(torn[-1:] + b"\n", b"~\n", 1) if cut == 1 else
               kept.replace(lines[2][:cut], lines[2][:cut - 1] + b"~", 1), 1, "the torn line changed")
        copy.write_bytes(kept)
        with serve(copy) as server:
            override(server, "I8", "and on")
        assert verify(copy)[0] == 0

    # Somebody else writes into it while it is in use.
    copy.write_bytes(whole)
    with serve(copy) as server:
        with open(copy, "ab") as other:
            other.write(b"{}\n")
        answer = server.request("POST", "/api/overrides", {
            "trial": "NCT01374854", "patient": "P-007", "criterion": "E5", "result": "pass",
            "name": "Dr. A", "reason": "x"})
        assert answer[0] == 500 and b"line 4" in answer[2], answer
    if os.path.exists("/dev/full"):
        done = subprocess.run([PROGRAM, "serve", "--log", "/dev/full"], capture_output=True,
                              text=True, timeout=60)
        assert done.returncode == 2, done
print(f"{len(whole)} bytes: every change was found")
