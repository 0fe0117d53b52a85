"""Asks a hub through CKAN's own client, as a library and on the command line, and as ckanext-harvest asks.

usage: ckan.py ADDRESS
"""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

from ckanapi import NotAuthorized, NotFound, RemoteCKAN, ValidationError
from ckanapi.errors import CKANAPIError, SearchQueryError


def refused(error, call):
    try:
        call()
    except error:
        return
    raise AssertionError(f"{error.__name__} was expected")


def harvested(base):
    """Turns pages until one is empty, as ckanext-harvest does."""
    found, start = [], 0
    while True:
        address = f"{base}/api/3/action/package_search?rows=7&start={start}&sort=id+asc"
        with urllib.request.urlopen(address) as answer:
            page = json.load(answer)["result"]["results"]
        if not page:
            return found
        found += page
        start += 7


def main():
    base = sys.argv[1]
    hub = RemoteCKAN(base)
    assert hub.action.site_read() is True
    names = hub.action.package_list()
    assert names == sorted(names) and len(names) > 10, names
    packages = harvested(base)
    assert sorted(it["name"] for it in packages) == names
    assert len({it["id"] for it in packages}) == len(names)
    for package in packages:
        assert package == hub.action.package_show(id=package["id"])
        assert package == RemoteCKAN(base, get_only=True).action.package_show(id=package["name"])
        assert package["num_resources"] == len(package["resources"])
    # Conditions as harvesters send them.
    house = packages[0]["organization"]["name"]
    of_house = [it for it in packages if it["organization"]["name"] == house]
    found = hub.action.package_search(fq=f"organization:{house}", rows=1000)
    assert found["count"] == len(of_house)
    others = hub.action.package_search(fq=f"-organization:{house}", rows=0, **{"facet.field": ["organization"]})
    assert others["count"] == len(names) - len(of_house)
    assert sum(others["facets"]["organization"].values()) == others["count"]
    newest = max(it["metadata_modified"] for it in packages)
    since = hub.action.package_search(fq=f"metadata_modified:[{newest}Z TO *]")
    assert 1 <= since["count"] < len(names)
    assert hub.action.package_search(q="Baumkataster")["count"] >= 1
    # Failures become the client's own.
    refused(NotFound, lambda: hub.action.package_show(id="gibt-es-nicht"))
    refused(ValidationError, lambda: hub.action.package_show())
    refused(SearchQueryError, lambda: hub.action.package_search(fq='title:"offen'))
    refused(CKANAPIError, lambda: hub.action.gibtesnicht())
    refused(NotAuthorized, lambda: RemoteCKAN(base, apikey="ein-unbekannter-Wert").action.package_list())
    rows = datastore(hub, packages)
    command = str(Path(sys.executable).with_name("ckanapi"))
    # It starts workers by its own name.
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    dumped = subprocess.run(
        [command, "dump", "datasets", "--all", "-r", base], capture_output=True, check=True, text=True
    )
    lines = [json.loads(line) for line in dumped.stdout.splitlines()]
    assert sorted(it["name"] for it in lines) == names
    listed = subprocess.run(
        [command, "search", "datasets", f"fq=organization:{house}", "-r", base],
        capture_output=True, check=True, text=True,
    )
    assert len(listed.stdout.splitlines()) == len(of_house)
    asked = subprocess.run(
        [command, "action", "package_show", f"id={names[0]}", "-r", base, "-j"],
        capture_output=True, check=True, text=True,
    )
    assert json.loads(asked.stdout)["name"] == names[0]
    print(f"{len(names)} packages, {rows} rows of the datastore, dump and search on the command line")


def datastore(hub, packages):
    """Every table whole, page by page; one with conditions, words and a statement."""
    seen = 0
    for package in packages[:12]:
        for resource in package["resources"]:
            if not resource["datastore_active"]:
                continue
            id = resource["id"]
            info = hub.action.datastore_info(id=id)
            head = hub.action.datastore_search(resource_id=id, limit=0)
            assert head["records"] == [] and head["fields"][0] == {"id": "_id", "type": "int"}
            names = [it["id"] for it in info["fields"]]
            assert [it["id"] for it in head["fields"][1:]] == names
            whole, offset = [], 0
            while True:
                page = hub.action.datastore_search(resource_id=id, limit=400, offset=offset)
                if not page["records"]:
                    break
                whole += page["records"]
                offset += 400
                if offset > 2000:
                    break
            assert [it["_id"] for it in whole] == list(range(1, len(whole) + 1))
            assert len(whole) == min(head["total"], len(whole))
            assert info["meta"]["count"] == head["total"]
            statement = hub.action.datastore_search_sql(sql=f'select count(*) as n from "{id}"')
            assert statement["records"][0]["n"] == head["total"]
            if whole:
                texts = [it["id"] for it in info["fields"] if it["type"] == "text"]
                conditions(hub, id, whole, texts, head["total"])
            seen += len(whole)
    return seen


def conditions(hub, id, whole, names, total):
    column = next((it for it in names if isinstance(whole[0][it], str)), None)
    if column is None or total > len(whole):
        return
    value = whole[0][column]
    expected = [it for it in whole if it[column] == value]
    for wanted in (value, [value], [value, value + "x"], {"eq": value}):
        found = hub.action.datastore_search(resource_id=id, filters={column: wanted}, limit=32000)
        assert found["total"] == len(expected), (column, wanted, found["total"], len(expected))
        assert len(found["records"]) == len(expected)
    behind = hub.action.datastore_search(resource_id=id, filters={"_id": {"gt": total - 1}})
    assert [it["_id"] for it in behind["records"]] == [total]
    ordered = hub.action.datastore_search(resource_id=id, sort=f"{column} desc", limit=5)
    assert len(ordered["records"]) == min(5, total)


if __name__ == "__main__":
    main()
