"""Opens every download as a stranger's program would and compares it with the standard CSV, cell by cell.

Usage: compare.py FOLDER. The folder holds one table as `tabelle.*`; GDAL (through pyogrio) opens spreadsheets and maps,
PyArrow the files of Arrow and Parquet. Prints what was opened; ends with 1 and every difference if there is one.
"""

import csv
import datetime
import json
import os
import sys
from decimal import Decimal

import numpy
import pyarrow.feather
import pyarrow.parquet
import pyogrio.raw

os.environ["OGR_ODS_HEADERS"] = "FORCE"
os.environ["OGR_XLSX_HEADERS"] = "FORCE"

folder = sys.argv[1]
# Columns by the kind of their cells; labels are what spreadsheets have for a heading.
KINDS = {
    "plz": "text",
    "strasse": "text",
    "bemerkung": "text",
    "kosten": "number",
    "anzahl": "number",
    "tag": "day",
}
LABELS = {"Straße": "strasse"}


def spelled(value, kind):
    """A cell as text that is the same for every program."""
    if value is None or value == "" or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, numpy.datetime64):
        if numpy.isnat(value):
            return ""
        return str(value)[:10]
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    if kind == "number":
        return str(Decimal(str(value)).normalize().quantize(Decimal("0.01")))
    if kind == "day":
        return str(value)[:10].replace("/", "-")
    return str(value)


with open(f"{folder}/tabelle.csv", encoding="utf-8", newline="") as file:
    truth = [{name: spelled(row[name], kind) for name, kind in KINDS.items()} for row in csv.DictReader(file)]


def with_gdal(name):
    layer = pyogrio.list_layers(f"{folder}/{name}")[0][0]
    meta, _, geometry, columns = pyogrio.raw.read(f"{folder}/{name}", layer=layer)
    names = [LABELS.get(field, field).lower() for field in meta["fields"]]
    by_name = dict(zip(names, columns))
    rows = [{key: by_name[key][row] for key in KINDS} for row in range(len(columns[0]))]
    return rows, geometry, meta["crs"]


def with_arrow(table):
    return table.to_pylist(), table.column("geometry").to_pylist() if "geometry" in table.column_names else None, None


opened = {}
for name in sorted(os.listdir(folder)):
    ending = name.split(".", 1)[1]
    if ending in ("csv", "excel.csv", "json", "ndjson", "shp.zip"):
        continue
    if ending == "parquet":
        opened[name] = with_arrow(pyarrow.parquet.read_table(f"{folder}/{name}"))
    elif ending == "arrow":
        opened[name] = with_arrow(pyarrow.feather.read_table(f"{folder}/{name}"))
    else:
        opened[name] = with_gdal(name)

differences = []
for name, (rows, geometry, crs) in opened.items():
    wanted_rows = truth
    if name.endswith(".fgb"):
        # Its rows stand where they lie on the map.
        rows, wanted_rows = sorted(rows, key=lambda row: row["plz"]), sorted(truth, key=lambda row: row["plz"])
    read = [{key: spelled(row[key], kind) for key, kind in KINDS.items()} for row in rows]
    if read != wanted_rows:
        differences += [f"{name}: {wanted} became {found}" for wanted, found in zip(wanted_rows, read) if wanted != found]
        differences += [f"{name}: {len(read)} rows instead of {len(truth)}"] * (len(read) != len(truth))
    places = None if geometry is None else sum(place is not None for place in geometry)
    print(json.dumps({"file": name, "rows": len(read), "places": places, "crs": crs}))
if differences:
    print("\n".join(differences))
    sys.exit(1)
