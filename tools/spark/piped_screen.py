"""One partition of patients through `eligo screen`, as a child process that is fed while its results are
read. Nothing it says is taken on trust: the exit status, the final line with its sums and digest, and the
number of records are held against what went in and what came out.

The standard library alone; screen_partitions.py ships this file to the workers.
"""
import hashlib
import itertools
import json
import re
import subprocess
import threading

VERDICTS = ("eligible", "ineligible", "undetermined")
CRITERION_COUNTS = ("pass", "fail", "unknown", "failsAlone")
DECISION = re.compile(rb'\{"trial":("(?:[^"\\]|\\.)*"),"patient":.*?"verdict":"(\w+)"')
REJECTED = b'{"rejected":'
END = b'{"end":'
BLANKS = b" \t\r"
PLACE = re.compile(r"(?:-|standard input)(?::(\d+))?: (?:error: )?")
MOST_MESSAGES = 20
MOST_LINE = 1 << 12
TAIL_LINES = 12


class PartitionFailed(Exception):
    """What a partition gave cannot be used. The text is one line."""

    def __init__(self, why):
        super().__init__(" | ".join(line for line in str(why).splitlines() if line.strip()))


def is_fhir(line):
    """Whether the line is a resource: those of one patient lie in several lines, and so in several
    partitions."""
    if b'"resourceType"' not in line:
        return False
    try:
        record = json.loads(line)
    except ValueError:
        return False  # the program says what is wrong with it
    return isinstance(record, dict) and "resourceType" in record


class Places:
    """Where the lines that a program was fed came from: its line 17 is record 5 of a file's part."""

    def __init__(self):
        self.runs = []  # first line, file, byte that the part begins behind
        self.lines = 0

    def add(self, file, begin):
        self.lines += 1
        if not self.runs or self.runs[-1][1:] != (file, begin):
            self.runs.append((self.lines, file, begin))

    def of(self, line):
        first, file, begin = [run for run in self.runs if run[0] <= line][-1]
        if begin == 0:
            return f"{file}:{line - first + 1}"
        # Spark reads from behind the first line end in its part.
        return f"{file}, line {line - first + 1} behind the first line end after byte {begin}"


class Feeder(threading.Thread):
    """Writes the lines to the program, beside the reading of its results."""

    def __init__(self, rows, program, places):
        super().__init__(daemon=True)
        self.rows, self.to, self.places = rows, program, places
        self.records = 0
        self.error = None

    def run(self):
        try:
            for row in self.rows:
                line = bytes(row[0])
                if line.strip(BLANKS):
                    self.records += 1
                if self.places is not None:
                    self.places.add(row[1], row[2])
                if is_fhir(line):
                    raise PartitionFailed("a record is FHIR; the resources of one patient lie in several lines, "
                                          "so screen them with eligo screen on one machine, or as profiles")
                self.to.write(line + b"\n")
            self.to.close()
        except BrokenPipeError:
            self.abandon()  # the program has ended; its status says why
        except BaseException as error:  # to be raised where the results are read
            self.error = error
            self.abandon()

    def abandon(self):
        try:
            self.to.close()
        except OSError:
            pass


class Messages(threading.Thread):
    """Reads standard error: the rejections, up to a limit, and the last lines of all."""

    def __init__(self, stream):
        super().__init__(daemon=True)
        self.stream = stream
        self.rejections, self.tail = [], []

    def run(self):
        with self.stream:
            while line := self.stream.readline(MOST_LINE):
                text = line.decode("utf-8", "replace").rstrip("\n")
                self.tail = [*self.tail, text][-TAIL_LINES:]
                if text.endswith("[rejected-record]") and len(self.rejections) < MOST_MESSAGES:
                    self.rejections.append(text)

    def said(self):
        return " | ".join(self.tail) or "it said nothing"


def no_counts(expected):
    return {trial: dict.fromkeys(VERDICTS, 0) for trial in expected}


class DecisionLines:
    """Reads `--format ndjson --compact`, to the line that says what all of it was."""

    def __init__(self, expected):
        self.expected = expected  # {trial: its criteria}
        self.digest = hashlib.sha256()
        self.counted = {}
        self.rejected = 0
        self.end = None
        self.is_cut = False

    def take(self, line):
        if self.end is not None:
            raise PartitionFailed("something stands behind the final line")
        if not line.endswith(b"\n"):
            self.is_cut = True  # it is the last one; the program's status may say why
            return
        if line.startswith(END):
            self.end = line
            return
        self.digest.update(line)
        if line.startswith(REJECTED):
            self.rejected += 1
            return
        decision = DECISION.match(line)
        if decision is None:
            raise PartitionFailed(f"a line of the output is no decision: {line[:80]!r}")
        key = decision.groups()
        self.counted[key] = self.counted.get(key, 0) + 1

    def summary(self):
        if self.is_cut:
            raise PartitionFailed("the output is cut off within a line")
        if self.end is None:
            raise PartitionFailed("the final line is missing, so the run did not come to its end")
        try:
            end = json.loads(self.end)["end"]
            said = {name: end[name] for name in ("patients", "rejected", "trials", *VERDICTS, "sha256")}
        except (ValueError, KeyError, TypeError):
            raise PartitionFailed(f"the final line cannot be read: {self.end[:200]!r}") from None
        if said["sha256"] != self.digest.hexdigest():
            raise PartitionFailed("the digest of the final line is not that of the lines received")
        trials = no_counts(self.expected)
        for (trial, verdict), number in self.counted.items():
            name, verdict = json.loads(trial), verdict.decode()
            if name not in trials or verdict not in VERDICTS:
                raise PartitionFailed(f"a decision is about a trial or verdict that is not known: {name}, {verdict}")
            trials[name][verdict] = number
        sums = {verdict: sum(trial[verdict] for trial in trials.values()) for verdict in VERDICTS}
        received = {"rejected": self.rejected, "trials": len(trials), **sums}
        if any(said[name] != number for name, number in received.items()):
            raise PartitionFailed(f"the final line says {said}, received were {received}")
        return {"patients": said["patients"], "rejected": said["rejected"], "trials": trials, "criteria": {}}


class CountTables:
    """Reads `--format counts`: the verdicts of each trial, an empty line, the results of each criterion."""

    def __init__(self, expected):
        self.expected = expected
        self.text = []

    def take(self, line):
        self.text.append(line)

    def summary(self):
        try:
            return self.read(b"".join(self.text).decode())
        except (ValueError, KeyError) as error:
            raise PartitionFailed(f"the tables of counts cannot be read: {error!r}") from None

    def read(self, text):
        if not text.endswith("\n"):
            raise ValueError("they are cut off")
        verdicts, criteria = (part.splitlines() for part in text.split("\n\n"))
        rows = [dict(zip(verdicts[0].split("\t"), line.split("\t"), strict=True)) for line in verdicts[1:]]
        trials = {row["trial"]: {verdict: int(row[verdict]) for verdict in VERDICTS} for row in rows}
        results = {}
        for line in criteria[1:]:
            row = dict(zip(criteria[0].split("\t"), line.split("\t"), strict=True))
            results[row["trial"], row["criterion"]] = {name: int(row[name]) for name in CRITERION_COUNTS}
        patients, rejected = ({int(row[name]) for row in rows} for name in ("patients", "rejected"))
        if len(patients) != 1 or len(rejected) != 1:
            raise PartitionFailed("the trials do not have the same patients")
        if list(results) != [(trial, one) for trial, ids in self.expected.items() for one in ids]:
            raise PartitionFailed("the criteria counted are not those of the rules")
        patients = patients.pop()
        if any(sum(trial.values()) != patients for trial in trials.values()) or any(
                sum(one.values()) - one["failsAlone"] != patients for one in results.values()):
            raise PartitionFailed("the counts do not add up to the patients")
        return {"patients": patients, "rejected": rejected.pop(), "trials": trials, "criteria": results}


READERS = {"ndjson": DecisionLines, "counts": CountTables}


def check(summary, expected, records):
    """What is true of any usable result, whatever its format."""
    if list(summary["trials"]) != list(expected):
        raise PartitionFailed(f"trials {list(summary['trials'])}, expected were {list(expected)}")
    if any(sum(trial.values()) != summary["patients"] for trial in summary["trials"].values()):
        raise PartitionFailed("the decisions of a trial are not as many as the patients")
    answered = summary["patients"] + summary["rejected"]
    if answered != records:
        raise PartitionFailed(f"{records} records went in, {answered} were answered ({summary['patients']} patients "
                              f"and {summary['rejected']} rejected)")


def placed(message, places):
    found = PLACE.match(message)
    if places is None or found is None:
        return message
    return f"{places.of(int(found[1] or 1))}: {message[found.end():]}" if found[1] or places.lines == 1 else message


def screen_lines(command, output_format, rows, expected, with_places, done):
    """Yields the lines of the program's output, without their ends, and then calls `done` with what they
    add up to. `rows` are (line, file, byte that its part begins behind); `command` reads standard input;
    `expected` has the ids of each trial's criteria. Raises PartitionFailed where anything is wrong: what was
    yielded until then must not be used."""
    begin = []
    for row in rows:
        begin.append(row)
        if bytes(row[0]).strip(BLANKS):
            break
    else:
        return  # the program would call this unusable, which it is only of the whole
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   bufsize=1 << 18)
    except OSError as error:
        raise PartitionFailed(f"{command[0]} cannot be run: {error}") from None
    places = Places() if with_places else None
    feeder, messages = Feeder(itertools.chain(begin, rows), process.stdin, places), Messages(process.stderr)
    reader = READERS[output_format](expected)
    try:
        feeder.start()
        messages.start()
        try:
            for line in process.stdout:
                reader.take(line)
                yield line[:-1]
        except PartitionFailed:
            process.kill()
            raise
        status = process.wait()
        feeder.join()
        messages.join()
        if feeder.error is not None:
            raise feeder.error
        if status not in (0, 1):
            how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
            raise PartitionFailed(f"eligo screen {how}: {messages.said()}")
        summary = reader.summary()
        check(summary, expected, feeder.records)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        process.stdout.close()
    rejections = [placed(message, places) for message in messages.rejections]
    other = messages.said() if status == 1 and summary["rejected"] == 0 else ""
    done({**summary, "status": status, "messages": rejections + ([other] if other else [])})
