"""What the jobs of this folder share: their session, how they are refused, what a Spark job failed of, and the
folder that results go to."""
import re
import sys
from pathlib import Path

from pyspark.sql import SparkSession


class Refused(Exception):
    """The job cannot be done; the text says why and what to do."""


def location(path):
    """A path of this machine is given to Spark as such, whatever its default file system is."""
    return path if re.match(r"\w+:/", path) else f"file://{Path(path).absolute()}"


def ran_to_failure(error):
    """What a Spark job failed of, in our words where they are there."""
    texts = [str(error)]
    cause = getattr(error, "java_exception", None) or getattr(error, "_origin", None)
    while cause is not None:
        texts.append(str(cause.toString()))
        cause = cause.getCause()
    own = re.search(r"PartitionFailed: (.*)|(eligo self-test failed: [^']*)'", "\n".join(texts))
    return own[1] or own[2] if own else texts[-1].split("Driver stacktrace")[0].strip()


def run_job(action):
    try:
        return action()
    except Refused:
        raise
    except Exception as error:  # Spark's are of many kinds
        raise Refused(f"the job failed: {ran_to_failure(error)}") from None


class NewFolder:
    """The folder that results go to: written beside it, and renamed when all of it is right."""

    def __init__(self, context, out):
        paths = context._jvm.org.apache.hadoop.fs.Path  # Spark has no public way to a file system
        self.out, self.part = paths(location(out)), paths(location(out).rstrip("/") + ".part")
        self.files = self.out.getFileSystem(context._jsc.hadoopConfiguration())
        if self.files.exists(self.out):
            raise Refused(f"{out} is there already; name a folder that is not")
        self.files.delete(self.part, True)

    def publish(self):
        if not self.files.rename(self.part, self.out):
            raise Refused(f"{self.part.toString()} cannot be renamed to {self.out.toString()}")


def main(name, parse, run):
    """The exit status of the job `name`: run(session, words), in a session that ends with it."""
    arguments = parse(sys.argv[1:])  # a wrong command line needs no cluster
    builder = SparkSession.builder.appName(name)
    master = getattr(arguments, "master", None)
    session = (builder.master(master) if master else builder).getOrCreate()
    try:
        return run(session, sys.argv[1:])
    finally:
        session.stop()
