"""Runs the cases of *.case files against the eligo program.

    run_cases.py PROGRAM [FILE.case...]       all of cases/ where no file is named

A case file holds cases; README.md beside this script says how they are written. Every case runs in
a folder of its own, with copies of rules/ and patients/ in it and of the small trial in trial/.
Whatever a case says, no command may be ended by a signal or take longer than its limit, and what
screen, explain, import and audit write as JSON must fit the schemas of schemas/, and what audit
writes as SARIF sarif.schema.json.
"""

import concurrent.futures
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jsonschema

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[2]
SECONDS = 20  # what a busy machine may take; a release build alone takes a hundredth


def schema(name):
    return json.loads((PROJECT / "schemas" / name).read_text(encoding="utf-8"))


RESULT = jsonschema.Draft202012Validator(schema("result.schema.json"))
IMPORTED = jsonschema.Draft202012Validator(schema("import.schema.json"))
AUDITED = jsonschema.Draft202012Validator(schema("audit.schema.json"))
SARIF = jsonschema.Draft202012Validator(
    json.loads((HERE / "sarif.schema.json").read_text(encoding="utf-8")))
PROFILE = jsonschema.Draft202012Validator(schema("patient-profile.schema.json"))


class Failure(Exception):
    """What a case expected and did not find."""


class Outcome:
    """What one command did."""

    def __init__(self, command, status, stdout, stderr, seconds):
        self.command, self.status, self.seconds = command, status, seconds
        self.bytes = stdout
        self.stdout = stdout.decode("utf-8", "replace")
        self.stderr = stderr.decode("utf-8", "replace")

    def results(self):
        """The elements of screen's JSON or NDJSON, or explain's one."""
        try:
            whole = json.loads(self.stdout)
            return whole if isinstance(whole, list) else [whole]
        except json.JSONDecodeError:
            return [json.loads(line) for line in self.stdout.splitlines()]

    def decision(self, trial, patient):
        for element in self.results():
            if element.get("trial") == trial and element.get("patient") == patient:
                return element
        raise Failure(f"no decision about {trial} and {patient}")

    def criterion(self, trial, patient, criterion):
        for one in self.decision(trial, patient)["criteria"]:
            if one["id"] == criterion:
                return one
        raise Failure(f"{trial} has no criterion {criterion}")


def folder_for_case(folder):
    """What every case finds in its folder."""
    for rules in sorted((PROJECT / "rules").glob("*/*.eligo")):
        shutil.copytree(rules.parent, folder / "rules" / rules.parent.name, dirs_exist_ok=True)
    shutil.copytree(HERE / "trial", folder / "trial")
    if (PROJECT / "patients").is_dir():
        shutil.copytree(PROJECT / "patients", folder / "patients")


def run(command, folder, program, seconds):
    environment = dict(os.environ, PATH=f"{program.parent}:{os.environ['PATH']}", LC_ALL="C.UTF-8",
                       PYTHON=sys.executable, ELIGO=str(program))
    environment.pop("NO_COLOR", None)
    # The sanitizers reserve terabytes of addresses, and make everything slower.
    sanitized = "ELIGO_TESTS_SANITIZED" in os.environ
    environment["LIMIT_MEMORY"] = "true" if sanitized else "ulimit -v 1500000"
    seconds = seconds * 8 if sanitized else seconds
    begun = time.monotonic()
    try:
        done = subprocess.run(["/bin/bash", "-o", "pipefail", "-c", command], cwd=folder,
                              env=environment, capture_output=True, timeout=seconds,
                              stdin=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired:
        raise Failure(f"still running after {seconds} s") from None
    outcome = Outcome(command, done.returncode, done.stdout, done.stderr, time.monotonic() - begun)
    if done.returncode < 0 or done.returncode >= 126:
        raise Failure(f"ended with status {done.returncode}\n{outcome.stderr}")
    check_schema(outcome)
    return outcome


def check_schema(outcome):
    asked = re.match(r"eligo (screen|explain|import|audit)\b[^|;&>]*--format (ndjson|json|sarif)",
                     outcome.command)
    if not asked or not outcome.stdout.strip() or re.search(r"[|;&>]", outcome.command):
        return
    if asked[2] == "sarif":
        check_sarif(json.loads(outcome.stdout))
        return
    validator = {"import": IMPORTED, "audit": AUDITED}.get(asked[1], RESULT)
    for element in outcome.results():
        check_fits(validator, element)
        if asked[1] == "audit" and element["witness"]:
            check_fits(PROFILE, element["witness"])


def check_fits(validator, value):
    error = jsonschema.exceptions.best_match(validator.iter_errors(value))
    if error:
        raise Failure(f"not as the schema says at {error.json_path}: {error.message}")


def check_sarif(log):
    """The schema, and what the standard asks for that a schema cannot say."""
    check_fits(SARIF, log)
    rules = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    if len(set(rules)) != len(rules):
        raise Failure(f"two rules have the same id: {rules}")
    for result in log["runs"][0]["results"]:
        if rules[result["ruleIndex"]] != result["ruleId"]:
            raise Failure(f"ruleIndex {result['ruleIndex']} is not {result['ruleId']}")
        region = result["locations"][0]["physicalLocation"].get("region")
        if region and region["endColumn"] <= region["startColumn"]:
            raise Failure(f"a region ends before it begins: {region}")


def unescaped(text):
    """Expectations may hold \\n, \\t and \\xNN, so that a line can speak of what no line holds."""
    return re.sub(r"\\(n|t|r|x[0-9a-f]{2}|\\)",
                  lambda found: {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}.get(found[1][0])
                  or chr(int(found[1][1:], 16)), text)


def compare(what, text, how, wanted):
    wanted = unescaped(wanted)
    flat = " ".join(text.split())  # text is wrapped for people; a case need not know where
    if how == "has" and wanted not in text and wanted not in flat:
        raise Failure(f"{what} does not have: {wanted}\n{text[:3000]}")
    if how == "lacks" and (wanted in text or wanted in flat):
        raise Failure(f"{what} has: {wanted}\n{text[:3000]}")
    if how == "is" and text.strip("\n") != wanted:
        raise Failure(f"{what} is not: {wanted}\n{text[:3000]}")
    if how == "is empty" and text:
        raise Failure(f"{what} is not empty:\n{text[:3000]}")
    if how == "matches" and not re.search(wanted, text, re.MULTILINE):
        raise Failure(f"{what} does not match: {wanted}\n{text[:3000]}")


HOW = r"(has|lacks|is empty|is|matches) ?(.*)"


def expect_stream(outcome, folder, stream, how, wanted):
    compare(stream, getattr(outcome, stream), how, wanted)


def expect_status(outcome, folder, status):
    if outcome.status != int(status):
        raise Failure(f"status {outcome.status}, not {status}\n{outcome.stderr[:3000]}"
                      f"{outcome.stdout[:2000]}")


def expect_file(outcome, folder, name, how, wanted):
    path = folder / name
    if not path.is_file():
        raise Failure(f"there is no file {name}")
    compare(name, path.read_text(encoding="utf-8"), how, wanted)


def expect_no_file(outcome, folder, pattern):
    found = sorted(str(path.relative_to(folder)) for path in folder.glob(pattern))
    if found:
        raise Failure(f"there is {', '.join(found)}")


def expect_verdict(outcome, folder, trial, patient, verdict):
    found = outcome.decision(trial, patient)
    if found["verdict"] != verdict:
        results = [(one["id"], one["result"], one["why"]) for one in found["criteria"]
                   if one["result"] != "pass"]
        raise Failure(f"{patient} is {found['verdict']} for {trial}, not {verdict}: {results}")


def expect_result(outcome, folder, trial, patient, criterion, result):
    found = outcome.criterion(trial, patient, criterion)
    if found["result"] != result:
        raise Failure(f"{criterion} is {found['result']} for {patient}, not {result}: "
                      f"{found['why']}")


def expect_of_criterion(outcome, folder, member, trial, patient, criterion, how, wanted):
    found = outcome.criterion(trial, patient, criterion).get(member, "")
    text = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)
    compare(f"{member} of {criterion} for {patient}", text, how, wanted)


def expect_open(outcome, folder, trial, patient, kind, criterion, how, wanted):
    items = [item for item in outcome.decision(trial, patient)["open"]
             if item["kind"] == kind and item["criterion"] == criterion]
    if not items:
        raise Failure(f"no open item {kind} {criterion} for {patient}")
    compare("open items", json.dumps(items, ensure_ascii=False), how, wanted)


def expect_warning(outcome, folder, patient, code, path):
    for element in outcome.results():
        for warning in element.get("warnings", []) if element.get("patient") == patient else []:
            if warning["code"] == code and warning.get("path", "") == path:
                return
    raise Failure(f"no warning [{code}] at {path} for {patient}\n{outcome.stdout[:3000]}")


def expect_rejected(outcome, folder, path, wanted):
    rejected = [element["rejected"] for element in outcome.results() if "rejected" in element]
    if not any(one["path"] == path.strip('"') and unescaped(wanted) in one["why"]
               for one in rejected):
        raise Failure(f"no rejection at {path} with: {wanted}\n{rejected}")


def expect_imported(outcome, folder, trial, criterion, member, how, wanted):
    """Of a criterion in import's JSON: its text, status, rule, why or constraints."""
    found = [element for element in outcome.results() if element.get("trial") == trial]
    if len(found) != 1:
        raise Failure(f"{len(found)} trials {trial}\n{outcome.stdout[:3000]}")
    criteria = {one["id"]: one for one in found[0]["criteria"]}
    if criterion not in criteria:
        raise Failure(f"{trial} has no criterion {criterion}: {', '.join(criteria)}")
    value = criteria[criterion][member]
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    compare(f"{member} of {criterion}", text, how, wanted)


def expect_ids(outcome, folder, trial, wanted):
    """The criteria of a trial in import's JSON, header facts left out."""
    found = [one["id"] for element in outcome.results() if element.get("trial") == trial
             for one in element["criteria"] if one["kind"] != "registry"]
    if found != wanted.split():
        raise Failure(f"{trial} has the criteria {' '.join(found)}\n{outcome.stdout[:3000]}")


def expect_elements(outcome, folder, count, kind):
    is_rejection = kind == "rejections"
    found = sum(("rejected" in element) == is_rejection for element in outcome.results())
    if found != int(count):
        raise Failure(f"{found} {kind}, not {count}\n{outcome.stdout[:3000]}")


def expect_profile(outcome, folder, name, judgement):
    for line in (folder / name).read_text(encoding="utf-8").splitlines():
        error = jsonschema.exceptions.best_match(PROFILE.iter_errors(json.loads(line)))
        if judgement == "fits" and error:
            raise Failure(f"{name} is no profile at {error.json_path}: {error.message}")
        if judgement == "does not fit" and not error:
            raise Failure(f"{name} fits the schema of profiles")


def findings_of(outcome, trial, criterion, code):
    """Of audit's JSON; a criterion of "-" is the trial."""
    wanted = (trial, criterion.replace("-", ""), code)
    return [one for one in outcome.results()
            if (one["trial"], one["criterion"], one["code"]) == wanted]


def expect_finding(outcome, folder, trial, criterion, code, line, column, length):
    found = [(one["line"], one["column"], one["length"])
             for one in findings_of(outcome, trial, criterion, code)]
    if (int(line), int(column), int(length)) not in found:
        raise Failure(f"{code} of {trial} {criterion} is at {found}\n{outcome.stdout[:3000]}")


def expect_no_finding(outcome, folder, trial, criterion, code):
    found = findings_of(outcome, trial, criterion, code)
    if found:
        raise Failure(f"there is one: {found}")


def expect_in_finding(outcome, folder, member, trial, criterion, code, how, wanted):
    found = findings_of(outcome, trial, criterion, code)
    if not found:
        raise Failure(f"no {code} of {trial} {criterion}\n{outcome.stdout[:3000]}")
    values = [one.get(member) or "" for one in found]
    compare(f"{member} of {code}", "\n".join(value if isinstance(value, str) else json.dumps(value)
                                             for value in values), how, wanted)


def expect_findings(outcome, folder, count):
    if len(outcome.results()) != int(count):
        raise Failure(f"{len(outcome.results())} findings\n{outcome.stdout[:3000]}")


def expect_order(outcome, folder, names):
    places = [outcome.stdout.find(unescaped(name)) for name in names.split()]
    if -1 in places or places != sorted(places):
        raise Failure(f"not in this order: {names}\n{outcome.stdout[:3000]}")


EXPECTATIONS = [
    (r"status (\d)", expect_status),
    (rf"(stdout|stderr) {HOW}", expect_stream),
    (rf"file (\S+) {HOW}", expect_file),
    (r"no file (\S+)", expect_no_file),
    (r"verdict (\S+) (\S+) (eligible|ineligible|undetermined)", expect_verdict),
    (r"result (\S+) (\S+) (\S+) (pass|fail|unknown)", expect_result),
    (rf"(why|text|evidence|assumptions|notes|margin) (\S+) (\S+) (\S+) {HOW}", expect_of_criterion),
    (rf"open (\S+) (\S+) (\w+) (\S+) {HOW}", expect_open),
    (r"warning (\S+) (\S+) (.+)", expect_warning),
    (r"rejected (\S+) (.*)", expect_rejected),
    (r"(\d+) (decisions|trials|rejections)", expect_elements),
    (rf"imported (\S+) (\S+) (text|line|status|rule|why|constraints) {HOW}", expect_imported),
    (r"criteria of (\S+?):(.*)", expect_ids),
    (r"profile (\S+) (fits|does not fit)", expect_profile),
    (r"finding (\S+) (\S+) (\S+) at (\d+):(\d+) length (\d+)", expect_finding),
    (r"no finding (\S+) (\S+) (\S+)", expect_no_finding),
    (rf"finding's (message|suggestion|witness|path|acceptedBecause) (\S+) (\S+) (\S+) {HOW}",
     expect_in_finding),
    (r"(\d+) findings", expect_findings),
    (r"order (.+)", expect_order),
]


def expect(line, outcome, folder):
    for pattern, check in EXPECTATIONS:
        found = re.fullmatch(pattern, line)
        if found:
            check(outcome, folder, *found.groups())
            return
    raise Failure(f"not an expectation that this script knows: {line}")


def write_file(header, lines, folder):
    """A file of a case: as it stands, or `made` by a Python expression that yields its bytes."""
    name, _, how = header.partition(" ")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if how == "made":
        path.write_bytes(eval("\n".join(lines), {}))  # pylint: disable=eval-used
    elif how:
        raise Failure(f"not a way to write a file: {how}")
    else:
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def run_case(lines, program):
    """Runs the lines of one case, and returns what went wrong: with which line, and how."""
    outcome, expected, seconds = None, True, SECONDS
    with tempfile.TemporaryDirectory(prefix="eligo-case-") as name:
        folder = Path(name)
        folder_for_case(folder)
        at = 0
        while at < len(lines):
            line = lines[at]
            at += 1
            try:
                if line.startswith("<<< "):
                    end = lines.index(">>>", at)
                    write_file(line[4:], lines[at:end], folder)
                    at = end + 1
                elif line.startswith("$ "):
                    if not expected:
                        raise Failure("nothing is expected of the command before this one")
                    outcome, expected = run(line[2:], folder, program, seconds), False
                elif line.startswith("limit "):
                    seconds = int(line.split()[1])
                elif line and not line.startswith("#") and line != "needs a terminal":
                    expect(line, outcome, folder)
                    expected = True
            except (Failure, ValueError, KeyError) as problem:
                command = outcome.command if outcome and not line.startswith("$ ") else ""
                return f"{line}\n    after: {command}\n{problem}"
    return None if outcome and expected else "the case expects nothing"


def lacks_terminals(lines):
    """Whether a case needs a terminal, and this machine, a bare container, has none to give."""
    if "needs a terminal" not in lines:
        return False
    try:
        for end in pty.openpty():
            os.close(end)
        return False
    except OSError:
        return True


def cases_of(path):
    """(title, lines) of each case in a file."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            cases.append((f"{path.stem}: {line[4:]}", []))
        elif cases:
            cases[-1][1].append(line)
        elif line and not line.startswith("#"):
            sys.exit(f"{path}: a line stands before the first case: {line}")
    return cases


def main():
    program = Path(sys.argv[1]).resolve()
    files = [Path(name) for name in sys.argv[2:]] or sorted((HERE / "cases").glob("*.case"))
    cases = [case for file in files for case in cases_of(file)]
    titles = [title for title, _ in cases]
    if len(set(titles)) != len(titles):
        sys.exit("two cases have the same title")
    left_out = [title for title, lines in cases if lacks_terminals(lines)]
    cases = [(title, lines) for title, lines in cases if title not in left_out]
    for title in left_out:
        print(f"left out {title}: there are no terminals here")
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as workers:
        problems = list(workers.map(lambda case: run_case(case[1], program), cases))
    failed = [(title, problem) for title, problem in zip([title for title, _ in cases], problems)
              if problem]
    for title, problem in failed:
        print(f"FAILED {title}\n  {problem}\n")
    commands = sum(line.startswith("$ ") for _, lines in cases for line in lines)
    print(f"{len(cases)} cases with {commands} commands ran, {len(failed)} failed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
