"""What became of the columns somebody labelled: types beside the labels, values beside a reading of our own.

Reads a hub's catalogue and its Parquet files as a stranger would. Prints one JSON document.
"""

import collections
import csv
import decimal
import io
import json
import pathlib
import re
import sqlite3
import sys

import duckdb

DECIMALS = {"decimal", "float"}
MEANINGS = {
    "key": {"key", "postcode", "ags", "ars", "telephone", "house_number", "identifier"},
    "period": {"period"},
    "year": {"year"},
    "coordinate": {"longitude", "latitude", "easting", "northing"},
    "money": {"money"},
    "percent": {"percent"},
}
csv.field_size_limit(1 << 30)
CURRENCY = re.compile(r"€|EUR|Euro|\$|USD|£|GBP|CHF|%")
GROUPS = re.compile(r"-?\d{1,3}([.,])\d{3}(\1\d{3})*")


def kind(column_type):
    name = column_type.split("(")[0]
    return {"float": "decimal", "timestamp_utc": "timestamp"}.get(name, name)


def is_right(label, taken, semantic):
    wanted = label["type"].split("|")
    if "-" in wanted:
        return True
    if "geometry" in wanted:
        return semantic == "geometry"
    return taken in wanted


def tables(hub):
    """Per dataset its tables in order: name, columns, Parquet files."""
    catalogue = sqlite3.connect(hub / "catalogue.sqlite")
    found = collections.defaultdict(list)
    for dataset, table, name in catalogue.execute(
        "select d.slug, t.id, v.name from hw_dataset d join hw_table t on t.dataset_id = d.id"
        " join hw_table_version v on v.table_id = t.id order by d.slug, v.position"
    ):
        columns = catalogue.execute(
            "select name, label, column_type, semantic_type, unit from hw_column"
            " where table_id = ? and end_snapshot is null order by position",
            [table],
        ).fetchall()
        files = [
            str(hub / "lake/data" / path)
            for (path,) in catalogue.execute(
                "select path from hw_file where table_id = ? order by position", [table]
            )
        ]
        found[dataset].append((name, columns, files))
    return found


def table_of(label_table, given):
    """The table a label means: by name, or the first."""
    if not label_table:
        return given[0] if given else None
    return next((it for it in given if it[0] == label_table), None)


def column_of(label, columns):
    """Same place and (if the file names it) same name; else the only one of that name."""
    index, name = int(label["column"]), plain(label["name"])
    here = columns[index] if index < len(columns) else None
    if name in ("", "(none)") or (here and plain(here[1])[:20] == name[:20]):
        return here
    named = [it for it in columns if plain(it[1])[:20] == name[:20]]
    return named[0] if len(named) == 1 else here


def plain(name):
    return re.sub(r"[\W_]+", "", name).lower()


def texts(real, demo, table):
    """Per text file the raw cells of its columns and the signs its numbers use, by the truth table's dialect."""
    with open(real / "truth.csv", encoding="utf-8") as opened:
        for row in csv.DictReader(opened):
            yield row["path"], real / row["path"], row
    with open(table, encoding="utf-8") as opened:
        for row in csv.DictReader(opened):
            yield "demo/" + row["path"], demo / row["path"], row


def cells(path, row):
    text = path.read_bytes().decode(row["encoding"], "replace").lstrip("\ufeff")
    delimiter = {"TAB": "\t", "": ","}.get(row["delimiter"], row["delimiter"])
    form = dict(delimiter=delimiter)
    if row["quotechar"]:
        form["quotechar"] = row["quotechar"]
    elif delimiter != ",":
        form["quoting"] = csv.QUOTE_NONE
    if row["escapechar"]:
        form |= dict(escapechar=row["escapechar"], doublequote=False)
    records = list(csv.reader(io.StringIO(text, newline=""), **form))
    if row["header_line"] not in ("", "none"):
        records = records[int(row["header_line"]) + int(row["header_rows"]) :]
    return records


def number(text, row, whole):
    """A number as the truth table says the file writes them; none for anything else."""
    core = CURRENCY.sub("", text).replace("−", "-")
    core = re.sub(r"[\s'’]", "", core)
    if core.startswith("(") and core.endswith(")"):
        core = "-" + core[1:-1]
    if re.fullmatch(r"[\d.,]+-", core):
        core = "-" + core[:-1]
    sign = row["decimal"]
    if whole and GROUPS.fullmatch(core):
        core = re.sub(r"[.,]", "", core)
    elif sign == ",":
        core = core.replace(".", "").replace(",", ".")
    elif sign == "." or row["thousands"] == ",":
        core = core.replace(",", "")
    elif row["thousands"] == ".":
        core = core.replace(".", "")
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", core):
        return None
    return decimal.Decimal(core)


def near(value):
    """Values that a file may write with more digits than floating point keeps."""
    return None if value is None else float(f"{value:.12g}")


def thousandfold(raw, taken, row, whole):
    """Taken numbers that no cell of the file holds, while one holds a thousandth or a thousandfold."""
    read = collections.Counter(near(number(cell, row, whole)) for cell in raw)
    have = collections.Counter(near(value) for value in taken if value is not None)
    left = read - have
    return sum(
        count
        for value, count in (have - read).items()
        if value and (near(value * 1000) in left or near(value / 1000) in left)
    )


def zeros_lost(raw, taken):
    """Cells of digits with a zero in front that are not there any more as they were written."""
    keys = collections.Counter(cell for cell in raw if re.fullmatch(r"0\d+", cell))
    if not keys:
        return 0
    have = collections.Counter("" if value is None else str(value).strip() for value in taken)
    bare = collections.Counter(cell for cell in raw if cell and cell not in keys)
    lost = 0
    for key, count in keys.items():
        missing = count - have[key]
        stripped = key.lstrip("0") or "0"
        lost += max(0, min(missing, have[stripped] - bare[stripped]))
    return lost


def main():
    hub, mapping, labels, demo_texts, real, demo = sys.argv[1:]
    hub, real, demo = pathlib.Path(hub), pathlib.Path(real), pathlib.Path(demo)
    datasets = json.loads(pathlib.Path(mapping).read_text(encoding="utf-8"))
    taken_in = tables(hub)
    with open(labels, encoding="utf-8") as opened:
        labels = list(csv.DictReader(opened))
    by_type = collections.defaultdict(lambda: [0, 0])
    by_meaning = collections.defaultdict(lambda: [0, 0])
    wrong, columns_of = [], {}
    for label in labels:
        table = table_of(label["table"], taken_in.get(datasets.get(label["file"]), []))
        column = column_of(label, table[1]) if table else None
        taken = kind(column[2]) if column else "nothing"
        semantic = (column[3] or "") if column else ""
        right = is_right(label, taken, semantic)
        count = by_type[label["type"]]
        count[0] += right
        count[1] += 1
        if label["meaning"] in MEANINGS:
            count = by_meaning[label["meaning"]]
            count[0] += semantic in MEANINGS[label["meaning"]]
            count[1] += 1
        if not right:
            where = f"{label['file']}#{label['table']}[{label['column']}] {label['name']}"
            wrong.append(f"{where}\t{taken} instead of {label['type']}")
        columns_of[label["file"], label["table"], label["column"]] = (table, column, label)
    lost, folded, compared = 0, 0, 0
    for name, path, row in texts(real, demo, demo_texts):
        ours = [it for it in columns_of.values() if it[2]["file"] == name and it[1]]
        if not ours:
            continue
        records = cells(path, row)
        for (_, _, files), column, label in ours:
            index = int(label["column"])
            raw = [it[index].strip() for it in records if index < len(it)]
            taken = [
                value
                for (value,) in duckdb.sql(
                    f"select \"{column[0]}\" from read_parquet({files!r})"
                ).fetchall()
            ]
            compared += len(taken)
            where = f"{name}[{index}] {label['name']}"
            numbers = kind(column[2]) in ("integer", "decimal")
            whole = "decimal" not in label["type"].split("|")
            if numbers and (off := thousandfold(raw, taken, row, whole)):
                folded += off
                wrong.append(f"{where}\t{off} numbers a thousandfold off")
            amounts = label["type"] in ("integer", "decimal")
            if not amounts and (gone := zeros_lost(raw, taken)):
                lost += gone
                wrong.append(f"{where}\t{gone} keys without their zeros")
    print(
        json.dumps(
            dict(
                types={key: value for key, value in sorted(by_type.items())},
                meanings={key: value for key, value in sorted(by_meaning.items())},
                lost=lost,
                folded=folded,
                compared=compared,
                wrong=wrong,
            )
        )
    )


main()
