"""Asks the catalogue in SPARQL as programs do, and compares with rdflib over the downloaded Turtle; then asks what would
never end.

usage: sparql.py ADDRESS FOLDER     (FOLDER holds catalogue.ttl, kept by catalogue.py)
"""

import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from rdflib import Graph, Namespace, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF
from rdflib.plugins.sparql.results.jsonresults import JSONResultParser
from rdflib.plugins.stores.sparqlstore import SPARQLStore

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
NAMES = f"PREFIX dcat: <{DCAT}> PREFIX dct: <{DCTERMS}> PREFIX foaf: <{FOAF}>\n"
QUERIES = [
    "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY ?p",
    "SELECT ?d ?t WHERE { ?d a dcat:Dataset ; dct:title ?t } ORDER BY ?t ?d",
    "SELECT ?house (COUNT(DISTINCT ?d) AS ?n) WHERE { ?d a dcat:Dataset ; dct:publisher/foaf:name ?house }"
    " GROUP BY ?house HAVING (COUNT(DISTINCT ?d) > 1)",
    "SELECT ?t ?end WHERE { ?d a dcat:Dataset ; dct:title ?t OPTIONAL { ?d dct:temporal/dcat:endDate ?end } }",
    'SELECT DISTINCT ?d WHERE { ?d dcat:keyword ?k FILTER(CONTAINS(LCASE(STR(?k)), "baum") || LANG(?k) = "de") }',
    'SELECT ?d WHERE { ?d a dcat:Dataset FILTER NOT EXISTS { ?d dcat:theme ?theme } }',
    "SELECT ?x (SAMPLE(?y) AS ?one) WHERE { ?x dcat:accessService/dcat:servesDataset ?y } GROUP BY ?x",
    "SELECT ?s WHERE { { ?s a dcat:DataService } UNION { ?s a dcat:Catalog } MINUS { ?s dcat:dataset ?d } }",
    "SELECT ?f WHERE { ?c a dcat:Catalog ; (dcat:dataset|dcat:service)/(dcat:distribution)?/dct:title ?f }",
    "ASK { ?d a dcat:Dataset }",
    'ASK { ?d dct:title "gibt es nicht"@de }',
    "CONSTRUCT { ?d dct:title ?t ; dct:publisher ?p } WHERE { ?d a dcat:Dataset ; dct:title ?t ; dct:publisher ?p }",
    "CONSTRUCT WHERE { ?s ?p ?o }",
]
numbers = " ".join(str(number) for number in range(60))
nest = "?a"
for _ in range(40):
    nest = f'REPLACE({nest}, "a", "aaaaaaaaaa")'
VALUES = " ".join(f"VALUES ?v{place} {{ {numbers} }}" for place in range(8))
HOSTILE = {
    "a product of statements": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "a product that reads no statement": f"SELECT (COUNT(*) AS ?n) WHERE {{ {VALUES} }}",
    "paths through everything": "SELECT (COUNT(*) AS ?n) WHERE { ?a (!<urn:x>|^(!<urn:x>))* ?b . ?b (!<urn:x>|^(!<urn:x>))* ?c }",
    "a sort of a product": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i LIMIT 1",
    "an expression for each pair": 'SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f'
    ' FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(x+x+)+y", "i")) }',
    "a text of everything": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?t) WHERE"
    " { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "a text that grows tenfold forty times": f'SELECT (STRLEN({nest}) AS ?n) WHERE {{ BIND("aaaaaaaaaa" AS ?a) }}',
    "brackets within brackets": "SELECT * WHERE { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
    "groups within groups": "SELECT * WHERE " + "{" * 20_000 + "}" * 20_000,
}


def request(base, query=None, accept="*/*", body=None, media_type=None, method=None, **more):
    parameters = dict(more, **({"query": query} if query is not None else {}))
    address = f"{base}/sparql" + (f"?{urllib.parse.urlencode(parameters)}" if parameters else "")
    headers = {"Accept": accept} | ({"Content-Type": media_type} if media_type else {})
    return urllib.request.urlopen(urllib.request.Request(address, data=body, headers=headers, method=method), timeout=60)


def refused(base, *words, **named):
    try:
        with request(base, *words, **named) as answer:
            raise AssertionError(f"answered with {answer.status}: {words} {named}")
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


def rows(result):
    return sorted(tuple("" if one is None else one.n3() for one in row) for row in result)


def compare(base, downloaded):
    store = SPARQLStore(f"{base}/sparql", method="GET")
    posting = SPARQLStore(f"{base}/sparql", method="POST_FORM")
    speaking = SPARQLStore(f"{base}/sparql", method="POST", returnFormat="json")
    for query in QUERIES:
        expected = downloaded.query(NAMES + query)
        for one in (store, posting, speaking):
            found = one.query(NAMES + query)
            assert found.type == expected.type, query
            if expected.type == "ASK":
                assert found.askAnswer == expected.askAnswer, query
            elif expected.type == "CONSTRUCT":
                assert to_isomorphic(found.graph) == to_isomorphic(expected.graph), query
            else:
                assert rows(found) == rows(expected), (query, rows(found)[:3], rows(expected)[:3])
    # As a graph that lives elsewhere: rdflib asks for what it needs.
    remote = Graph(store=SPARQLStore(f"{base}/sparql"))
    assert set(remote.subjects(RDF.type, DCAT.Dataset)) == set(downloaded.subjects(RDF.type, DCAT.Dataset))


def forms(base, downloaded):
    query = NAMES + "SELECT ?d WHERE { ?d a dcat:Dataset }"
    count = len(set(downloaded.subjects(RDF.type, DCAT.Dataset)))
    for accept in ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]:
        with request(base, query, accept) as answer:
            assert answer.headers["Content-Type"].startswith(accept), answer.headers["Content-Type"]
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            text, length = answer.read(), answer.headers["Content-Length"]
        if accept.startswith("text/"):
            assert len(text.decode().split()) == count + 1
        with request(base, query, accept, method="HEAD") as head:
            assert head.headers["Content-Type"].startswith(accept) and not head.read()
            assert head.headers["Content-Length"] in (length, None)
    with request(base, query, format="json") as answer:
        assert len(list(JSONResultParser().parse(answer))) == count
    dataset = sorted(downloaded.subjects(RDF.type, DCAT.Dataset))[0]
    for accept, form in [("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("application/ld+json", "json-ld"), ("application/n-triples", "nt")]:
        with request(base, f"DESCRIBE <{dataset}>", accept) as answer:
            assert answer.headers["Content-Type"].startswith(accept)
            described = Graph().parse(data=answer.read().decode(), format=form)
        assert (dataset, RDF.type, DCAT.Dataset) in described
        assert all(one in downloaded for one in described.triples((dataset, None, None)))
        with request(base, accept=accept) as answer:
            service = Graph().parse(data=answer.read().decode(), format=form)
        endpoint = URIRef(f"{base}/sparql")
        assert (endpoint, SD.supportedLanguage, SD.SPARQL11Query) in service
        # The catalogue says where it can be asked.
        assert downloaded.value(predicate=DCAT.endpointURL, object=endpoint)
    with request(base, body=query.encode(), media_type="application/sparql-query", accept="text/csv") as answer:
        assert len(answer.read().decode().split()) == count + 1
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for query in [None, query, "ASK { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"]:
        with request(base, query, browser) as answer:
            assert answer.headers["Content-Type"].startswith("text/html") and b"<textarea" in answer.read()


def refusals(base):
    status, problem = refused(base, "SELECT ?d\nWHERE { ?d ?? 1 }")
    assert (status, problem["code"]) == (400, "sparql_syntax"), problem
    # The reader says how far it looked.
    assert problem["parameters"]["line"] == "2" and 12 <= int(problem["parameters"]["column"]) <= 18, problem
    for query, code in {
        "INSERT DATA { <urn:a> <urn:b> 1 }": "sparql_update",
        "LOAD <http://127.0.0.1:1/>": "sparql_update",
        "SELECT * FROM <urn:a> { ?s ?p ?o }": "sparql_graphs",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }": "sparql_service",
        "SELECT (<urn:f>(1) AS ?x) { }": "sparql_function",
    }.items():
        status, problem = refused(base, query)
        assert (status, problem["code"]) == (400, code), problem
        assert problem["detail"] and not problem["detail"].startswith("⟨"), problem
    status, problem = refused(base, body=b"ASK { }" + b" " * (65 << 10) + b"#", media_type="application/sparql-query")
    assert (status, problem["code"]) == (413, "sparql_too_long"), problem
    status, problem = refused(base, "ASK { }", **{"default-graph-uri": "urn:a"})
    assert (status, problem["code"]) == (400, "sparql_graphs"), problem
    status, problem = refused(base, body=b"INSERT DATA {}", media_type="application/sparql-update")
    assert (status, problem["code"]) == (400, "sparql_update"), problem
    status, problem = refused(base, body=b"{}", media_type="application/json")
    assert (status, problem["code"]) == (415, "sparql_media_type"), problem
    status, _problem = refused(base, body=b"x", media_type="text/plain", method="PUT")
    assert status == 405


def hostile(base):
    for name, query in HOSTILE.items():
        begun = time.monotonic()
        body = urllib.parse.urlencode({"query": query}).encode()
        status, problem = refused(base, body=body, media_type="application/x-www-form-urlencoded")
        took = time.monotonic() - begun
        codes = {"sparql_timeout": 503, "sparql_memory": 400, "sparql_syntax": 400, "sparql_answer_too_long": 400}
        assert codes.get(problem["code"]) == status, (name, status, problem)
        assert took < 4, f"{name}: {took:.1f} s"
        print(f"{name}: {problem['code']} after {took:.1f} s")
        with request(base, "ASK { ?s ?p ?o }", "text/csv") as answer:
            assert answer.read() == b"true", name


def main():
    base, folder = sys.argv[1], Path(sys.argv[2])
    downloaded = Graph().parse(folder / "catalogue.ttl")
    begun = time.monotonic()
    compare(base, downloaded)
    forms(base, downloaded)
    took = time.monotonic() - begun
    refusals(base)
    hostile(base)
    print(f"{len(QUERIES)} questions over {len(downloaded)} statements answered as rdflib does, in {took:.1f} s with all forms")


if __name__ == "__main__":
    main()
