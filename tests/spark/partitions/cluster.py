"""A Spark cluster of this machine alone: a master and worker processes on the loopback address, each
started by itself and ended by its own number; and a Python that has pyspark."""
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

PYSPARK = "pyspark==3.5.3"
LEFT_OUT = 77
# Short runs on a busy machine: less compiling, no collector with threads of its own.
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
MOST_SECONDS = 180


def leave_out(why):
    print(f"left out: what needs Spark. {why}")
    sys.exit(LEFT_OUT)


def run_with_pyspark(folder):
    """Goes on in a Python that has pyspark: this one, $ELIGO_SPARK_PYTHON, or where $ELIGO_TEST_SPARK is
    set one that is made in `folder`. Ends the test where there is none."""
    if importlib.util.find_spec("pyspark"):
        return
    python = os.environ.get("ELIGO_SPARK_PYTHON")
    if not python:
        python = str(folder / "bin" / "python")
        if not os.path.exists(folder / "complete"):
            if not os.environ.get("ELIGO_TEST_SPARK"):
                leave_out("pyspark is not here. ELIGO_TEST_SPARK=1 fetches it (300 MB) into the build folder; "
                          "ELIGO_SPARK_PYTHON=PYTHON names a Python that has it.")
            make_python(folder, python)
    if os.path.realpath(sys.prefix) == os.path.realpath(folder) or os.environ.get("ELIGO_SPARK_STARTED"):
        leave_out(f"{python} has no pyspark.")
    os.environ["ELIGO_SPARK_STARTED"] = "1"
    os.execv(python, [python, "-B", *sys.argv])


def make_python(folder, python):
    shutil.rmtree(folder, ignore_errors=True)
    for command in ([sys.executable, "-m", "venv", str(folder)],
                    # Spark itself comes as a source package only, which holds nothing to compile.
                    [python, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--no-binary", "pyspark",
                     PYSPARK]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            leave_out(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    (folder / "complete").touch()


def require_java():
    if shutil.which("java") is None:
        leave_out("There is no Java runtime; on Debian it is the package openjdk-17-jre-headless.")


class Cluster:
    def __init__(self, folder, workers):
        import pyspark
        self.folder = folder
        self.home = Path(pyspark.__file__).parent
        os.environ.update({"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m", "SPARK_HOME": str(self.home),
                           "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_DIRS": str(folder / "local"),
                           "PYTHONDONTWRITEBYTECODE": "1",
                           "SPARK_DAEMON_JAVA_OPTS": f"{JAVA} -Dspark.worker.timeout={MOST_SECONDS}"})
        self.processes = []
        self.number = 0
        try:
            self.master = self.start("master.Master", "--port", "0")
            self.address = self.said(self.master, r"Starting Spark master at (spark://127\.0\.0\.1:\d+)")
            self.workers = [self.start_worker() for _ in range(workers)]
            for worker in self.workers:
                self.wait_for(worker)
        except BaseException:
            self.stop()
            raise

    def start(self, name, *arguments):
        log = self.folder / f"{name}-{self.number}.log"
        self.number += 1
        with open(log, "wb") as out:
            # A session of its own: a worker ends together with what it started.
            process = subprocess.Popen(
                [str(self.home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1",
                 "--webui-port", "0", *arguments], stdout=out, stderr=out, start_new_session=True)
        process.log = log
        self.processes.append(process)
        return process

    def start_worker(self):
        return self.start("worker.Worker", "--cores", "1", "--memory", "1g", "--work-dir",
                          str(self.folder / f"work-{self.number}"), self.address)

    def wait_for(self, worker):
        self.said(worker, r"Successfully registered with master ()")

    def said(self, process, pattern):
        """Waits until the process has said it; what its group matched."""
        end = time.monotonic() + MOST_SECONDS
        while time.monotonic() < end:
            text = process.log.read_text(encoding="utf-8", errors="replace")
            if found := re.search(pattern, text):
                return found[1]
            if process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"{process.log}: {pattern} was not said\n{text}")

    def kill(self, process):
        """Without a chance to say goodbye, and its executor too."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.processes.remove(process)

    def stop(self):
        for process in reversed(self.processes):
            try:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(10)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                process.kill()
                process.wait()
        self.processes = []

    def settings(self):
        return {"spark.master": self.address, "spark.network.timeout": f"{MOST_SECONDS}s",
                "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false",
                "spark.ui.showConsoleProgress": "false",
                "spark.executor.memory": "512m", "spark.driver.memory": "512m", "spark.cores.max": "2",
                "spark.driver.extraJavaOptions": JAVA, "spark.executor.extraJavaOptions": JAVA}
