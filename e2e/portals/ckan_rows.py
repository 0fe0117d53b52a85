"""Writes rows through CKAN's own client: a table is made, searched, changed by its key, emptied, and made anew.

usage: ckan_rows.py ADDRESS KEY
"""

import sys
import threading
import uuid

from ckanapi import NotAuthorized, NotFound, RemoteCKAN, ValidationError


def refused(error, call, field=None):
    try:
        call()
    except error as found:
        assert field is None or field in found.error_dict, (field, found.error_dict)
        return found
    raise AssertionError(f"{error.__name__} was expected")


def main():
    base, key = sys.argv[1:]
    hub, nobody = RemoteCKAN(base, apikey=key), RemoteCKAN(base)
    act = hub.action
    house = act.organization_list_for_user()[0]["name"]

    def rows(resource, **wish):
        found = act.datastore_search(resource_id=resource, **wish)
        return [{name: value for name, value in row.items() if name != "_id"} for row in found["records"]], found["total"]

    package = act.package_create(name="messstellen", owner_org=house, title="Messstellen")
    fields = [
        {"id": "nr", "type": "text", "info": {"label": "Nummer"}},
        {"id": "Straße", "type": "text"},
        {"id": "tiefe", "type": "numeric"},
        {"id": "stand", "type": "timestamp"},
        {"id": "aktiv", "type": "bool"},
        {"id": "anzahl", "type": "int"},
        {"id": "mehr", "type": "json"},
    ]
    first = {"nr": "007", "Straße": "Allee", "tiefe": "1.50", "stand": "2024-06-19T10:00:00", "aktiv": True, "anzahl": 3, "mehr": {"a": [1]}}

    # What is wrong is said before anything is made.
    for wrong, field in (
        ({"fields": [{"id": "x", "type": "gibt-es-nicht"}]}, "fields"),
        ({"fields": [{"id": "_x", "type": "text"}]}, "fields"),
        ({"fields": [{"id": "x"}]}, "fields"),
        ({"fields": fields, "records": [{"nr": "1", "anzahl": "viele"}]}, "records"),
        ({"fields": fields, "records": [first, first], "primary_key": "nr"}, "constraints"),
        ({"fields": fields, "primary_key": ["fehlt"]}, "primary_key"),
        ({}, "fields"),
    ):
        refused(ValidationError, lambda: act.datastore_create(resource={"package_id": package["id"]}, **wrong), field)
    refused(ValidationError, lambda: act.datastore_create(fields=fields), "resource_id")
    refused(NotAuthorized, lambda: nobody.action.datastore_create(resource={"package_id": package["id"]}, fields=fields))
    assert act.package_show(id=package["id"])["num_resources"] == 0

    # Columns without rows are a table; its identity is the one the program has for it.
    wanted = str(uuid.uuid4())
    made = act.datastore_create(
        resource={"package_id": package["id"], "id": wanted}, fields=fields, primary_key=["nr"], aliases=[], indexes="nr"
    )
    resource = made["resource_id"]
    assert resource == wanted and made["method"] == "insert" and "records" not in made
    assert [it["id"] for it in made["fields"]] == [it["id"] for it in fields]
    assert rows(resource) == ([], 0)
    shown = next(it for it in act.package_show(id=package["id"])["resources"] if it["id"] == resource)
    assert (shown["url_type"], shown["datastore_active"]) == ("datastore", True)

    # Types hold, leading zeros too; the heading is the label.
    assert "records" not in act.datastore_upsert(resource_id=resource, records=[first], method="insert")
    told = {it["id"]: it for it in act.datastore_info(id=resource)["fields"]}
    assert [told[it]["type"] for it in ("nr", "strasse", "tiefe", "stand", "aktiv", "anzahl", "mehr")] == [
        "text", "text", "numeric", "timestamp", "bool", "int8", "json"
    ], told
    assert told["nr"]["info"]["label"] == "Nummer" and told["nr"]["schema"]["uniquekey"] is True
    assert rows(resource)[0] == [
        {"nr": "007", "strasse": "Allee", "tiefe": 1.5, "stand": "2024-06-19T10:00:00", "aktiv": True, "anzahl": 3, "mehr": {"a": [1]}}
    ], rows(resource)

    # By key: what is not said stays, what is new is added, and more digits are kept.
    act.datastore_upsert(
        resource_id=resource,
        records=[{"nr": "007", "anzahl": 4}, {"nr": "8", "Straße": "Markt", "tiefe": 0.125}, {"nr": "8", "anzahl": ""}],
    )
    found, total = rows(resource, sort="nr")
    assert total == 2 and (found[0]["anzahl"], found[0]["strasse"], found[0]["tiefe"]) == (4, "Allee", 1.5), found
    assert (found[1]["tiefe"], found[1]["anzahl"], found[1]["strasse"]) == (0.125, None, "Markt")
    assert rows(resource, filters={"Straße": "Markt"})[1] == 1
    act.datastore_upsert(resource_id=resource, records=[{"nr": "8", "aktiv": False}], method="update")
    before = rows(resource, sort="nr")
    for wrong, method, field in (
        ({"nr": "9", "aktiv": True}, "update", "key"),
        ({"aktiv": True}, "upsert", "key"),
        ({"nr": "8", "fehlt": 1}, "upsert", "fields"),
        ({"nr": "8", "_id": 1}, "upsert", "fields"),
        ({"nr": "9", "fehlt": 1}, "insert", "records"),
        ({"nr": "8"}, "insert", "constraints"),
        ({"nr": "9", "stand": "gestern"}, "insert", "records"),
        ({"nr": "9"}, "anders", "method"),
    ):
        refused(ValidationError, lambda: act.datastore_upsert(resource_id=resource, records=[wrong], method=method), field)
    assert refused(ValidationError, lambda: act.datastore_upsert(resource_id=resource, records=[{"nr": "9", "anzahl": "x"}])).error_dict["records_row"] == 0
    act.datastore_upsert(resource_id=resource, records=[{"nr": "10"}], dry_run=True)
    refused(NotFound, lambda: act.datastore_upsert(resource_id=str(uuid.uuid4()), records=[first]))
    refused((NotAuthorized, NotFound), lambda: nobody.action.datastore_upsert(resource_id=resource, records=[first]))
    assert rows(resource, sort="nr") == before

    # Many at once, from several sides: none is lost.
    def many(side):
        records = [{"nr": f"{side}-{number}", "anzahl": number} for number in range(100)]
        RemoteCKAN(base, apikey=key).action.datastore_upsert(resource_id=resource, records=records)

    sides = [threading.Thread(target=many, args=(side,)) for side in "abc"]
    for side in sides:
        side.start()
    for side in sides:
        side.join()
    assert rows(resource, limit=0)[1] == 302, rows(resource, limit=0)

    # Another column, another key.
    act.datastore_create(resource_id=resource, fields=[{"id": "art", "type": "text"}], records=[{"nr": "x", "art": "Pegel"}])
    assert rows(resource, filters={"art": "Pegel"})[1] == 1 and rows(resource, limit=0)[1] == 303
    refused(ValidationError, lambda: act.datastore_create(resource_id=resource, primary_key=["aktiv", "anzahl"], records=[{"nr": "y", "aktiv": True, "anzahl": 4}]), "constraints")

    # Rows go by what they are.
    refused(ValidationError, lambda: act.datastore_records_delete(resource_id=resource), "filters")
    refused(ValidationError, lambda: act.datastore_records_delete(resource_id=resource, filters={"_id": 1}), "filters")
    filters = {"anzahl": {"gte": 50}, "aktiv": None}
    assert act.datastore_records_delete(resource_id=resource, filters=filters)["filters"] == filters
    assert rows(resource, limit=0)[1] == 153
    act.datastore_delete(resource_id=resource, filters={"nr": ["007", "8"]})
    assert rows(resource, limit=0)[1] == 151
    act.datastore_delete(resource_id=resource)
    assert rows(resource) == ([], 0)
    versions = act.package_show(id=package["id"])["version"]

    # Made anew, as programs do that bring everything each time.
    act.datastore_create(resource_id=resource, fields=[{"id": "nr", "type": "int"}, {"id": "wert"}], records=[{"nr": 1, "wert": "0.5"}])
    assert [it["id"] for it in act.datastore_search(resource_id=resource)["fields"]] == ["_id", "nr", "wert"]
    assert rows(resource)[0] == [{"nr": 1, "wert": 0.5}]

    # An address becomes a table under the identity it has.
    other = act.package_create(name="zweite", owner_org=house, resources=[{"name": "Quelle", "url": "https://x.example/a.csv", "format": "csv"}])
    link = other["resources"][0]["id"]
    refused(NotFound, lambda: act.datastore_search(resource_id=link))
    assert act.datastore_create(resource_id=link, records=[{"plz": "04401", "menge": 2}])["resource_id"] == link
    assert rows(link) == ([{"plz": "04401", "menge": 2}], 1)
    kept = act.package_show(id=other["id"])["resources"]
    assert [it["id"] for it in kept].count(link) == 1 and all(it["url"] != "https://x.example/a.csv" for it in kept)
    refused(ValidationError, lambda: act.datastore_create(resource={"package_id": other["id"]}, fields=fields), "resource")

    # What files bring is only changed by whoever says so.
    own = act.package_search(q="", fq=f"organization:{house}", rows=1000, include_private=True)["results"]
    tables = [
        it
        for one in own
        for it in one["resources"]
        if it["url_type"] == "upload" and act.datastore_search(resource_id=it["id"], limit=0)["total"] > 20
    ]
    theirs = tables[0]["id"]
    columns = act.datastore_search(resource_id=theirs, limit=1)
    total = columns["total"]
    record = {name: value for name, value in columns["records"][0].items() if name != "_id"}
    refused(ValidationError, lambda: act.datastore_upsert(resource_id=theirs, records=[record], method="insert"), "read-only")
    refused(ValidationError, lambda: act.datastore_upsert(resource_id=theirs, records=[record], force=True), "table")
    types = [it["type"] for it in columns["fields"]]
    act.datastore_upsert(resource_id=theirs, records=[record], method="insert", force=True)
    again = act.datastore_search(resource_id=theirs, limit=1, offset=total)
    assert again["total"] == total + 1 and [it["type"] for it in again["fields"]] == types, (types, again["fields"])
    assert {name: value for name, value in again["records"][0].items() if name != "_id"} == record
    # Emptying it breaks what others build on: that waits for somebody.
    refused(ValidationError, lambda: act.datastore_delete(resource_id=theirs, force=True), "records")
    assert act.datastore_search(resource_id=theirs, limit=0)["total"] == total + 1
    print(f"rows written, changed by key, from three sides at once, and taken away in {versions} versions; {theirs} by force")


if __name__ == "__main__":
    main()
