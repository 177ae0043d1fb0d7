#!/usr/bin/env python3
"""Screens NDJSON patients on a Spark cluster: the program and the rules are shipped to the workers, and
`eligo screen` runs as a child process over each partition of lines.

    spark-submit --master spark://HOST:7077 tools/spark/screen_partitions.py rules/ \\
        --eligo build/release/eligo --patients hdfs:///patients.ndjson --out hdfs:///decisions

Prints what each trial's verdicts add up to, as `eligo screen --format counts` does. Exit status as of
eligo: 0 done; 1 done, but records were rejected, which are counted and listed; 2 nothing can be relied
on. README.md says more.
"""
import argparse
import atexit
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pyspark import AccumulatorParam, SparkFiles
from pyspark.sql import functions

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import piped_screen  # noqa: E402
from spark_job import NewFolder, Refused, location, main, run_job  # noqa: E402

ENDINGS = tuple(f".{kind}{packed}" for kind in ("ndjson", "jsonl") for packed in ("", ".gz", ".bz2", ".zst"))
PREFLIGHT = b'{"id": "preflight", "asOf": "2026-01-15"}\n'
MOST_MESSAGES = 100
LIBRARIES = "libraries"


class Collected(AccumulatorParam):
    """What the partitions add up to, by partition: one that is run twice counts once."""

    def zero(self, value):
        return {}

    def addInPlace(self, value1, value2):  # noqa: N802, the name is Spark's
        value1.update(value2)
        return value1


def options_of(arguments):
    """The options that the program gets as they are."""
    given = []
    for name in ("trial", "anchor", "assume_complete", "reasons_for"):
        for value in getattr(arguments, name) or []:
            given += [f"--{name.replace('_', '-')}", value]
    for name in ("as_of", "max_age"):
        if getattr(arguments, name):
            given += [f"--{name.replace('_', '-')}", getattr(arguments, name)]
    return given + (["--strict"] if arguments.strict else [])


def command_of(program, loader, root, shipped, arguments, threads):
    """The command line, with the rules and the table of codes in a folder of this machine."""
    command = [loader, "--library-path", str(Path(root) / LIBRARIES)] if loader else []
    command += [str(program), "screen", *(str(Path(root) / rules) for rules in shipped["rules"]), "--patients", "-",
                "--quiet", "--no-progress", "--threads", str(threads), "--format", arguments.format]
    if arguments.format == "ndjson":
        command.append("--compact")
    if shipped["codes"]:
        command += ["--codes", str(Path(root) / shipped["codes"])]
    return command + options_of(arguments)


def stage(arguments, folder):
    """Copies the rules, with the documents beside them, as they are shipped; says where each stands."""
    folder.mkdir()
    shipped = {"rules": [], "codes": None}
    for number, rules in enumerate(arguments.rules):
        source = rules.resolve()
        if not source.exists():
            raise Refused(f"{rules}: there is no such file or folder of rules")
        within = source if source.is_dir() else source.parent
        shutil.copytree(within, folder / str(number) / within.name)
        shipped["rules"].append(f"{number}/{within.name}" + ("" if source.is_dir() else f"/{source.name}"))
    shipped["loader"] = stage_libraries(arguments.eligo, folder / LIBRARIES) if arguments.ship_libraries else None
    if arguments.codes:
        shutil.copy(arguments.codes, folder / "codes.csv")
        shipped["codes"] = "codes.csv"
    return shipped


def stage_libraries(program, folder):
    """Copies the shared libraries that the program needs; the name of the one that loads the others."""
    folder.mkdir()
    needed = subprocess.run(["ldd", str(program)], capture_output=True, text=True, check=False).stdout
    files = [Path(file) for file in re.findall(r"(?:=> |^\s+)(/\S+) \(", needed, re.MULTILINE)]
    loaders = [file.name for file in files if file.name.startswith("ld-")]
    if not loaders:
        raise Refused(f"ldd does not say what {program} needs; leave --ship-libraries out")
    for file in files:
        shutil.copy(file, folder / file.name)
    return loaders[0]


def preflight(arguments, folder, shipped):
    """One empty record, here: whether the rules can be used at all, and {trial: its criteria}."""
    counting = argparse.Namespace(**{**vars(arguments), "format": "counts", "reasons_for": []})
    command = command_of(arguments.eligo.resolve(), None, folder, shipped, counting, 1)
    try:
        done = subprocess.run(command, input=PREFLIGHT, capture_output=True, check=False)
    except OSError as error:
        raise Refused(f"{arguments.eligo} cannot be run: {error}") from None
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode not in (0, 1):
        raise Refused(f"{arguments.eligo} cannot use the rules, status {done.returncode}:\n{said}")
    expected = {}
    verdicts, _, criteria = done.stdout.decode().partition("\n\n")
    for line in verdicts.splitlines()[1:]:
        expected[line.split("\t")[0]] = []
    for line in criteria.splitlines()[1:]:
        trial, criterion = line.split("\t")[:2]
        expected[trial].append(criterion)
    return expected, said if done.returncode else ""


def ship(context, arguments, staged, loader):
    """Sends the program and the rules to the workers; the names to find them by there, which no other job of
    the application has."""
    folder = staged.parent
    program = folder / f"eligo-{folder.name}"
    shutil.copy(arguments.eligo, program)
    names = {"program": program.name, "loader": None}
    if loader:
        # By itself, for what is in an archive may not be executable when it arrives.
        names["loader"] = f"loader-{folder.name}"
        shutil.copy(staged / LIBRARIES / loader, folder / names["loader"])
        context.addFile(str(folder / names["loader"]))
    archive = Path(shutil.make_archive(str(folder / f"rules-{folder.name}"), "zip", staged))
    context.addFile(str(program))
    context.addArchive(str(archive))
    for module in ("piped_screen.py", "screen_partitions.py", "spark_job.py"):
        context.addPyFile(str(HERE / module))
    return {**names, "archive": archive.name}


def read_lines(session, arguments):
    """The lines as bytes, each with its file and the byte that its part of it begins behind."""
    session.conf.set("spark.sql.files.maxPartitionBytes", arguments.partition_bytes)
    # Only \n ends a line, as it does for the program; a lone \r is JSON's white space.
    read = session.read.option("lineSep", "\n").option("recursiveFileLookup", "true").text(
        sorted({location(path) for path in arguments.patients}))
    others = [file for file in read.inputFiles() if not file.endswith(ENDINGS)]
    if others:
        raise Refused(f"{others[0]} is not NDJSON by its name ({', '.join(ENDINGS)}); name the files that are")
    return read.select(functions.col("value").cast("binary").alias("line"), "_metadata.file_path",
                       functions.col("_metadata.file_block_start").alias("begin"))


def check_records(lines, arguments):
    """What no partition can see by itself: an id in two records, and a screening day that hangs on when
    and where a task runs."""
    fields = lines.select(functions.json_tuple(functions.col("line").cast("string"), "id", "asOf")
                          .alias("id", "day")).where("id is not null")
    by_id = fields.groupBy("id").agg(functions.count("*").alias("records"), functions.expr(
        "count_if(day is null)").alias("undated"))
    found = by_id.agg(
        functions.expr("count_if(records > 1)").alias("ids"),
        functions.expr("min(case when records > 1 then id end)").alias("such"),
        functions.expr("coalesce(sum(undated), 0)").alias("undated")).first()
    if found.ids and not arguments.by_id:
        raise Refused(f"{found.ids} patients have more than one record, as \"{found.such}\"; one run of eligo screen "
                      "uses the first, but partitions do not see each other; say --by-id to bring them together")
    if found.undated and not arguments.as_of:
        raise Refused(f"{found.undated} records do not say their screening day (asOf), and the day on which a task "
                      "happens to run may not be one and the same; say --as-of YYYY-MM-DD")


def together_by_id(lines, partitions):
    """Records of one id in one partition, in the order of the files' paths and of the lines in them."""
    key = functions.get_json_object(functions.col("line").cast("string"), "$.id")
    numbered = lines.withColumn("number", functions.monotonically_increasing_id()).withColumn("id", key)
    return numbered.repartition(partitions, "id").sortWithinPartitions("file_path", "begin", "number")


def partition_screen(arguments, shipped, names, expected, summaries):
    """The function that Spark runs over each partition."""
    output_format, with_places = arguments.format, not arguments.by_id
    arguments = argparse.Namespace(**{name: getattr(arguments, name) for name in (
        "format", "trial", "anchor", "assume_complete", "reasons_for", "as_of", "max_age", "strict", "threads")})

    def screen(index, rows):
        program, loader, archive = (names[name] and SparkFiles.get(names[name]) for name in (
            "program", "loader", "archive"))
        command = command_of(program, loader, archive, shipped, arguments, arguments.threads)
        summaries.add({index: None})  # an empty partition has nothing to say, but it was looked at
        try:
            yield from piped_screen.screen_lines(command, output_format, rows, expected, with_places,
                                                 lambda summary: summaries.add({index: summary}))
        except piped_screen.PartitionFailed as failure:
            raise piped_screen.PartitionFailed(f"partition {index}: {failure}") from None

    return screen


def pass_over(lines):
    for _ in lines:
        pass


def add_up(summaries, partitions, expected):
    """The sums of the partitions; all of them must be there."""
    if sorted(summaries) != list(range(partitions)):
        raise Refused(f"{partitions} partitions were screened, {len(summaries)} gave their sums")
    total = {"patients": 0, "rejected": 0, "status": 0, "messages": [],
             "trials": piped_screen.no_counts(expected),
             "criteria": {(trial, criterion): dict.fromkeys(piped_screen.CRITERION_COUNTS, 0)
                          for trial, criteria in expected.items() for criterion in criteria}}
    for index in range(partitions):
        summary = summaries[index]
        if summary is None:
            continue
        for name in ("patients", "rejected", "messages"):
            total[name] = total[name] + summary[name]
        total["status"] = max(total["status"], summary["status"])
        for kind in ("trials", "criteria"):
            for key, counts in summary[kind].items():
                for name, number in counts.items():
                    total[kind][key][name] += number
    return total


def tables(total, with_criteria):
    """The counts in the form of `eligo screen --format counts`."""
    rows = [("trial", "patients", *piped_screen.VERDICTS, "rejected")]
    rows += [(trial, total["patients"], *counts.values(), total["rejected"])
             for trial, counts in total["trials"].items()]
    if with_criteria:
        rows += [(), ("trial", "criterion", *piped_screen.CRITERION_COUNTS)]
        rows += [(*key, *counts.values()) for key, counts in total["criteria"].items()]
    return "".join("\t".join(map(str, row)) + "\n" for row in rows)


def screen(session, arguments):
    """Returns the sums; with `--out` the decisions are in their folder then."""
    context = session.sparkContext
    decisions = run_job(lambda: NewFolder(context, arguments.out)) if arguments.out else None
    # A worker that comes later fetches all that was ever shipped, so it stays until the application ends.
    staged = Path(tempfile.mkdtemp(prefix="eligo-")) / "rules"
    atexit.register(shutil.rmtree, staged.parent, ignore_errors=True)
    shipped = stage(arguments, staged)
    expected, said = preflight(arguments, staged, shipped)
    names = ship(context, arguments, staged, shipped["loader"])
    lines = run_job(lambda: read_lines(session, arguments))
    if not arguments.trust_records:
        run_job(lambda: check_records(lines, arguments))
    if arguments.by_id:
        lines = together_by_id(lines, max(1, lines.rdd.getNumPartitions()))
    rows = lines.select("line", "file_path", "begin").rdd
    summaries = context.accumulator({}, Collected())
    results = rows.mapPartitionsWithIndex(partition_screen(arguments, shipped, names, expected, summaries))
    run_job(lambda: results.saveAsTextFile(decisions.part.toString()) if decisions else
            results.foreachPartition(pass_over))
    total = add_up(summaries.value, rows.getNumPartitions(), expected)
    if total["patients"] + total["rejected"] == 0:
        raise Refused("no patient was read; name files that hold patient profiles")
    if decisions:
        run_job(decisions.publish)
    if said:
        total["status"] = 1
        total["messages"].insert(0, said)
    return total


def parse(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rules", type=Path, nargs="+", help="rule files, or folders of them")
    parser.add_argument("--eligo", type=Path, default=Path("build/release/eligo"), help="the program to ship")
    parser.add_argument("--patients", nargs="+", required=True,
                        help="NDJSON of profiles: files, folders or globs that Spark can read")
    parser.add_argument("--format", choices=("ndjson", "counts"), default="ndjson",
                        help="ndjson: a line a decision, each partition under its digest; counts: quicker, "
                        "with the counts of each criterion")
    parser.add_argument("--out", help="a new folder for the decisions (default: only the counts)")
    parser.add_argument("--ship-libraries", action="store_true",
                        help="ship the shared libraries of the program too, where the workers do not have them")
    parser.add_argument("--by-id", action="store_true",
                        help="bring the records of one id together, where ids stand in more than one")
    parser.add_argument("--trust-records", action="store_true",
                        help="leave out the pass that looks for ids in two records and for records without asOf")
    parser.add_argument("--partition-bytes", default="32m", help="how much a task reads at most (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=1, help="of each child process; as spark.task.cpus")
    for name in ("--trial", "--anchor", "--assume-complete", "--reasons-for"):
        parser.add_argument(name, action="append", help="as of eligo screen; may be repeated")
    for name in ("--as-of", "--max-age"):
        parser.add_argument(name, help="as of eligo screen")
    parser.add_argument("--codes", type=Path, help="as of eligo screen; it is shipped too")
    parser.add_argument("--strict", action="store_true", help="as of eligo screen")
    arguments = parser.parse_args(words)
    if arguments.format == "counts" and (arguments.out or arguments.reasons_for):
        parser.error("--out and --reasons-for are for decisions: leave --format counts out")
    return arguments


def run(session, words):
    """The exit status."""
    arguments = parse(words)
    try:
        total = screen(session, arguments)
    except Refused as refused:
        print(f"screen_partitions: error: {refused}", file=sys.stderr)
        return 2
    for message in total["messages"][:MOST_MESSAGES]:
        print(message, file=sys.stderr)
    if total["rejected"]:
        print(f"screen_partitions: {total['rejected']} records were rejected", file=sys.stderr)
    print(tables(total, arguments.format == "counts"), end="")
    return total["status"]


if __name__ == "__main__":
    sys.exit(main("eligo screen", parse, run))
