"""What `eligo serve` says of the five documents and the example patients is what the other commands
say of them.

end_to_end.py PROGRAM SOURCE_DIR
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from client import Server

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
DAY = "2026-01-15"
MORE = {"overrides", "near", "diagnostics"}  # what /api/decision adds


def run(*arguments, allowed=(0,)):
    done = subprocess.run([PROGRAM, *arguments], cwd=SOURCE, capture_output=True, text=True)
    assert done.returncode in allowed, (arguments, done.returncode, done.stderr[:500])
    return done.stdout


def same(left, right, what):
    assert left == right, f"{what}:\n{json.dumps(left)[:600]}\n{json.dumps(right)[:600]}"


def screened(*arguments):
    decisions = json.loads(run("screen", *arguments, "--patients", "patients", "--as-of", DAY,
                               "--format", "json", "--quiet"))
    return {(one["trial"], one["patient"]): one for one in decisions}


def plain(decision):
    return {name: value for name, value in decision.items() if name not in MORE}


def decisions_are_those_of_screen(server):
    sample = 0
    for strict in (False, True):
        server.call("PUT", "/api/options", {"asOf": DAY, "strict": strict})
        expected = screened("rules", *(["--strict"] if strict else []))
        matrix = server.call("GET", "/api/matrix")
        assert len(expected) == len(matrix["trials"]) * len(matrix["patients"])
        for patient, row in zip(matrix["patients"], matrix["cells"]):
            for trial, cell in zip(matrix["trials"], row):
                decision = expected[trial, patient]
                same(cell["verdict"], decision["verdict"], f"verdict of {trial} {patient}")
                same(cell["fails"],
                     [one["id"] for one in decision["criteria"] if one["result"] == "fail"],
                     f"failing criteria of {trial} {patient}")
                same(set(cell["open"]), {one["criterion"] for one in decision["open"]},
                     f"what is open of {trial} {patient}")
                sample += 1
                if sample % 3 == 0:
                    answer = server.decision(trial, patient)
                    same(plain(answer), decision, f"decision of {trial} {patient}")
                    same(cell["nearMisses"], len(answer["near"]), f"near of {trial} {patient}")
    server.call("PUT", "/api/options", {"asOf": DAY, "strict": False})


def trials_are_those_of_audit(server):
    findings = json.loads(run("audit", "rules", "--format", "json", "--quiet"))
    for trial in server.call("GET", "/api/matrix")["trials"]:
        shown = server.call("GET", "/api/trials/" + trial)
        mine = list(shown["findings"])
        for criterion in shown["criteria"]:
            mine += criterion["findings"]
        def key(finding):
            return (finding["code"], finding["message"], finding["line"], finding["column"],
                    finding["length"], finding["suggestion"])
        same(sorted(map(key, mine)), sorted(key(one) for one in findings if one["trial"] == trial),
             f"findings of {trial}")
        text = (SOURCE / "rules" / trial / f"{trial}.eligo").read_text()
        same(shown["rule"], text, f"rules of {trial}")
        lines = text.split("\n")
        for criterion in shown["criteria"]:
            span = criterion["ruleSpan"]
            assert criterion["rule"] and criterion["rule"] in text
            same(lines[span["line"] - 1][span["column"] - 1:].split("\n")[0],
                 criterion["rule"].split("\n")[0][:len(lines[span["line"] - 1])],
                 f"span of {trial} {criterion['id']}")


def dropped_documents_are_imported(folder):
    documents = sorted((SOURCE / "rules").glob("*/*.txt"))
    if "ELIGO_TESTS_SANITIZED" in os.environ:  # a document takes many times longer there
        documents = documents[-2:]
    names = [str(document) for document in documents]
    with Server(PROGRAM, "--as-of", DAY, cwd=SOURCE) as server:
        run("import", *names, "--out", folder, "--quiet")
        for document in documents:
            answer = server.upload("/api/documents", document.name, document.read_bytes())
            assert len(answer["trials"]) == 1, answer
            trial = answer["trials"][0]
            shown = server.call("GET", "/api/trials/" + trial)
            same(shown["rule"], (pathlib.Path(folder) / f"{trial}.eligo").read_text(),
                 f"imported rules of {trial}")
            same(shown["document"]["text"], document.read_text(), f"text of {trial}")
        ledger = {}
        for line in run("import", *names, "--out", folder + "-again", "--quiet", "--format",
                        "ndjson").splitlines():
            one = json.loads(line)
            ledger[one["trial"]] = one["criteria"]
        for trial, criteria in ledger.items():
            shown = {one["id"]: one for one in
                     server.call("GET", "/api/trials/" + trial)["criteria"]}
            same(sorted(shown), sorted(one["id"] for one in criteria), f"criteria of {trial}")
            for one in criteria:
                for name in ("kind", "status", "why"):
                    same(shown[one["id"]][name], one[name], f"{name} of {trial} {one['id']}")
        for profiles in sorted((SOURCE / "patients").glob("*json")):
            server.upload("/api/patients", profiles.name, profiles.read_bytes())
        expected = screened(folder)
        matrix = server.call("GET", "/api/matrix")
        same(len(matrix["patients"]) * len(matrix["trials"]), len(expected), "size of the matrix")
        for patient, row in zip(matrix["patients"], matrix["cells"]):
            for trial, cell in zip(matrix["trials"], row):
                same(cell["verdict"], expected[trial, patient]["verdict"], f"{trial} {patient}")
        again = server.upload("/api/patients", profiles.name, profiles.read_bytes())
        assert not again["added"] and again["rejected"], "a patient is read twice"


def edits_change_verdicts(server):
    trial, patient = "NCT01374854", "P-007"
    same(server.decision(trial, patient)["verdict"], "ineligible", "before")
    record = server.call("GET", "/api/patients/" + patient)["record"]
    next(lab for lab in record["labs"] if lab["name"] == "creatinine")["value"] = 80
    tried = server.call("POST", "/api/try", {"trial": trial, "patient": patient, "record": record})
    assert "E5" not in [one["id"] for one in tried["criteria"] if one["result"] == "fail"]
    same(server.decision(trial, patient)["verdict"], "ineligible", "a try keeps nothing")

    rule = server.call("GET", "/api/trials/" + trial)["rule"]
    loose = rule.replace("creatinine > 1.4 mg/dL", "creatinine > 1.9 mg/dL")
    assert loose != rule
    tried = server.call("POST", "/api/try", {"trial": trial, "patient": patient, "rule": loose})
    assert next(one for one in tried["criteria"] if one["id"] == "E5")["result"] == "pass"

    broken = rule.replace("hba1c at enrollment", "hba1d at enrollment")
    checked = server.call("POST", "/api/check", {"trial": trial, "rule": broken})
    place = next(one for one in checked["diagnostics"] if one["severity"] == "error")
    assert not checked["ok"] and "hba1d" in broken.split("\n")[place["line"] - 1]
    same(broken.split("\n")[place["line"] - 1][place["column"] - 1:place["endColumn"] - 1], "hba1d",
         "the words that an error is about")
    assert not server.call("PUT", "/api/trials/" + trial, {"rule": broken})["ok"]
    same(server.call("GET", "/api/trials/" + trial)["rule"], rule, "a broken rule is not kept")
    other = rule.replace("trial NCT01374854", "trial NCT99999999")
    assert not server.call("PUT", "/api/trials/" + trial, {"rule": other})["ok"]

    no_examples = re.sub(r"\n *example [^;]*;", "", loose)
    assert server.call("PUT", "/api/trials/" + trial, {"rule": no_examples})["ok"]
    same(next(one for one in server.decision(trial, patient)["criteria"]
              if one["id"] == "E5")["result"], "pass", "a kept rule decides")
    assert server.call("PUT", "/api/trials/" + trial, {"rule": rule})["ok"]
    server.call("PUT", "/api/patients/" + patient, {"record": record})
    assert "E5" not in [one["id"] for one in server.decision(trial, patient)["criteria"]
                        if one["result"] == "fail"]
    wrong = dict(record, id="somebody else")
    status = server.request("PUT", "/api/patients/" + patient, {"record": wrong})[0]
    same(status, 422, "a record of somebody else")
    same(server.request("PUT", "/api/patients/nobody", {"record": record})[0], 422, "nobody")
    same(server.request("DELETE", "/api/patients/nobody")[0], 404, "nobody to take out")
    assert patient not in [one["id"] for one in
                           server.call("DELETE", "/api/patients/" + patient)["patients"]]
    assert trial not in [one["id"] for one in
                         server.call("DELETE", "/api/trials/" + trial)["trials"]]
    born = server.call("PUT", "/api/options", {"asOf": "1950-01-01"})
    assert any(one["path"] == "/birthDate" for one in born["rejected"]), born["rejected"][:2]
    assert any("after" in one["why"] for one in born["rejected"]), "born after the screening date"


def overrides_stand_beside(server, log):
    about = {"trial": "NCT01374854", "patient": "P-007", "criterion": "E5", "result": "pass",
             "name": "Dr. Müller <script>", "reason": "=HYPERLINK(\"x\")\nsecond line"}
    before = server.decision("NCT01374854", "P-007")
    written = server.call("POST", "/api/overrides", about)["override"]
    same({name: written[name] for name in about}, about, "the override")
    same(written["machine"], "fail", "the machine's result beside it")
    after = server.decision("NCT01374854", "P-007")
    same(after["overrides"], [written], "beside the decision")
    same(plain(after), plain(before), "the decision itself")
    for name, value, status in (("criterion", "E99", 404), ("result", "unknown", 400),
                                ("name", " ", 400), ("reason", "", 400), ("patient", "x", 404),
                                ("reason", "a" * 5000, 400), ("name", "a\x1b[2J", 400)):
        same(server.request("POST", "/api/overrides", dict(about, **{name: value}))[0], status,
             f"an override with {name} {value[:10]!r}")
    same(len(pathlib.Path(log).read_text().splitlines()), 1, "lines of the log")
    assert "1 overrides, nothing changed" in run("log", "verify", log)
    assert "\x1b" not in run("log", "show", log) and "Dr. Müller" in run("log", "show", log)


def reports_can_be_saved(server):
    kinds = {one["kind"]: one for one in server.call("GET", "/api/state")["reports"]}
    for kind, one in kinds.items():
        for form in one["formats"]:
            path = f"/api/report?kind={kind}&format={form}"
            if "trial" in one["needs"]:
                path += "&trial=NCT01374854"
            if "patient" in one["needs"]:
                path += "&patient=P-007"
            status, headers, content = server.request("GET", path)
            same(status, 200, path)
            assert headers["Content-Disposition"].startswith("attachment; filename="), path
            assert len(content) > 500 and (form != "xlsx" or content[:2] == b"PK"), path
            about_patients = kind != "wording" and form in ("html", "md")
            assert not about_patients or b"pre-screening" in content, path
    sheet = server.request("GET", "/api/report?kind=sheet&format=html&trial=NCT01374854"
                                  "&patient=P-007")[2].decode()
    assert "1.46" in sheet and "P-007" in sheet
    for query in ("kind=sheet&format=html&trial=NCT01374854", "kind=nothing&format=html",
                  "kind=sheet&format=exe&trial=NCT01374854&patient=P-007", ""):
        same(server.request("GET", "/api/report?" + query)[0], 400, query)


def nothing_else_is_written(folder):
    same(sorted(os.listdir(folder)), ["imported", "imported-again", "overrides.ndjson"],
         "what is in the folder")


with tempfile.TemporaryDirectory() as temporary:
    record_of = os.path.join(temporary, "overrides.ndjson")
    with Server(PROGRAM, "rules", "--patients", "patients", "--as-of", DAY, "--quiet", "--log",
                record_of, cwd=SOURCE) as main:
        decisions_are_those_of_screen(main)
        trials_are_those_of_audit(main)
        dropped_documents_are_imported(os.path.join(temporary, "imported"))
        overrides_stand_beside(main, record_of)
        reports_can_be_saved(main)
        edits_change_verdicts(main)
        second = subprocess.run([PROGRAM, "serve", "--log", record_of], capture_output=True,
                                text=True, timeout=60)
        assert second.returncode == 2 and "another eligo serve" in second.stderr
        busy = subprocess.run([PROGRAM, "serve", "--port", str(main.port)], capture_output=True,
                              text=True, timeout=60)
        assert busy.returncode == 2 and "cannot listen" in busy.stderr, busy
        same(main.stop(), 0, "the end")
        same(main.errors, "", "standard error")
    nothing_else_is_written(temporary)
    with Server(PROGRAM, cwd=SOURCE) as empty:
        same(empty.call("GET", "/api/matrix"), {"trials": [], "patients": [], "cells": []}, "empty")
        same(empty.request("POST", "/api/overrides",
                           {"trial": "a", "patient": "b", "criterion": "c", "result": "pass",
                            "name": "n", "reason": "r"})[0], 409, "no log")
print("the same in every way")
