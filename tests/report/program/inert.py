"""Hostile names and texts are inert in every format, and never make a file outside the folder.

    /usr/bin/python3 inert.py PROGRAM SOURCE
"""

import csv
import json
import pathlib
import re

import pages

HOSTILE = [
    "<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='",
    "=HYPERLINK(\"http://x.invalid\",\"y\")", "@SUM(1)", "+1", "-1+2", "\t=1+1", "\r=1+1",
    "\u202eesrever\u2066", "../../x", "CON", "nul.txt", "a" * 300, "</style><b>", "]]><svg onload=x>",
    "{{patient}}", "{{{body}}}", "&lt;b&gt;", "a|b", "[x](javascript:x)", "`code`", "1. first",
    "# head", "http://x.invalid", "%2e%2e%2f", "a\nb", "\u0000", "javascript:x", "*/}body{color:red",
]


def patient(number, text):
    return {"id": text, "asOf": "2026-01-15", "sex": "female", "birthDate": "1990-04-12",
            "labs": [{"name": "HbA1c", "value": 8.1, "unit": "%", "date": "2026-01-02"},
                     {"name": text, "value": number, "unit": text, "date": "2026-01-02"},
                     {"name": "creatinine", "value": 9, "unit": text, "date": "2026-01-02"}],
            "conditions": [{"name": text, "status": "active"},
                           {"name": "type 1 diabetes mellitus", "onset": "2012", "status": text}],
            text: 1, "attestations": {f"NCT01374854/{text}": True}}


def check(condition, *said):
    if not condition:
        raise AssertionError(" ".join(map(str, said)))


ALLOWED = {"html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav",
           "section", "article", "h1", "h2", "h3", "p", "div", "span", "strong", "bdi", "q", "code",
           "blockquote", "br", "ul", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody",
           "tr", "th", "td", "a", "svg", "line", "rect", "circle", "text"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "id", "scope", "href",
              "role", "aria-label", "aria-labelledby", "aria-hidden", "viewbox", "width", "height",
              "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "text-anchor"}
PLAIN = {"sheets", "checklists", "logs", "patients", "index.html"}
ACTIVE = {"script", "iframe", "frame", "object", "embed", "form", "input", "button", "link", "base",
          "img", "image", "video", "audio", "animate", "set", "foreignobject", "use"}
LOADING = {"style", "src", "srcset", "action", "formaction", "xlink:href", "background", "data"}


def check_html(path, report):
    root = pages.page(path)
    is_plain = path.relative_to(report).parts[0] in PLAIN
    for element in root.all():
        check(element.tag not in ACTIVE, path, "has", element.tag)
        for name in element.attributes:
            check(not name.startswith("on") and name not in LOADING, path, element.attributes)
            check(name != "href" or element.tag == "a", path, element.attributes)
        if is_plain:  # elements that no template of these has came from a text
            check(element.tag in ALLOWED, path, "has", element.tag)
            check(set(element.attributes) <= ATTRIBUTES, path, element.tag, element.attributes)
    for link in root.all("a"):
        target = link.attributes["href"]
        check(not re.match(r"[a-zA-Z]+:|//|/", target), path, target)
    text = path.read_text(encoding="utf-8")
    check(not re.search("[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f\u007f-\u009f]", text),
          path, "has a control character")


def check_markdown(path):
    widths = set()  # of the rows of the table at hand
    for line in path.read_text(encoding="utf-8").splitlines():
        bare = re.sub(r"\\.", "", line)
        check("<" not in bare.replace("<br>", ""), path, line[:200])
        check("](" not in bare and "://" not in bare, path, line[:200])
        check(not re.search("[\u202a-\u202e\u2066-\u2069]", line), path, line[:200])
        if line.startswith("|"):
            widths.add(bare.count("|"))
        elif widths:
            check(len(widths) == 1, path, "rows of different lengths before", line[:200])
            widths = set()


def main():
    eligo, source = pages.program()
    with pages.folder() as name:
        folder = pathlib.Path(name)
        inside = folder / "deep" / "deeper"
        inside.mkdir(parents=True)
        people = inside / "p.ndjson"
        people.write_text("".join(json.dumps(patient(number, text)) + "\n"
                                  for number, text in enumerate(HOSTILE)), encoding="utf-8")
        report = inside / "report"
        pages.run(eligo, "report", source / "rules/NCT01374854", "--patients", people, "--out",
                  report, "--format", "html,md,csv,xlsx", "--quiet", statuses=(0, 1))
        written = sorted(path for path in folder.rglob("*") if path.is_file())
        outside = [path for path in written if report not in path.parents and path != people]
        check(not outside, "outside the folder:", outside)
        sheets = [path for path in written if path.parent.parent.name == "sheets"]
        check(len(sheets) >= 2 * (len(HOSTILE) - 2), "sheets", len(sheets))
        for path in written:
            check(len(path.name.encode()) <= 255 and not re.search(r'[\\:*?"<>|\x00-\x1f]', path.name),
                  "a name that is not safe:", path.name)
            check(path.stem.upper() not in ("CON", "NUL"), path.name)
            if path.suffix == ".html":
                check_html(path, report)
            if path.suffix == ".md":
                check_markdown(path)
        with open(report / "logs/NCT01374854.csv", newline="", encoding="utf-8") as file:
            for row in csv.reader(file):
                check(not any(cell[:1] in tuple("=+-@\t\r") for cell in row if cell), row)
        strings, has_formula, links = pages.workbook_texts(report / "logs/NCT01374854.xlsx")
        check(not has_formula and not links, "the workbook has a formula or a link")
        pages_text = "".join(path.read_text(encoding="utf-8") for path in sheets)
        check("&lt;script&gt;alert(1)&lt;/script&gt;" in pages_text, "the name is shown as text")
        check(r"\u{202E}esrever" in pages_text, "a bidirectional override is shown")
        print(f"{len(HOSTILE)} hostile texts, {len(written)} files")

    check_trial(eligo)


def check_trial(eligo):
    """The same from the other side: a trial whose id, title and criteria are hostile."""
    words = "=SUM(1) <b onclick=x> \\| {{{body}}} criterion"
    document = f"Title: <img src=x>\n\nInclusion Criteria:\n\n* {words}\n\nExclusion Criteria:\n\n* none\n"
    with pages.folder() as name:
        folder = pathlib.Path(name)
        (folder / "=1+1.txt").write_text(document, encoding="utf-8")
        pages.run(eligo, "import", folder / "=1+1.txt", "--out", folder / "rules", "--quiet",
                  statuses=(0, 1))
        rules = folder / "rules"
        for file in rules.glob("*.eligo"):
            if not (rules / "=1+1.txt").exists():
                (rules / "=1+1.txt").write_text(document, encoding="utf-8")
        people = folder / "p.json"
        people.write_text(json.dumps({"id": "p", "asOf": "2026-01-15"}), encoding="utf-8")
        report = folder / "report"
        pages.run(eligo, "report", rules, "--patients", people, "--out", report, "--format",
                  "html,md,csv,xlsx", "--quiet", statuses=(0, 1))
        for path in report.rglob("*"):
            if path.suffix == ".html":
                check_html(path, report)
            if path.suffix == ".md":
                check_markdown(path)
        tables = list(report.glob("logs/*.csv"))
        check(len(tables) == 1, tables)
        with open(tables[0], newline="", encoding="utf-8") as file:
            for row in csv.reader(file):
                check(not any(cell[:1] in tuple("=+-@\t\r") for cell in row if cell), row)
        strings, has_formula, _ = pages.workbook_texts(tables[0].with_suffix(".xlsx"))
        check(any("=1+1" in one for one in strings) and not has_formula, "workbook", strings[:20])


main()
