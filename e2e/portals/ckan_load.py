"""Carries a hub's organisations and datasets into another one with CKAN's own command line, and compares what both say.

usage: ckan_load.py organizations|datasets FROM INTO KEY FOLDER
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from ckanapi import NotAuthorized, RemoteCKAN, ValidationError

TIMES = {"created", "last_modified", "metadata_created", "metadata_modified"}
TIMES_SAID = {"issued", "modified"}
# What comes with rows only.
OF_ROWS = {"datastore_active", "url_type", "version"}
COMMAND = str(Path(sys.executable).with_name("ckanapi"))


def ckanapi(*words, input=None):
    # It starts workers by its own name.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [COMMAND, *words], capture_output=True, env={**os.environ, "PATH": path}, input=input, text=True
    )
    assert done.returncode == 0, (words, done.returncode, done.stdout[-2000:], done.stderr[-4000:])
    return done.stdout


def dump(what, base):
    return ckanapi("dump", what, "--all", "-r", base)


def plain(value, bases, without):
    """The same without times and without the name of the machine."""
    if isinstance(value, str):
        for base in bases:
            value = value.replace(base, "https://hub.example")
        return value
    if isinstance(value, list):
        kept = [it for it in value if not (isinstance(it, dict) and it.get("key") in TIMES_SAID)]
        return [plain(it, bases, without) for it in kept]
    if isinstance(value, dict):
        return {
            key: plain(it, bases, without)
            for key, it in value.items()
            if key not in TIMES and key not in without
        }
    return value


def same(before, after, bases, without):
    before = {it["name"]: plain(it, bases, without) for it in map(json.loads, before.splitlines())}
    after = {it["name"]: plain(it, bases, without) for it in map(json.loads, after.splitlines())}
    assert before.keys() == after.keys(), before.keys() ^ after.keys()
    for name, expected in before.items():
        differing = {
            key: (expected.get(key), after[name].get(key))
            for key in expected.keys() | after[name].keys()
            if expected.get(key) != after[name].get(key)
        }
        assert not differing, (name, differing)
    return len(before)


def refused(error, call):
    try:
        call()
    except error as found:
        return found
    raise AssertionError(f"{error.__name__} was expected")


def organizations(source, target, key):
    before = dump("organizations", source)
    ckanapi("load", "organizations", "-r", target, "-a", key, input=before)
    # Packages are not there yet.
    count = same(before, dump("organizations", target), (source, target), {"package_count"})
    # Once more changes nothing.
    ckanapi("load", "organizations", "-r", target, "-a", key, input=before)
    same(before, dump("organizations", target), (source, target), {"package_count"})
    print(f"{count} organisations carried over")


def datasets(source, target, key, folder):
    hub, nobody = RemoteCKAN(target, apikey=key), RemoteCKAN(target)
    before = dump("datasets", source)
    assert nobody.action.package_list() == []
    ckanapi("load", "datasets", "-r", target, "-a", key, input=before)
    bases = (source, target)
    count = same(before, dump("datasets", target), bases, OF_ROWS)
    ckanapi("load", "datasets", "-r", target, "-a", key, input=before)
    same(before, dump("datasets", target), bases, OF_ROWS)
    rows = with_rows(source, target, key, before)
    found = ckanapi("search", "datasets", "rows=1000", "-r", target)
    assert len(found.splitlines()) == count
    first = json.loads(before.splitlines()[0])
    said = ckanapi("action", "package_show", f"id={first['name']}", "-r", target, "-j")
    assert json.loads(said)["id"] == first["id"]
    by_hand(hub, nobody, first["owner_org"], Path(folder))
    print(f"{count} datasets carried over, {rows} rows with {FEW} of them")


# So many datasets come with their rows: each is one delivery.
FEW = 3


def with_rows(source, target, key, before):
    """The same with the files of a few: then they have rows, and each resource once."""
    few = [it for it in map(json.loads, before.splitlines()) if it["resources"][0]["url_type"] == "upload"]
    few = few[:FEW]
    assert len(few) == FEW
    ckanapi(
        "load", "datasets", "--upload-resources", "-r", target, "-a", key,
        input="".join(json.dumps(it) + "\n" for it in few),
    )
    rows = 0
    for package in few:
        shown = RemoteCKAN(target).action.package_show(id=package["id"])
        files = lambda it: sorted((one["name"], one["format"]) for one in it["resources"])
        assert files(shown) == files(package), (files(shown), files(package))
        assert all(it["url"].startswith(target) for it in shown["resources"])
        count = lambda base, it: RemoteCKAN(base).action.datastore_search(
            resource_id=it["resources"][0]["id"], limit=0
        )["total"]
        assert count(target, shown) == count(source, package) > 0
        rows += count(target, shown)
    return rows


def by_hand(hub, nobody, owner, folder):
    """A package with a link and a file, as programs make one."""
    made = hub.action.package_create(
        name="bei-hand-gemacht", owner_org=owner, title="Bei Hand", private=False,
        extras=[{"key": "schema", "value": "1"}],
    )
    id = made["id"]
    assert made["resources"] == [] and {"key": "schema", "value": "1"} in made["extras"]
    assert hub.action.package_show(id="bei-hand-gemacht")["id"] == id, "found by the name it was given"
    refused(ValidationError, lambda: hub.action.package_create(name="bei-hand-gemacht", owner_org=owner))
    refused(NotAuthorized, lambda: nobody.action.package_create(name="noch-eins", owner_org=owner))
    refused(ValidationError, lambda: hub.action.resource_create(package_id=id))
    link = hub.action.resource_create(package_id=id, name="Karte", url="https://karten.example/wms", format="WMS")
    assert link["url_type"] is None and hub.action.resource_show(id=link["id"]) == link
    link = hub.action.resource_patch(id=link["id"], name="Karte der Stadt")
    assert (link["name"], link["format"]) == ("Karte der Stadt", "WMS")
    file = folder / "bei-hand.csv"
    file.write_text("stelle;anzahl\nNord;12\nSüd;30\n", encoding="utf-8")
    with file.open("rb") as upload:
        resource = hub.action.resource_create(package_id=id, name="Zahlen", upload=upload)
    assert resource["datastore_active"] and resource["url_type"] == "upload"
    assert nobody.action.datastore_search(resource_id=resource["id"])["total"] == 2
    with file.open("rb") as upload:
        found = refused(ValidationError, lambda: hub.action.resource_create(package_id=id, upload=upload))
        assert "upload" in found.error_dict
    file.write_text("stelle;anzahl\nNord;12\nSüd;30\nWest;7\n", encoding="utf-8")
    with file.open("rb") as upload:
        again = hub.action.resource_patch(id=resource["id"], upload=upload)
    assert again["id"] == resource["id"]
    assert nobody.action.datastore_search(resource_id=resource["id"])["total"] == 3
    refused(ValidationError, lambda: hub.action.resource_delete(id=resource["id"]))
    assert hub.action.resource_delete(id=link["id"]) is None
    names = [it["name"] for it in hub.action.package_show(id=id)["resources"]]
    assert "Karte der Stadt" not in names and names
    hub.action.package_delete(id=id)


def main():
    what, source, target, key, folder = sys.argv[1:]
    if what == "organizations":
        organizations(source, target, key)
    else:
        datasets(source, target, key, folder)


if __name__ == "__main__":
    main()
