"""Reads a hub's catalogue as OGC API Records with OWSLib, and holds it against the catalogue in RDF.

usage: records.py ADDRESS
"""

import sys
import urllib.request

from owslib.ogcapi.records import Records
from rdflib import RDF, Graph
from rdflib.namespace import DCAT, DCTERMS


def whole(client, **conditions):
    """All records of a search, page by page."""
    found, after = [], {}
    while True:
        page = client.collection_items("katalog", limit=7, **conditions, **after)
        assert page["numberReturned"] == len(page["features"]) <= 7
        found += page["features"]
        following = [link for link in page["links"] if link["rel"] == "next"]
        if not following:
            assert page["numberMatched"] == len(found), (page["numberMatched"], len(found))
            return found
        assert page["features"], "an empty page that leads on"
        after = {"after": page["features"][-1]["id"]}
        assert f"after={after['after']}" in following[0]["href"]


def in_rdf(base):
    """Titles by address, from all pages of the catalogue in RDF."""
    titles, address = {}, f"{base}/catalog.nt"
    while address:
        with urllib.request.urlopen(address) as answer:
            graph = Graph().parse(data=answer.read().decode("utf-8"), format="nt")
        for dataset in graph.subjects(RDF.type, DCAT.Dataset):
            titles[str(dataset)] = str(graph.value(dataset, DCTERMS.title))
        hydra = "http://www.w3.org/ns/hydra/core#next"
        address = next((str(link) for _, name, link in graph if str(name) == hydra), None)
    return titles


def main():
    base = sys.argv[1]
    client = Records(f"{base}/ogc")
    assert client.records() == ["katalog"], client.records()
    assert any(name.endswith("conf/record-core") for name in client.conformance()["conformsTo"])
    paths = client.api()["paths"]
    assert "/collections/katalog/items" in paths, list(paths)
    assert client.collection("katalog")["itemType"] == "record"
    records = whole(client)
    told = {one["properties"]["externalIds"][0]["value"]: one["properties"]["title"] for one in records}
    assert told == in_rdf(base), "RDF and records tell of different datasets"
    ids = [one["id"] for one in records]
    assert ids == sorted(set(ids)), "each once, in a stable order"
    first = records[0]
    assert client.collection_item("katalog", first["id"]) == first
    alone = whole(client, externalIds=first["properties"]["externalIds"][0]["value"])
    assert alone == [first], "found by the address it has in RDF"
    word = max(first["properties"]["title"].split(), key=len)
    assert first["id"] in [one["id"] for one in whole(client, q=word)]
    with_place = [one for one in records if one["geometry"]]
    if with_place:
        assert whole(client, bbox=[7.0, 51.4, 7.5, 51.7]) == with_place
        assert whole(client, bbox=[12, 51, 13, 52]) == []
    links = [link for one in records for link in one["links"]]
    files = [link for link in links if link["rel"] == "enclosure"]
    assert files, "no file anywhere"
    with urllib.request.urlopen(files[0]["href"]) as answer:
        assert answer.status == 200 and answer.read(1)
    print(f"{len(records)} records, {len(with_place)} with a place, {len(files)} files: as in RDF")


if __name__ == "__main__":
    main()
