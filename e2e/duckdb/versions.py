"""Compares every version of every table of a hub, read by DuckDB, with the CSV our program gives for it.

Usage: versions.py CATALOGUE list                 prints schema, table, version number and snapshot as JSON
       versions.py CATALOGUE compare CSV_FOLDER   prints what differs, ends with 1 if anything does
Files in CSV_FOLDER are named <schema>.<table>.<number>.csv.
"""

import importlib
import json
import os
import sqlite3
import sys

VERSIONS = """
    select o.slug, t.sql_name, v.number, v.snapshot_id
    from hw_version v
    join hw_dataset d on d.id = v.dataset_id
    join hw_organisation o on o.id = d.organisation_id
    join hw_table_version t on t.version_id = v.id
    order by v.snapshot_id, t.position
"""


def versions(catalogue):
    # Closed before DuckDB opens the file: two SQLite libraries in one process undo each other's locks.
    connection = sqlite3.connect(f"file:{catalogue}?mode=ro", uri=True)
    found = connection.execute(VERSIONS).fetchall()
    connection.close()
    return found


def attached(catalogue):
    import duckdb

    connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
    for name in ("sqlite_scanner", "ducklake"):
        package = os.path.dirname(importlib.import_module(f"duckdb_extension_{name}").__file__)
        file = os.path.join(package, "extensions", f"v{duckdb.__version__}", f"{name}.duckdb_extension")
        connection.execute(f"load '{file}'")
    connection.execute("set timezone = 'UTC'")
    connection.execute(f"attach 'ducklake:sqlite:{catalogue}' as lake (read_only)")
    return connection


def differences(connection, folder, schema, table, number, snapshot):
    file = os.path.join(folder, f"{schema}.{table}.{number}.csv")
    theirs = f'select * from lake."{schema}"."{table}" at (version => {snapshot})'
    columns = connection.execute(f"describe {theirs}").fetchall()
    casts = ", ".join(f'cast("{column[0]}" as {column[1]}) as "{column[0]}"' for column in columns)
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
