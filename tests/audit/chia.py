"""The annotated trials of the Chia corpus as registry documents."""
import re
from pathlib import Path


def read_brat(stem):
    """The text of one list, and its spans: (kind, begin, end)."""
    text = Path(str(stem) + ".txt").read_bytes().decode("utf-8", "replace")
    spans = []
    annotations = Path(str(stem) + ".ann").read_text(encoding="utf-8", errors="replace")
    for row in annotations.splitlines():
        if not row.startswith("T"):
            continue
        kind, rest = row.split("\t")[1].split(" ", 1)
        parts = [tuple(int(number) for number in part.split()) for part in rest.split(";")]
        spans.append((kind, min(part[0] for part in parts), max(part[1] for part in parts)))
    return text, spans


def lines_of(stem):
    """Each line that holds words, with the kinds of the spans that it holds or is a part of."""
    text, spans = read_brat(stem)
    lines, start = [], 0
    for raw in text.split("\n"):
        end = start + len(raw)
        kinds = {kind for kind, first, last in spans if first < end and last > start}
        if raw.strip():
            lines.append((raw.strip(), kinds))
        start = end + 1
    return lines


def trials(folder):
    """(trial, document, lines): lines has (line of the document, text, kinds of spans)."""
    names = sorted({re.sub(r"_(inc|exc)\.ann$", "", path.name) for path in folder.glob("*.ann")})
    for name in names:
        document = [name, "", "Eligibility Criteria", ""]
        lines = []
        for part, heading in (("inc", "Inclusion Criteria:"), ("exc", "Exclusion Criteria:")):
            document += [heading, ""]
            stem = folder / f"{name}_{part}"
            if stem.with_name(stem.name + ".ann").exists():
                for text, kinds in lines_of(stem):
                    document.append("* " + text)
                    lines.append((len(document), text, kinds))
            document.append("")
        yield name, "\n".join(document) + "\n", lines
