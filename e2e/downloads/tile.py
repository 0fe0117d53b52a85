"""Opens vector tiles as GDAL (behind QGIS) does. Usage: tile.py FOLDER, which holds `z/x/y.mvt`.

Prints one JSON line a feature: what it says, its id, the kind of its geometry, and its corners in degrees.
"""

import json
import math
import pathlib
import struct
import sys

import numpy
import pyogrio.raw

# Half the world in metres of Web Mercator.
HALF = 20037508.342789244


def degrees(x, y):
    turned = math.atan(math.sinh(math.pi * y / HALF))
    return [x / HALF * 180, math.degrees(turned)]


def point(wkb):
    kind = struct.unpack_from("<I", wkb, 1)[0] % 1000
    return kind, degrees(*struct.unpack_from("<dd", wkb, 5)) if kind == 1 else None


def plain(value):
    if isinstance(value, numpy.generic):
        value = value.item()
    return None if isinstance(value, float) and value != value else value


for tile in sorted(pathlib.Path(sys.argv[1]).rglob("*.mvt")):
    for layer, _ in pyogrio.list_layers(tile):
        meta, _, geometry, columns = pyogrio.raw.read(tile, layer=layer)
        for row in range(len(geometry)):
            said = {name: plain(column[row]) for name, column in zip(meta["fields"], columns)}
            kind, place = point(geometry[row])
            print(json.dumps({"layer": layer, "crs": meta["crs"], "kind": kind, "place": place, "said": said}))
