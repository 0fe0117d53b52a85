"""Compares every version of every table of a hub, read by DuckDB, with the CSV our program gives for it.

Usage: versions.py CATALOGUE list                 prints schema, table, version number and snapshot as JSON
       versions.py CATALOGUE compare CSV_FOLDER   prints what differs, ends with 1 if anything does
Files in CSV_FOLDER are named <schema>.<table>.<number>.csv.
"""

import importlib
import json
import os
import sqlite3
import struct
import sys
from decimal import Decimal

VERSIONS = """
    select o.slug, t.sql_name, v.number, v.snapshot_id
    from hw_version v
    join hw_dataset d on d.id = v.dataset_id
    join hw_organisation o on o.id = d.organisation_id
    join hw_table_version t on t.version_id = v.id
    order by v.snapshot_id, t.position
"""


KINDS = ["POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"]


class Geometry:
    """Reads the WKB our files hold, on its own: to say what our program must have written."""

    def __init__(self, wkb):
        self.wkb, self.at = wkb, 0

    def take(self, form):
        values = struct.unpack_from(form, self.wkb, self.at)
        self.at += struct.calcsize(form)
        return values

    def head(self):
        _, code = self.take("<BI")
        return code % 1000, 2 + {0: 0, 1: 1, 2: 1, 3: 2}[code // 1000], ["", " Z", " M", " ZM"][code // 1000]

    def list(self, each):
        (count,) = self.take("<I")
        return "(" + ", ".join(each() for _ in range(count)) + ")" if count else "EMPTY"

    def position(self, numbers):
        return " ".join(number(value) for value in self.take(f"<{numbers}d"))

    def inner(self):
        kind, numbers, _ = self.head()
        return self.body(kind, numbers)

    def body(self, kind, numbers):
        if kind == 1:
            return f"({self.position(numbers)})"
        if kind == 2:
            return self.list(lambda: self.position(numbers))
        if kind == 3:
            return self.list(lambda: self.list(lambda: self.position(numbers)))
        return self.list(self.text if kind == 7 else self.inner)

    def text(self):
        kind, numbers, suffix = self.head()
        return f"{KINDS[kind - 1]}{suffix} {self.body(kind, numbers)}"


def number(value):
    written = format(Decimal(repr(value)), "f")
    return written.removesuffix(".0")


def versions(catalogue):
    # Closed before DuckDB opens the file: two SQLite libraries in one process undo each other's locks.
    connection = sqlite3.connect(f"file:{catalogue}?mode=ro", uri=True)
    found = connection.execute(VERSIONS).fetchall()
    connection.close()
    return found


def attached(catalogue):
    import duckdb

    connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
    # Where a statement takes long, a bar would stand in front of the answers.
    connection.execute("set enable_progress_bar = false")
    for name in ("sqlite_scanner", "ducklake"):
        package = os.path.dirname(importlib.import_module(f"duckdb_extension_{name}").__file__)
        file = os.path.join(package, "extensions", f"v{duckdb.__version__}", f"{name}.duckdb_extension")
        connection.execute(f"load '{file}'")
    connection.execute("set timezone = 'UTC'")
    connection.execute(f"attach 'ducklake:sqlite:{catalogue}' as lake (read_only)")
    return connection


def readable(connection, theirs, columns):
    """The same rows with the text of their geometries in place of the bytes."""
    blobs = [column[0] for column in columns if column[1] == "BLOB"]
    if not blobs:
        return theirs
    connection.execute(f"create or replace temp table shown as select row_number() over () as n_, * from ({theirs})")
    connection.execute("create or replace temp table texts (n_ bigint, name varchar, written varchar)")
    for name in blobs:
        found = connection.execute(f'select n_, "{name}" from shown where "{name}" is not null').fetchall()
        rows = [(n, name, Geometry(wkb).text()) for n, wkb in found]
        if rows:
            connection.executemany("insert into texts values (?, ?, ?)", rows)
    written = "(select written from texts where texts.n_ = shown.n_ and texts.name = '%s')"
    cells = (written % column[0] if column[0] in blobs else f'"{column[0]}"' for column in columns)
    return f"select {', '.join(cells)} from shown"


def differences(connection, folder, schema, table, number, snapshot):
    file = os.path.join(folder, f"{schema}.{table}.{number}.csv")
    theirs = f'select * from lake."{schema}"."{table}" at (version => {snapshot})'
    columns = connection.execute(f"describe {theirs}").fetchall()
    # People read geometries as text.
    kinds = {column[0]: "VARCHAR" if column[1] == "BLOB" else column[1] for column in columns}
    casts = ", ".join(f'cast("{name}" as {kind}) as "{name}"' for name, kind in kinds.items())
    theirs = readable(connection, theirs, columns)
    texts = ", ".join(f"'{column[0]}': 'VARCHAR'" for column in columns)
    ours = (
        f"select {casts} from read_csv('{file}', auto_detect = false, columns = {{{texts}}}, header = true, "
        "delim = ',', quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, "
        "max_line_size = 50000000)"
    )
    count = "select count(*) from (%s)"
    return {
        "rows here": connection.execute(count % ours).fetchone()[0],
        "rows there": connection.execute(count % theirs).fetchone()[0],
        "only here": connection.execute(count % f"{ours} except all {theirs}").fetchone()[0],
        "only there": connection.execute(count % f"{theirs} except all {ours}").fetchone()[0],
    }


def compare(catalogue, folder):
    known = versions(catalogue)
    connection = attached(catalogue)
    wrong = 0
    for schema, table, number, snapshot in known:
        found = differences(connection, folder, schema, table, number, snapshot)
        if found["only here"] or found["only there"] or found["rows here"] != found["rows there"]:
            wrong += 1
            print(f"{schema}.{table}@{number}: {found}")
    print(f"{len(known)} tables in all versions, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[2] == "list":
        print(json.dumps(versions(sys.argv[1])))
    else:
        sys.exit(compare(sys.argv[1], sys.argv[3]))
