#!/usr/bin/env python3
"""How many of the lines that annotators called subjective, undefined or not queryable are marked.

    score_chia.py AUDIT_DOCUMENTS SHARED [--misses]

Of the lines with a Subjective_judgement span, the findings subjective and vague-term must mark at
least nine in ten. The other kinds of spans are reported.
"""
import sys
import tempfile
from pathlib import Path

from chia import trials
from findings import audited

SKIPPED = 77
LEAST = 0.9
KINDS = ("Subjective_judgement", "Undefined_semantics", "Non-query-able")


def main():
    program, shared = sys.argv[1], Path(sys.argv[2])
    folder = shared / "corpus" / "chia_dev"
    if not folder.is_dir():
        print("skipped: the annotated corpus is not there")
        return SKIPPED
    lines = {}
    with tempfile.TemporaryDirectory() as temporary:
        files = []
        for name, document, rows in trials(folder):
            path = Path(temporary) / f"{name}.txt"
            path.write_text(document, encoding="utf-8")
            files.append(path)
            lines.update({(str(path), line): (text, kinds) for line, text, kinds in rows})
        found, _, _ = audited(program, files)
    marked = {(finding.file, finding.line) for finding in found if finding.code in ("subjective", "vague-term")}
    any_code = {(finding.file, finding.line) for finding in found}
    shares = {}
    for kind in KINDS:
        of_kind = [key for key, (_, kinds) in lines.items() if kind in kinds]
        right = sum(key in marked for key in of_kind)
        shares[kind] = right / max(len(of_kind), 1)
        print(f"{kind}: {right} of {len(of_kind)} lines are subjective or vague-term ({shares[kind]:.3f}), "
              f"{sum(key in any_code for key in of_kind)} have any finding")
        if "--misses" in sys.argv:
            for key in of_kind:
                if key not in marked:
                    print("   missed:", lines[key][0])
    others = [key for key, (_, kinds) in lines.items() if not kinds & set(KINDS)]
    print(f"lines without such a span: {sum(key in marked for key in others)} of {len(others)} are marked")
    return 0 if shares[KINDS[0]] >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
