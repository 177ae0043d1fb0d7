"""Fails where a diagnostic that Eligo can give has no case under tests/.

    every_code.py

A case names its slug in brackets or quotes, as users see it, or in C++ its DiagnosticCode.
"""

import re
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
DECLARED = re.compile(r'^DIAGNOSTIC\((\w+), "([^"]+)"', re.MULTILINE)
TEXTS = {".case", ".cpp", ".expected", ".h", ".py", ".json", ".txt"}


def main():
    codes = DECLARED.findall((PROJECT / "engine/text/diagnostic_codes.def").read_text("utf-8"))
    files = [path for path in (PROJECT / "tests").rglob("*") if path.suffix in TEXTS]
    tests = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)
    # In expectations of cases a slug may also stand as a word of its own.
    missing = [slug for name, slug in codes
               if not re.search(rf"[\[\" ]{slug}[\]\" ]|DiagnosticCode::{name}\b", tests)]
    print(f"{len(codes)} codes, {len(missing)} without a case: {', '.join(missing) or 'none'}")
    return 1 if missing or not codes else 0


if __name__ == "__main__":
    sys.exit(main())
