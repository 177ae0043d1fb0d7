"""Runs of `eligo screen --cache` beside the same runs without it. Used by the tests beside it."""

import os
import pathlib
import shutil
import subprocess
import time

FORMS = (["--format", "ndjson", "--compact"], ["--format", "csv", "--compact"],
         ["--format", "counts"])
# Longer than the coarsest times of a file system: from then on a file's times are trusted.
SETTLED = 2.2  # seconds


class Runs:
    """A folder of its own with a copy of the rules and of some patients."""

    def __init__(self, program, source, name):
        self.program = os.path.abspath(program)
        source = pathlib.Path(source).resolve()
        folder = pathlib.Path(name)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        os.chdir(folder)
        shutil.copytree(source / "rules", "rules", ignore=shutil.ignore_patterns("vocabulary"))
        self.rules = pathlib.Path("rules")
        self.cache = pathlib.Path("cache")
        self.patients = [str(source / "patients")]

    def screen(self, *options, rules=None, patients=None, **more):
        command = [self.program, "screen", *(rules or [str(self.rules)])]
        for patient in patients or self.patients:
            command += ["--patients", patient]
        done = subprocess.run([*command, *options], capture_output=True, text=True, check=False,
                              **more)
        assert done.returncode in (0, 1, 2), (command, options, done.returncode, done.stderr)
        return done.returncode, done.stdout, done.stderr

    def cached(self, *options, **more):
        return self.screen(*options, "--cache", str(self.cache), **more)

    def kept(self):
        """The kept files, each with what tells a file from one that replaced it."""
        files = sorted(self.cache.iterdir()) if self.cache.is_dir() else []
        return {file.name: (file.stat().st_ino, file.stat().st_mtime_ns) for file in files}

    def expect_same(self, *options, **more):
        """With and without the cache, the same; what the runs gave."""
        plain = self.screen(*options, **more)
        cached = self.cached(*options, **more)
        assert cached == plain, (options, cached, plain)
        return cached

    def expect_kept(self, *options, **more):
        """The same without anything being made anew."""
        before = self.kept()
        result = self.expect_same(*options, **more)
        assert before and self.kept() == before, (options, before, self.kept())
        return result

    def expect_made_anew(self, *options, **more):
        before = self.kept()
        result = self.expect_same(*options, **more)
        assert self.kept() != before, options
        return result


def settle():
    time.sleep(SETTLED)
