"""Harvests a hub as GovData does, in four forms, and keeps the whole catalogue.

usage: catalogue.py ADDRESS FOLDER
"""

import sys
import urllib.request
from pathlib import Path

from rdflib import RDF, Graph, Namespace
from rdflib.compare import to_isomorphic
from rdflib.namespace import DCAT

HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
FORMS = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld", "nt": "nt"}


def page(address, form):
    head = urllib.request.urlopen(urllib.request.Request(address, method="HEAD"))
    assert head.status == 200, head.status
    with urllib.request.urlopen(address) as answer:
        text = answer.read()
        assert answer.headers["Content-Type"] == head.headers["Content-Type"]
    assert len(text) < 50 << 20, "GovData gives up at 50 MB"
    return Graph().parse(data=text.decode("utf-8"), format=form)


def harvest(base, ending):
    """All pages as one graph, without what is said of pages; and how many pages there were."""
    whole, address, pages, total = Graph(), f"{base}/catalog.{ending}", 0, None
    seen = set()
    while address:
        assert address not in seen, "an endless list"
        seen.add(address)
        one = page(address, FORMS[ending])
        views = list(one.subjects(RDF.type, HYDRA.PartialCollectionView))
        assert len(views) == 1 and (views[0], RDF.type, HYDRA.PagedCollection) in one
        following = one.value(views[0], HYDRA.next)
        assert following == one.value(views[0], HYDRA.nextPage)
        total = int(one.value(views[0], HYDRA.totalItems))
        assert list(one.subjects(RDF.type, DCAT.Dataset)), "a page without datasets"
        one.remove((views[0], None, None))
        whole += one
        address = str(following) if following else None
        pages += 1
    found = len(set(whole.subjects(RDF.type, DCAT.Dataset)))
    assert found == total, f"{found} of {total} datasets"
    return whole, pages, found


def main():
    base, folder = sys.argv[1], Path(sys.argv[2])
    first, pages, found = harvest(base, "ttl")
    for ending in FORMS:
        other, _pages, _found = harvest(base, ending)
        assert to_isomorphic(first) == to_isomorphic(other), f"{ending} says something else"
    first.serialize(folder / "catalogue.ttl", format="turtle")
    # Each dataset by itself says what the catalogue says of it.
    for dataset in sorted(set(first.subjects(RDF.type, DCAT.Dataset)))[:5]:
        with urllib.request.urlopen(f"{dataset}.ttl") as answer:
            alone = Graph().parse(data=answer.read().decode("utf-8"), format="turtle")
        missing = [one for one in alone if one not in first]
        assert not missing, missing[:3]
    print(f"{found} datasets on {pages} pages, {len(first)} statements, the same in {len(FORMS)} forms")


if __name__ == "__main__":
    main()
