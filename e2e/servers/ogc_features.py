"""pygeoapi with one collection, on a free port of the loopback address.

Usage: ogc_features.py FOLDER. The folder holds `baeume.geojson`; settings are written beside it. Prints the port when the
server listens.
"""

import json
import os
import socket
import sys

folder = sys.argv[1]
listener = socket.create_server(("127.0.0.1", 0))
port = listener.getsockname()[1]
crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
settings = {
    "server": {
        "bind": {"host": "127.0.0.1", "port": port},
        "url": f"http://127.0.0.1:{port}",
        "mimetype": "application/json; charset=UTF-8",
        "encoding": "utf-8",
        "languages": ["de-DE"],
        "limits": {"default_items": 10, "max_items": 500},
        "map": {"url": "http://127.0.0.1/", "attribution": "-"},
    },
    "logging": {"level": "ERROR"},
    "metadata": {
        "identification": {
            "title": "Stadt",
            "description": "Stadt",
            "keywords": ["stadt"],
            "keywords_type": "theme",
            "terms_of_service": "-",
            "url": f"http://127.0.0.1:{port}",
        },
        "license": {"name": "-", "url": "http://127.0.0.1/"},
        "provider": {"name": "-", "url": "http://127.0.0.1/"},
        "contact": {"name": "-"},
    },
    "resources": {
        "baeume": {
            "type": "collection",
            "title": "Bäume",
            "description": "Bäume der Stadt",
            "keywords": ["baum"],
            "links": [],
            "extents": {"spatial": {"bbox": [6, 50, 9, 53], "crs": crs84}},
            "providers": [
                {
                    "type": "feature",
                    "name": "GeoJSON",
                    "data": os.path.join(folder, "baeume.geojson"),
                    "id_field": "nr",
                    "crs": [crs84, "http://www.opengis.net/def/crs/EPSG/0/25832"],
                    "storage_crs": crs84,
                }
            ],
        }
    },
}
config = os.path.join(folder, "pygeoapi.yml")
document = os.path.join(folder, "openapi.yml")
with open(config, "w", encoding="utf-8") as file:
    json.dump(settings, file)
os.environ["PYGEOAPI_CONFIG"] = config
os.environ["PYGEOAPI_OPENAPI"] = document

from pygeoapi.openapi import generate_openapi_document  # noqa: E402  it reads the environment

with open(config, encoding="utf-8") as file:
    text = generate_openapi_document(file, "yaml")
with open(document, "w", encoding="utf-8") as file:
    file.write(text)

from pygeoapi.flask_app import APP  # noqa: E402  it reads the document
from werkzeug.serving import make_server  # noqa: E402

server = make_server("127.0.0.1", port, APP, threaded=True, fd=listener.fileno())
print(port, flush=True)
server.serve_forever()
