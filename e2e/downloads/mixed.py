"""Opens a FlatGeobuf and zipped Shapefiles with GDAL and compares them with the standard CSV, cell by cell and corner by corner.

Usage: mixed.py FOLDER. The folder holds one table with points, lines, areas and a row without a place as `tabelle.csv`,
`tabelle.fgb` and `tabelle.shp.zip`. Prints how many rows each layer has; ends with 1 and every difference.
"""

import csv
import io
import json
import re
import struct
import sys
import zipfile
from decimal import Decimal

import numpy
import pyogrio.raw

folder = sys.argv[1]
NUMBERS = {"kosten", "anteil", "anzahl"}


def spelled(value, column):
    if value is None or (isinstance(value, (float, numpy.floating)) and value != value):
        return ""
    if isinstance(value, numpy.datetime64):
        return "" if numpy.isnat(value) else str(value)[:10]
    if column == "aktiv":
        return str(value in (True, 1, "true")).lower() if value != "" else ""
    if column in NUMBERS:
        return "" if value == "" else format(Decimal(str(value)).normalize(), "f")
    if column == "tag":
        return str(value)[:10].replace("/", "-")
    return str(value)


def corners(wkb):
    """Kind of a geometry without `Multi`, and its corners in any order."""
    kinds = {1: "POINT", 2: "LINESTRING", 3: "POLYGON"}
    found = []

    def read(at):
        _, code = struct.unpack_from("<BI", wkb, at)
        at += 5
        if code == 1:
            found.append(struct.unpack_from("<dd", wkb, at))
            return at + 16, kinds[1]
        (count,) = struct.unpack_from("<I", wkb, at)
        at += 4
        if code == 2:
            found.extend(struct.unpack_from("<dd", wkb, at + 16 * corner) for corner in range(count))
            return at + 16 * count, kinds[2]
        if code == 3:
            for _ in range(count):
                (ring,) = struct.unpack_from("<I", wkb, at)
                at += 4
                found.extend(struct.unpack_from("<dd", wkb, at + 16 * corner) for corner in range(ring))
                at += 16 * ring
            return at, kinds[3]
        kind = None
        for _ in range(count):
            at, kind = read(at)
        return at, kind

    _, kind = read(0)
    return kind, sorted(found)


def placed(wkt):
    if not wkt:
        return None
    kind = wkt.split(" ", 1)[0].removeprefix("MULTI")
    pairs = re.findall(r"(-?[\d.]+) (-?[\d.]+)", wkt)
    return kind, sorted((float(x), float(y)) for x, y in pairs)


with open(f"{folder}/tabelle.csv", encoding="utf-8", newline="") as file:
    lines = list(csv.DictReader(file))
columns = [name for name in lines[0] if name != "geometrie"]
truth = {line["plz"]: ({name: spelled(line[name], name) for name in columns}, placed(line["geometrie"])) for line in lines}


def opened(path, layer, names=None, beside=None):
    meta, _, geometry, values = pyogrio.raw.read(path, layer=layer)
    assert meta["crs"] == "EPSG:25832", meta["crs"]
    names = names or {}
    rows = {}
    for row in range(len(geometry)):
        cells = {}
        for field, value in zip(meta["fields"], values):
            whole = (beside or {}).get((layer, row + 1, field))
            cells[names.get(field, field)] = value[row] if whole is None else whole
        cells = {name: spelled(value, name) for name, value in cells.items()}
        rows[cells["plz"]] = (cells, None if geometry[row] is None else corners(geometry[row]))
    return rows, meta["geometry_type"]


def compared(name, found):
    if found != truth:
        for key in sorted(truth.keys() | found.keys()):
            if truth.get(key) != found.get(key):
                print(f"{name}: {truth.get(key)}\n  became {found.get(key)}")
        sys.exit(1)


rows, kind = opened(f"{folder}/tabelle.fgb", pyogrio.list_layers(f"{folder}/tabelle.fgb")[0][0])
compared("fgb", rows)
print(json.dumps({"layer": "fgb", "kind": kind, "rows": len(rows)}))
# Its index answers: only the first place lies in this box.
within = pyogrio.raw.read(f"{folder}/tabelle.fgb", bbox=(368_999, 5_710_999, 369_001, 5_711_001))[2]
print(json.dumps({"layer": "box", "kind": "", "rows": len(within)}))

archive = zipfile.ZipFile(f"{folder}/tabelle.shp.zip")
assert archive.testzip() is None


def beside(name):
    with archive.open(name) as file:
        return list(csv.DictReader(io.TextIOWrapper(file, encoding="utf-8", newline="")))


names = {line["dbf"]: line["Name"] for line in beside("spalten.csv")}
texts = {(line["datei"], int(line["zeile"]), line["spalte"]): line["text"] for line in beside("texte.csv")}
together = {}
for layer, _ in pyogrio.list_layers(f"/vsizip/{folder}/tabelle.shp.zip"):
    rows, kind = opened(f"/vsizip/{folder}/tabelle.shp.zip", layer, names, texts)
    together.update(rows)
    print(json.dumps({"layer": layer, "kind": kind, "rows": len(rows)}))
compared("shp.zip", together)
