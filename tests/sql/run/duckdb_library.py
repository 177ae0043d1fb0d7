"""DuckDB's library for the program and for these tests, which make database files with it."""

import contextlib
import ctypes
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
SKIPPED = 77  # what ctest takes for "left out"
LIBRARY = "ELIGO_DUCKDB_LIBRARY"


def require(work, what):
    """Sets ELIGO_DUCKDB_LIBRARY to the library, which is fetched into `work` where nobody names one. Where it
    cannot be had, the test ends and says so."""
    if LIBRARY not in os.environ:
        file = pathlib.Path(work) / "libduckdb.so"
        if not file.exists():
            with contextlib.suppress(subprocess.TimeoutExpired):
                subprocess.run([ROOT / "tools" / "get-duckdb.sh", work], capture_output=True, check=False,
                               timeout=120)
        if not file.exists():
            print(f"left out: {what} (tools/get-duckdb.sh could not get DuckDB's library; {LIBRARY} may name it)")
            sys.exit(SKIPPED)
        os.environ[LIBRARY] = str(file)


def write(file, script):
    """Runs a script in a database file, which is made where it is not there, and closes it."""
    library = ctypes.CDLL(os.environ[LIBRARY])
    library.duckdb_result_error.restype = ctypes.c_char_p
    database, connection, result = ctypes.c_void_p(), ctypes.c_void_p(), (ctypes.c_void_p * 6)()
    assert library.duckdb_open(str(file).encode(), ctypes.byref(database)) == 0, file
    assert library.duckdb_connect(database, ctypes.byref(connection)) == 0, file
    failed = library.duckdb_query(connection, script.encode(), ctypes.byref(result))
    why = library.duckdb_result_error(ctypes.byref(result)) if failed else b""
    library.duckdb_destroy_result(ctypes.byref(result))
    library.duckdb_disconnect(ctypes.byref(connection))
    library.duckdb_close(ctypes.byref(database))
    if failed:
        raise RuntimeError(why.decode())


def write_facts(file, folder):
    """A database file of the tables that `eligo export` wrote into the folder."""
    before = os.getcwd()
    os.chdir(folder)  # the script names the tables' files without their folder
    try:
        write(file, pathlib.Path("load_duckdb.sql").read_text("utf-8"))
    finally:
        os.chdir(before)
