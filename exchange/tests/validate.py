"""Checks a graph against the shapes of DCAT-AP.de 3.0 as GovData does (profile v30_de_spec).

usage: validate.py FOLDER_OF_STANDARDS GRAPH [--hvd]

Three of the German files bind dcatap: to http://data.europa.eu/r5r#, which is a mistake: it is mended while reading.
The vocabularies that the shapes import from the web are taken from the folder where it has them; of those it does not
have, the codes we know are listed here.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import pyshacl
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SKOS

SH = Namespace("http://www.w3.org/ns/shacl#")
DCT = Namespace("http://purl.org/dc/terms/")
AUTHORITY = "http://publications.europa.eu/resource/authority/"
CODES = {
    "language": (DCT.LinguisticSystem, ["DEU", "ENG"]),
    "dataset-type": (SKOS.Concept, ["STATISTICAL", "GEOSPATIAL", "CODE_LIST"]),
    "access-right": (DCT.RightsStatement, ["PUBLIC", "RESTRICTED", "NON_PUBLIC"]),
    "planned-availability": (SKOS.Concept, ["AVAILABLE", "EXPERIMENTAL", "STABLE", "TEMPORARY"]),
    "distribution-status": (SKOS.Concept, ["COMPLETED", "DEPRECATED", "DEVELOP", "DISCONT", "OP_DATPRO", "WITHDRAWN"]),
    "data-theme": (
        SKOS.Concept,
        "AGRI ECON EDUC ENER ENVI GOVE HEAL INTR JUST OP_DATPRO REGI SOCI TECH TRAN".split(),
    ),
    "frequency": (
        DCT.Frequency,
        """ANNUAL ANNUAL_2 ANNUAL_3 BIENNIAL BIMONTHLY BIWEEKLY CONT DAILY DAILY_2 HOURLY IRREG MONTHLY MONTHLY_2
        MONTHLY_3 NEVER OTHER QUARTERLY TRIENNIAL UNKNOWN UPDATE_CONT WEEKLY WEEKLY_2 WEEKLY_3""".split(),
    ),
}
OTHERS = {
    "http://purl.org/adms/publishertype/1.0": (
        "http://purl.org/adms/publishertype/",
        ["Company", "LocalAuthority", "RegionalAuthority", "NationalAuthority"],
    ),
    "http://dcat-ap.de/def/politicalGeocoding/Level": (
        "http://dcat-ap.de/def/politicalGeocoding/Level/",
        ["international", "european", "federal", "state", "administrativeDistrict", "municipality"],
    ),
    "http://data.europa.eu/bna/asd487ae75": (
        "http://data.europa.eu/bna/",
        ["c_ac64a52d", "c_dd313021", "c_164e0bf5", "c_e1da4e07", "c_a9135398", "c_b79e35eb"],
    ),
}


def shapes(standards, hvd):
    graph = Graph()
    german = standards / "govdata-shacl-validation/validator/resources/v3.0/shapes"
    files = [standards / "semic-dcat-ap/releases/3.0.0/shacl/dcat-ap-SHACL.ttl"]
    files += [file for file in sorted(german.glob("*.ttl")) if "imports" not in file.name]
    if hvd:
        files.append(standards / "semic-dcat-ap/releases/3.0.0-hvd/shacl/hvd-SHACL.ttl")
    for file in files:
        text = file.read_text("utf-8").replace("<http://data.europa.eu/r5r#>", "<http://data.europa.eu/r5r/>")
        graph.parse(data=text, format="turtle")
    return graph


def ontologies(standards):
    graph = Graph()
    mirror = standards / "govdata-shacl-validation/validator/resources/mirror"
    for name, form in [("foaf_0_1.rdf", "xml"), ("vcard.ttl", "turtle"), ("org.ttl", "turtle")]:
        graph.parse(mirror / name, format=form)
    return graph


def vocabularies(standards):
    """What the shapes look up of members of vocabularies: their scheme, their class, a label."""
    graph = Graph()

    def member(node, scheme, kind):
        graph.add((node, SKOS.inScheme, URIRef(scheme)))
        graph.add((node, RDF.type, kind))
        graph.add((node, SKOS.prefLabel, Literal(str(node).rsplit("/", 1)[1], lang="en")))

    for name, (kind, codes) in CODES.items():
        for code in codes:
            node = URIRef(f"{AUTHORITY}{name}/{code}")
            member(node, AUTHORITY + name, kind)
            graph.add((node, RDF.type, SKOS.Concept))
    for scheme, (base, codes) in OTHERS.items():
        for code in codes:
            member(URIRef(base + code), scheme, SKOS.Concept)
    themes = URIRef(AUTHORITY + "data-theme")
    graph.add((themes, RDF.type, SKOS.ConceptScheme))
    graph.add((themes, DCT.title, Literal("data themes", lang="en")))
    types = Graph().parse(standards / "eu-nal/controlled-vocabularies/filetypes-skos.rdf", format="xml")
    for form in set(types.subjects(SKOS.inScheme, URIRef(AUTHORITY + "file-type"))):
        member(form, AUTHORITY + "file-type", DCT.MediaTypeOrExtent)
    portals = standards / "govdata-shacl-validation/validator/resources/dashboard-live/shapes/dcat-ap-de-contributors.rdf"
    scheme = URIRef("http://dcat-ap.de/def/contributors")
    for portal in set(Graph().parse(portals, format="xml").subjects(SKOS.inScheme, scheme)):
        member(portal, scheme, SKOS.Concept)
    licences = standards / "ckanext-dcatde/examples/dcat_licenses.json"
    for licence in json.loads(licences.read_text("utf-8")):
        member(URIRef(licence["id"]), "http://dcat-ap.de/def/licenses", DCT.LicenseDocument)
    return graph


def main():
    standards, file = Path(sys.argv[1]), Path(sys.argv[2])
    form = {".ttl": "turtle", ".rdf": "xml", ".jsonld": "json-ld", ".nt": "nt"}[file.suffix]
    data = Graph().parse(file, format=form)
    said = len(data)
    _conforms, report, _text = pyshacl.validate(
        data + vocabularies(standards),
        shacl_graph=shapes(standards, "--hvd" in sys.argv),
        ont_graph=ontologies(standards),
        inference="none",
        advanced=False,
    )
    found = {"Violation": Counter(), "Warning": Counter(), "Info": Counter()}
    example = {}
    for result in report.subjects(RDF.type, SH.ValidationResult):
        severity = str(report.value(result, SH.resultSeverity)).rsplit("#", 1)[1]
        path = report.value(result, SH.resultPath)
        message = report.value(result, SH.resultMessage)
        key = f"{path}: {message}"
        found[severity][key] += 1
        example[key] = (report.value(result, SH.focusNode), report.value(result, SH.value))
    for severity, counts in found.items():
        for key, count in counts.most_common():
            focus, value = example[key]
            print(f"{severity} {count}x {key}\n    e.g. {focus} -> {value}")
    violations = sum(found["Violation"].values())
    print(f"{said} statements, {violations} violations, {sum(found['Warning'].values())} warnings")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
