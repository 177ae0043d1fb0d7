"""De-identified reports, and reports of counts only, hold nothing that points to a person.

    /usr/bin/python3 deidentified.py PROGRAM SOURCE
"""

import json
import pathlib
import re

import pages

# Somebody whose every text is one that must not be found again.
SECRET = {
    "id": "Ida-Identifiable", "sex": "female", "birthDate": "1931-04-12", "asOf": "2026-01-15",
    "labs": [{"name": "HbA1c", "value": 8.1, "unit": "%", "date": "2025-12-24"},
             {"name": "written-by-hand", "value": "says-somebody", "date": "2025-12-24"},
             {"name": "creatinine", "value": 71, "unit": "umol/L", "date": "2025-12-24"},
             {"name": "ALT", "value": 48, "unit": "U/L", "high": 40, "date": "2025-12-24"},
             {"name": "platelets", "value": 12, "unit": "handfuls", "date": "2025-12-24"}],
    "conditions": [{"name": "type 1 diabetes mellitus", "onset": "2012-03-17", "status": "active"},
                   {"name": "ailment of the neighbour", "onset": "2012-03-18"}],
    "medications": [{"name": "insulin", "dose": 42, "unit": "U/day", "start": "2012-03-19"}],
    "events": [{"name": "hospital admission", "date": "2025-12-20"}],
    "procedures": [{"name": "liver transplantation", "date": "2019-05-01"}],
    "attestations": {"NCT01374854/I2": True, "NCT01374854/Xsecret": True},
    "unknown-field-secret": 1}
FORBIDDEN = [r"Ida", r"written-by-hand", r"says-somebody", r"handfuls", r"neighbour", r"Xsecret",
             r"unknown-field-secret", r"/labs/", r"/conditions", r"\b1931\b", r"\b94\b",
             r"\b(19|20)\d\d-\d\d\b", r"secret-file"]


def check(condition, *said):
    if not condition:
        raise AssertionError(" ".join(map(str, said)))


def texts_of(report):
    for path in sorted(report.rglob("*")):
        if "wording" in path.relative_to(report).parts:
            continue  # is about documents, and about nobody
        if path.suffix in (".html", ".md", ".csv"):
            # Sentences of the document may hold numbers and dates of their own; digests too.
            text = path.read_text(encoding="utf-8")
            yield path, re.sub(r"\b[0-9a-f]{64}\b|sha256-[\w+/=]+|<style>.*?</style>|<svg.*?</svg>",
                               "", text, flags=re.DOTALL)
        if path.suffix == ".xlsx":
            yield path, "\n".join(re.sub(r"\b[0-9a-f]{64}\b", "", one)
                                  for one in pages.workbook_texts(path)[0])


def check_nothing_personal(report):
    for path, text in texts_of(report):
        for pattern in FORBIDDEN:
            found = re.search(pattern, text)
            check(not found, path.relative_to(report), pattern,
                  found and text[max(0, found.start() - 80):found.end() + 80])
        check("Ida" not in str(path.relative_to(report)), path)


def main():
    eligo, source = pages.program()
    with pages.folder() as name:
        folder = pathlib.Path(name)
        people = folder / "secret-file.json"
        people.write_text(json.dumps([SECRET]), encoding="utf-8")
        key = folder / "key"
        key.write_text("a key of more than sixteen bytes\n", encoding="utf-8")
        common = ["report", source / "rules", "--patients", people, "--quiet", "--format",
                  "html,md,csv,xlsx"]
        report = folder / "report"
        pages.run(eligo, *common, "--deidentify", "--key", key, "--out", report)
        check_nothing_personal(report)
        sheets = list(report.glob("sheets/NCT01374854/*.html"))
        check(len(sheets) == 1 and re.fullmatch(r"([0-9A-Z]{4}-?){3}", sheets[0].stem), sheets)
        code = sheets[0].stem
        sheet = pages.page(sheets[0])
        check(code in sheet.first("h1").text() and "90+ years" in sheet.first("h1").text(),
              sheet.first("h1").text())
        check("De-identified" in sheet.first("footer").text(), "not said")
        check("HbA1c 8.1 %" in sheet.text(), "the values are there")
        check(code in (report / "logs/NCT01374854.csv").read_text(), "one code in all reports")
        # The decisions are those of the record as it is.
        decision = next(one for one in pages.screened(eligo, source / "rules/NCT01374854",
                                                      "--patients", people))
        rows = list(sheet.first("table", "criteria").first("tbody").all("tr"))
        words = {"pass": "passes", "fail": "fails", "unknown": "open"}
        check([row.child("th")[0].text().split()[-1] for row in rows]
              == [words[one["result"]] for one in decision["criteria"]], "results")

        # The same key gives the same code, another one another.
        pages.run(eligo, *common, "--deidentify", "--key", key, "--out", folder / "again")
        check((folder / f"again/sheets/NCT01374854/{code}.html").is_file(), "the code changed")
        key.write_text("another key of more than sixteen bytes\n", encoding="utf-8")
        pages.run(eligo, *common, "--deidentify", "--key", key, "--out", folder / "other")
        check(not (folder / f"other/sheets/NCT01374854/{code}.html").exists(), "the key is not used")

        # Into a folder that names people nothing of the kind is written.
        named = folder / "named"
        pages.run(eligo, *common, "--out", named)
        done = pages.run(eligo, *common, "--deidentify", "--key", key, "--out", named, statuses=(2,))
        check(b"the folder is not empty" in done.stderr, done.stderr)
        # The log holds nothing personal in any case.
        log = folder / "log"
        (log / "logs").mkdir(parents=True)
        for path in (named / "logs").iterdir():
            (log / "logs" / path.name).write_bytes(path.read_bytes())
        for path, text in texts_of(log):
            for pattern in FORBIDDEN:
                if pattern != r"\b(19|20)\d\d-\d\d\b":
                    check(not re.search(pattern, text), path, pattern)
            check(set(re.findall(r"\b20\d\d-\d\d-\d\d\b", text)) == {"2026-01-15"}, path)

        counts = folder / "counts"
        pages.run(eligo, *common, "--counts-only", "--out", counts)
        check_nothing_personal(counts)
        check(not (counts / "sheets").exists() and not (counts / "checklists").exists()
              and not (counts / "logs").exists(), "pages about patients")
        numbers = [one.text() for one in
                   pages.page(counts / "index.html").first("tbody").first("tr").all("td", "number")]
        check(numbers[0] == "1", numbers)
        print("nothing personal")


main()
