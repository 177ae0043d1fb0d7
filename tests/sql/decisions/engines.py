"""The engines that run the SQL of `eligo sql`: DuckDB inside a Python that has its package, a PostgreSQL
server that is started for the test alone, and Spark inside a Python that has pyspark."""

import contextlib
import csv
import io
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path += [str(ROOT / "tests" / "spark" / "partitions"), str(ROOT / "tools" / "spark")]
DUCKDB_VERSION = "2.0.0"
UNPRIVILEGED = ["setpriv", "--reuid", "nobody", "--clear-groups"]
SKIPPED = 77  # what ctest takes for "left out"
CRITERIA = "SELECT trial, patient, criterion, result, why, source FROM eligo_criterion"
VERDICTS = "SELECT trial, patient, verdict FROM eligo_verdict"


def python_with_duckdb(work):
    """A Python that can import duckdb: this one, the one that ELIGO_DUCKDB_PYTHON names, or one of a
    virtual environment made in `work`. None where the package cannot be had."""
    venv = pathlib.Path(work) / "duckdb-venv"
    for python in (sys.executable, os.environ.get("ELIGO_DUCKDB_PYTHON"), venv / "bin" / "python"):
        if python and shutil.which(python) and imports_duckdb(python):
            return str(python)
    made = subprocess.run([sys.executable, "-m", "venv", venv], capture_output=True, check=False)
    if made.returncode == 0:
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run([venv / "bin" / "python", "-m", "pip", "install", "--quiet",
                            "--only-binary", ":all:", f"duckdb=={DUCKDB_VERSION}"],
                           capture_output=True, check=False, timeout=60)
        if imports_duckdb(venv / "bin" / "python"):
            return str(venv / "bin" / "python")
    return None


def imports_duckdb(python):
    return subprocess.run([python, "-c", "import duckdb"], capture_output=True,
                          check=False).returncode == 0


def go_on_with_duckdb(work):
    """Runs this very script again under a Python that has DuckDB, or leaves it out."""
    python = python_with_duckdb(work)
    if python is None:
        print(f"left out: the decisions in DuckDB (the Python package duckdb {DUCKDB_VERSION} cannot "
              "be had; ELIGO_DUCKDB_PYTHON may name a Python that has it)")
        sys.exit(SKIPPED)
    if python != sys.executable:
        os.execv(python, [python, "-B", *sys.argv])


class DuckDb:
    """A database in memory over one folder of tables."""

    dialect = "duckdb"

    def __init__(self, facts):
        import duckdb  # only there once go_on_with_duckdb has been called
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 2")
        with entered(facts):  # the script names the tables' files without their folder
            self.connection.execute(pathlib.Path("load_duckdb.sql").read_text("utf-8"))

    def run(self, script):
        self.connection.execute(script)

    def rows(self, query):
        return self.connection.execute(query).fetchall()

    def close(self):
        self.connection.close()


@contextlib.contextmanager
def entered(folder):
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def postgres_programs():
    """The folder of a PostgreSQL server's programs, or None."""
    folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((one for one in folders if (one / "initdb").exists()), None)


def why_no_postgres():
    """Why a server cannot be started here; None where it can."""
    if postgres_programs() is None or shutil.which("psql") is None:
        return "Debian's postgresql-15 is not installed"
    if os.geteuid() == 0 and subprocess.run([*UNPRIVILEGED, "sh", "-c", ": > /dev/null"],
                                            capture_output=True, check=False).returncode != 0:
        return "the unprivileged user that runs the server may not write to /dev/null"
    return None


class Postgres:
    """A server of its own, on a socket in a temporary folder, run by an unprivileged user."""

    dialect = "postgres"

    def __init__(self, facts):
        self.facts = facts
        self.folder = tempfile.mkdtemp(prefix="eligo-postgres-")
        self.as_user = []
        if os.geteuid() == 0:  # the server refuses to be run by root
            shutil.chown(self.folder, "nobody")
            self.as_user = UNPRIVILEGED
        programs = postgres_programs()
        data = f"{self.folder}/data"
        self.call([programs / "initdb", "-D", data, "-U", "eligo", "-A", "trust", "-E", "UTF8",
                   "--no-locale", "--no-sync"])
        self.server = subprocess.Popen(
            [*self.as_user, programs / "postgres", "-D", data, "-k", self.folder, "-c",
             "listen_addresses=", "-c", "fsync=off"], cwd=self.folder, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        self.wait(programs)
        self.psql((pathlib.Path(facts) / "load_postgres.sql").read_text("utf-8"))

    def call(self, command):
        done = subprocess.run([*self.as_user, *command], cwd=self.folder, capture_output=True,
                              text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{command[0]}: {done.stderr}")

    def wait(self, programs):
        for _ in range(200):
            ready = subprocess.run([programs / "pg_isready", "-h", self.folder, "-q"], check=False)
            if ready.returncode == 0:
                return
            time.sleep(0.1)
        self.close()
        sys.exit("the PostgreSQL server did not start")

    def psql(self, script):
        done = subprocess.run(["psql", "-h", self.folder, "-U", "eligo", "-d", "postgres", "-X", "-q",
                               "--csv", "-v", "ON_ERROR_STOP=1", "-P", "null=", "-f", "-"],
                              input=script, cwd=self.facts, capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip())
        return done.stdout

    def run(self, script):
        self.psql(script)

    def rows(self, query):
        lines = csv.reader(io.StringIO(self.psql(query + ";")))
        header = next(lines)
        place = header.index("result") if "result" in header else None
        for row in lines:
            if place is not None:
                row[place] = int(row[place]) if row[place] else None
            yield tuple(row)

    def close(self):
        self.server.terminate()
        self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Spark:
    """Two cores of this machine, in a session that all folders of tables share, each in its own database."""

    dialect = "spark"
    session = None

    def __init__(self, facts):
        import screen_sql  # needs pyspark, which is only there once engine_class has been called
        if Spark.session is None:
            Spark.session = self.started()
        self.screen_sql = screen_sql
        self.within = contextlib.ExitStack()
        self.within.enter_context(screen_sql.own_database(self.session))
        screen_sql.load(self.session, facts, parts=2)

    @staticmethod
    def started():
        import atexit
        import cluster
        from pyspark.sql import SparkSession
        folder = tempfile.mkdtemp(prefix="eligo-spark-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        builder = SparkSession.builder.master("local[2]").appName("tests")
        for name, value in {"spark.sql.warehouse.dir": f"{folder}/warehouse", "spark.local.dir": folder,
                            "spark.sql.shuffle.partitions": "2", "spark.driver.memory": "1g",
                            "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
                            "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
                            "spark.driver.extraJavaOptions": cluster.JAVA}.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        return session

    def run(self, script):
        self.screen_sql.run_script(self.session, script)

    def rows(self, query):
        return [tuple(row) for row in self.session.sql(query).collect()]

    def close(self):
        self.within.close()


ENGINES = {engine.dialect: engine for engine in (DuckDb, Postgres, Spark)}


def engine_class(name, work, what):
    """The class of the engine. Where the engine cannot be had, the test ends and says so."""
    if name == "duckdb":
        go_on_with_duckdb(work)
    elif name == "postgres" and (why := why_no_postgres()):
        print(f"left out: {what} in PostgreSQL ({why})")
        sys.exit(SKIPPED)
    elif name == "spark":
        import cluster
        cluster.require_java()
        cluster.run_with_pyspark(pathlib.Path(work) / "spark-python")
    return ENGINES[name]
