"""Changes packages through CKAN's own client.

usage: ckan_writes.py ADDRESS KEY
"""

import sys
import urllib.error
import urllib.parse
import urllib.request

from ckanapi import NotAuthorized, NotFound, RemoteCKAN, ValidationError


def refused(error, call):
    try:
        call()
    except error as found:
        return found
    raise AssertionError(f"{error.__name__} was expected")


def says(base, id, title):
    """Whether the catalogue, asked in SPARQL, gives a package this title."""
    query = f'ASK {{ <{base}/dataset/{id}> <http://purl.org/dc/terms/title> "{title}"@de }}'
    address = f"{base}/sparql?{urllib.parse.urlencode({'query': query, 'format': 'csv'})}"
    return urllib.request.urlopen(address).read() == b"true"


def main():
    base, key = sys.argv[1:]
    hub, nobody = RemoteCKAN(base, apikey=key), RemoteCKAN(base)
    mine = {it["id"] for it in hub.action.organization_list_for_user()}
    packages = nobody.action.package_search(rows=1000)["results"]
    own = next(it for it in packages if it["owner_org"] in mine)
    id = own["id"]

    # A part: the rest stays. Whoever asks the catalogue afterwards is told what it says now.
    assert says(base, id, own["title"]) and not says(base, id, "Neuer Titel")
    patched = hub.action.package_patch(id=id, title="Neuer Titel", tags=[{"name": "Probe"}, {"name": "Zwei"}])
    assert patched["title"] == "Neuer Titel" and [it["name"] for it in patched["tags"]] == ["Probe", "Zwei"]
    assert says(base, id, "Neuer Titel") and not says(base, id, own["title"])
    for field in ("notes", "license_id", "groups", "private", "maintainer_email"):
        assert patched[field] == own[field], field
    # Resources say when their package was changed.
    assert [it["id"] for it in patched["resources"]] == [it["id"] for it in own["resources"]]
    assert nobody.action.package_show(id=id)["title"] == "Neuer Titel"

    # The whole, as it was shown, changes nothing; without its words they are emptied, and nobody is let in or out.
    shown = hub.action.package_show(id=id)
    assert hub.action.package_update(**shown) == shown
    emptied = hub.action.package_update(id=id, title="Kurz", groups=[{"name": "envi"}], license_id="dl-by-de/2.0")
    assert (emptied["notes"], emptied["tags"], emptied["private"]) == ("", [], own["private"])
    assert [it["name"] for it in emptied["groups"]] == ["envi"] and emptied["license_id"] == "dl-by-de/2.0"

    # What is refused is said, and changes nothing.
    before = hub.action.package_show(id=id)
    for wrong, field in (
        ({"title": ""}, "title"),
        ({"license_id": "gibt-es-nicht"}, "license_id"),
        ({"groups": [{"name": "gibt-es-nicht"}]}, "groups"),
        ({"tags": "kein Name"}, "tags"),
        ({"resources": []}, "resources"),
        ({"owner_org": "anderswo"}, "owner_org"),
        ({"name": "anders"}, "name"),
    ):
        found = refused(ValidationError, lambda: hub.action.package_patch(id=id, **wrong))
        assert field in found.error_dict, (field, found.error_dict)
    refused(NotFound, lambda: hub.action.package_patch(id="gibt-es-nicht", title="x"))
    refused(NotAuthorized, lambda: nobody.action.package_patch(id=id, title="x"))
    refused(NotAuthorized, lambda: nobody.action.package_delete(id=id))
    foreign = next((it for it in packages if it["owner_org"] not in mine), None)
    if foreign:
        refused(NotAuthorized, lambda: hub.action.package_patch(id=foreign["id"], title="x"))
        refused(NotAuthorized, lambda: hub.action.package_delete(id=foreign["id"]))
    try:
        urllib.request.urlopen(f"{base}/api/3/action/package_delete?id={id}")
        raise AssertionError("GET must not change anything")
    except urllib.error.HTTPError as error:
        assert error.code == 400 and b"POST" in error.read()
    assert hub.action.package_show(id=id) == before

    # Closed, it is nobody's any more; withdrawn, it is in no list.
    assert hub.action.package_patch(id=id, private=True)["private"] is True
    assert not says(base, id, "Kurz"), "what is not public any more is not in the graph"
    refused(NotFound, lambda: nobody.action.package_show(id=id))
    other = next(it for it in packages if it["owner_org"] in mine and it["id"] != id)
    assert hub.action.package_delete(id=other["id"]) is None
    refused(NotFound, lambda: hub.action.package_show(id=other["id"]))
    assert other["name"] not in nobody.action.package_list()
    print(f"{len(mine)} organisations of the key, patched, updated, closed, withdrawn; {bool(foreign)}: foreign refused")


if __name__ == "__main__":
    main()
