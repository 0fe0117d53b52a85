"""Answers SQL, one JSON line each, with DuckDB: the stranger who reads our lake.

A process of its own, because two copies of the SQLite library in one process would undo each other's locks.
"""

import importlib
import json
import os
import sys

import duckdb

connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
# Where a statement takes long, a bar would stand in front of its answer.
connection.execute("set enable_progress_bar = false")
for name in ("sqlite_scanner", "ducklake"):
    package = os.path.dirname(importlib.import_module(f"duckdb_extension_{name}").__file__)
    file = os.path.join(package, "extensions", f"v{duckdb.__version__}", f"{name}.duckdb_extension")
    connection.execute(f"load '{file}'")
connection.execute("set timezone = 'UTC'")

for line in sys.stdin:
    try:
        result = connection.execute(json.loads(line))
        rows = result.fetchall() if result.description else []
        answer = {"rows": [[None if cell is None else str(cell) for cell in row] for row in rows]}
    except Exception as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
