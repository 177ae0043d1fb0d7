"""The numbers of every report are those of `screen --format json`, over all trials and patients.

    /usr/bin/python3 same_numbers.py PROGRAM SOURCE
"""

import collections
import csv
import pathlib

import pages

RESULTS = {"pass": "passes", "fail": "fails", "unknown": "open"}


def check(condition, *said):
    if not condition:
        raise AssertionError(" ".join(map(str, said)))


def check_sheet(decision, path):
    root = pages.page(path)
    verdict = root.first("section", "verdict")
    check(pages.words(verdict.first("h2")).lower() == decision["verdict"], path, "verdict")
    results = collections.Counter(one["result"] for one in decision["criteria"])
    counts = [int(one.text()) for one in verdict.first("p", "counts").all("strong")]
    check(counts == [results["fail"], results["unknown"], results["pass"]], path, counts, results)
    table = root.first("table", "criteria")
    rows = list(table.first("tbody").all("tr")) if table else []
    check(len(rows) == len(decision["criteria"]), path, "rows")
    for row, criterion in zip(rows, decision["criteria"]):
        head = row.child("th")[0].text().split()
        check((head[0], head[-1]) == (criterion["id"], RESULTS[criterion["result"]]), path, head)
        sentence, said, sources = row.child("td")
        check(sentence.first("q").text() == " ".join(criterion["text"].split())
              or not criterion["text"], path, criterion["id"], "sentence", sentence.text())
        check(" ".join(criterion["why"].split()) in said.text(), path, criterion["id"], "why")
        paths = [one.text() for one in sources.all("code")]
        check(paths == [one["path"] for one in criterion["evidence"]], path, criterion["id"], paths)
        for one in criterion["assumptions"]:
            check(" ".join(one.split()) in said.text(), path, criterion["id"], "assumption")
    failing = [one.first("h3").text().split()[1] for one in root.all("article", "criterion")]
    wanted = [one["id"] for one in decision["criteria"] if one["result"] == "fail"]
    check(sorted(failing) == sorted(wanted), path, failing, wanted)
    kinds = {one["id"]: one["kind"] for one in decision["criteria"]}
    exclusions = [kinds[one] == "exclusion" for one in failing]
    check(exclusions == sorted(exclusions, reverse=True), path, "exclusions first", failing)
    asked = [" ".join(one.text().split()) for one in root.all("li")]
    for item in decision["open"]:
        check(any(" ".join(item["ask"].split()) in one and item["criterion"] in one
                  for one in asked), path, "to do", item)
    return len(list(root.all("svg")))


def check_checklist(decision, path):
    root = pages.page(path)
    rows = [row for table in root.all("table", "checklist")
            for row in table.first("tbody").all("tr")]
    found = {row.child("th")[0].text(): row for row in rows}
    check(sorted(found) == sorted(one["id"] for one in decision["criteria"]), path, "rows")
    for criterion in decision["criteria"]:
        cells = found[criterion["id"]].child("td")
        if criterion["text"]:
            check(cells[0].first("q").text() == " ".join(criterion["text"].split()), path, "wording")
        check(cells[1].first("span", "result").text().split()[-1] == RESULTS[criterion["result"]],
              path, criterion["id"])
        check(cells[2].text() == "YesNo", path, "the answer is the reader's", cells[2].text())
        boxes = list(cells[2].all("span", "box"))
        check(len(boxes) == 2 and all(not one.children for one in boxes), path, "ticked")
        check(all(one.text() == "" for one in cells[3:]) and len(cells) == 6, path, "filled in")
    check(not any("✓" in cell.text() or "☑" in cell.text() or "☒" in cell.text()
                  for row in rows for cell in row.child("td")[2:]), path, "ticked")


def check_log(decisions, report, trial):
    outcomes = [one["verdict"] for one in decisions]
    root = pages.page(report / f"logs/{trial}.html")
    counts = [int(one.text()) for one in root.first("p", "counts").all("strong")]
    by_verdict = collections.Counter(outcomes)
    check(counts == [len(outcomes), by_verdict["eligible"], by_verdict["ineligible"],
                     by_verdict["undetermined"]], trial, counts)
    rows = list(root.first("table", "log").first("tbody").all("tr"))
    check([pages.words(one.first("span", "result")).lower() for one in rows] == outcomes, trial)
    with open(report / f"logs/{trial}.csv", newline="", encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    check([one["outcome"] for one in table] == outcomes, trial, "csv")
    for row, decision in zip(table, decisions):
        results = {one["id"]: one["result"] for one in decision["criteria"]}
        failing = [one for one in results if results[one] == "fail"]
        said = [one for one in row["alsoFails"].split(", ") if one]
        if not row["reason"].startswith("the patient has died") and failing:
            said.append(row["reason"].removeprefix("a contradiction in the document, ")
                        .split(":")[0])
        check(sorted(said) == sorted(failing), trial, decision["patient"], row)
        check(row["open"] == ", ".join(one for one in results if results[one] == "unknown"), row)
        check(row["screened"] == decision["asOf"], row)
    strings, _, _ = pages.workbook_texts(report / f"logs/{trial}.xlsx")
    check(all(one["code"] in strings for one in table), trial, "xlsx")


def main():
    eligo, source = pages.program()
    with pages.folder() as name:
        report = pathlib.Path(name) / "report"
        arguments = (source / "rules", "--patients", source / "patients")
        decisions = pages.screened(eligo, *arguments)
        pages.run(eligo, "report", *arguments, "--kind", "sheet,checklist,log", "--out", report,
                  "--quiet")
        drawings = 0
        for decision in decisions:
            path = f"{decision['trial']}/{decision['patient']}.html"
            drawings += check_sheet(decision, report / "sheets" / path)
            check_checklist(decision, report / "checklists" / path)
        check(len(decisions) == 925, "decisions", len(decisions))
        check(drawings > 4000, "drawings", drawings)
        for trial in sorted({one["trial"] for one in decisions}):
            check_log([one for one in decisions if one["trial"] == trial], report, trial)
        root = pages.page(report / "index.html")
        rows = list(root.first("tbody").all("tr"))
        check(len(rows) == 5, "index", len(rows))
        for row in rows:
            trial = row.first("bdi").text()
            verdicts = collections.Counter(one["verdict"] for one in decisions
                                           if one["trial"] == trial)
            numbers = [int(one.text()) for one in row.all("td", "number")]
            check(numbers == [sum(verdicts.values()), verdicts["eligible"], verdicts["ineligible"],
                              verdicts["undetermined"]], trial, numbers)
        print(f"{len(decisions)} sheets and checklists, {drawings} drawings, {len(rows)} logs")


main()
