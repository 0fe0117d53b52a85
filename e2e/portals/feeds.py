"""Reads a hub's feeds as strangers do: Atom by feedparser, the sitemap by ultimate-sitemap-parser, robots.txt by Protego,
and what changed since a moment by rdflib; and holds all of them against the catalogue.

usage: feeds.py ADDRESS
"""

import sys
import urllib.error
import urllib.request

import feedparser
from protego import Protego
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS
from usp.tree import sitemap_tree_for_homepage

DELTA = "http://docs.oasis-open.org/odata/ns/delta"
HYDRA_NEXT = URIRef("http://www.w3.org/ns/hydra/core#next")


def fetched(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read().decode("utf-8"), answer.headers


def catalogue(address):
    """Datasets with their pages and moments, by their address, and where to ask for changes the next time."""
    found, link = {}, None
    while address:
        text, headers = fetched(address)
        link = link or headers.get("Link")
        graph = Graph().parse(data=text, format="nt")
        for dataset in graph.subjects(RDF.type, DCAT.Dataset):
            page = str(graph.value(dataset, DCAT.landingPage))
            found[str(dataset)] = (page, graph.value(dataset, DCTERMS.modified).toPython())
        address = next((str(link) for link in graph.objects(None, HYDRA_NEXT)), None)
    return found, link


def entries(base):
    """All entries of the feed, page by page."""
    address, found = f"{base}/atom.xml", []
    while address:
        feed = feedparser.parse(address)
        assert feed.status == 200 and not feed.bozo, (address, feed.get("bozo_exception"))
        assert feed.version == "atom10" and feed.feed.language == "de", feed.version
        found += feed.entries
        address = next((link.href for link in feed.feed.links if link.rel == "next"), None)
    return found


def main():
    base = sys.argv[1]
    known, link = catalogue(f"{base}/catalog.nt")
    assert known, "the catalogue is empty"

    told = entries(base)
    by_dataset = {entry.id.split("#")[0]: entry for entry in told}
    assert len(by_dataset) == len(told), "a dataset stands twice in the feed"
    assert set(by_dataset) == set(known), "feed and catalogue tell of different datasets"
    newest_first = [entry.updated_parsed for entry in told]
    assert newest_first == sorted(newest_first, reverse=True), newest_first
    for address, entry in by_dataset.items():
        page = known[address][0]
        assert entry.link.startswith(page) and entry.title and entry.author and entry.summary, entry
    feed = feedparser.parse(f"{base}/atom.xml")
    again = feedparser.parse(f"{base}/atom.xml", etag=feed.etag)
    assert again.status == 304 and not again.entries, again.status
    page = next(iter(known.values()))[0]
    versions = feedparser.parse(f"{page}/atom.xml")
    assert versions.status == 200 and not versions.bozo and versions.entries, versions
    html, _ = fetched(page)
    assert 'type="application/atom+xml"' in html, "the page names no feed"

    tree = sitemap_tree_for_homepage(base)
    pages = {place.url: place.last_modified for place in tree.all_pages()}
    for page, modified in known.values():
        assert pages[page] == modified, (page, pages.get(page), modified)
    robots = Protego.parse(fetched(f"{base}/robots.txt")[0])
    assert list(robots.sitemaps) == [f"{base}/sitemap.xml"]
    shut = [page for page in pages if not robots.can_fetch(page, "robot")]
    assert not shut, f"pages of the sitemap that robots may not read: {shut}"
    for closed in ["/sql", "/sparql?query=x", "/daten?q=baum", "/api/3/action/package_list", "/daten/a/b/herunterladen/c.csv"]:
        assert not robots.can_fetch(f"{base}{closed}", "robot"), closed
    for open_ in ["/daten/a/karten_der_stadt", "/daten/a/tabelle", "/daten/a/b/fassungen", "/catalog.ttl", "/dataset/1.rdf"]:
        assert robots.can_fetch(f"{base}{open_}", "robot"), open_
    for address in pages:
        fetched(address)

    assert link and DELTA in link, link
    nothing, _ = catalogue(link.split("<")[1].split(">")[0])
    assert nothing == {}, "nothing has changed since the catalogue was read"
    everything, end = catalogue(f"{base}/catalog.nt?modified_since=2000-01-01T00:00:00Z")
    assert everything == known and end, "all that changed since the beginning is the catalogue"
    try:
        fetched(f"{base}/catalog.nt?modified_since=0*00000000-0000-0000-0000-000000000000")
        raise AssertionError("a token of another catalogue")
    except urllib.error.HTTPError as refusal:
        assert refusal.code == 410, refusal.code
    print(f"{len(told)} entries, {len(pages)} pages of the sitemap, {len(everything)} changes")


main()
