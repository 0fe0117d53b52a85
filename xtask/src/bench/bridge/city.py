"""Bridges of the demo city, half of whose files are damaged as offices and spreadsheets damage them.

Called with the folder of the city, the labels, the program and a folder for copies. Each file comes once: as it is, or as
CSV with spoilt values, decided by a hash of its name. Labels say what a column speaks of (`domain`) and which one lists all
of it (`reference`). A join is right when both columns speak of the same; required is that every column meets its list.
Prints figures; what is wrong or missing goes to stderr.
"""

import collections
import csv
import hashlib
import io
import itertools
import json
import pathlib
import random
import shutil
import subprocess
import sys

CITY, LABELS, PROGRAM, COPIES = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], pathlib.Path(sys.argv[4])
chance = random.Random(20261126)


def plain(name):
    return "".join(sign for sign in name.lower() if sign.isalnum())


def street(text):
    ways = [
        lambda it: it.replace("straße", "str.").replace("Straße", "Str."),
        lambda it: it.replace("straße", "strasse").replace("Straße", "Strasse"),
        str.upper,
        lambda it: it.replace("ü", "ue").replace("ö", "oe").replace("ä", "ae").replace("ß", "ss"),
        lambda it: it.replace("-", " "),
        lambda it: f"{it} ",
    ]
    return chance.choice(ways)(text)


def key(text):
    return chance.choice([text.lstrip("0") or "0", f"{text}.0", text.lstrip("0") or "0"])


def name(text):
    return chance.choice([text.upper(), text.replace("ü", "ue").replace("ö", "oe").replace("ä", "ae").replace("ß", "ss"), f" {text}"])


def header(text):
    """Shortened or spoilt, as another office calls the same."""
    return chance.choice([text, text.upper(), text.replace("straße", "str.").replace("Straße", "Str."), text.replace(" ", "_")])


SPOIL = {"strasse": street, "strassenschluessel": key, "plz": lambda it: f"{it}.0", "stadtbezirk": name, "schule": key, "kita": name}
labels = collections.defaultdict(dict)
with open(LABELS, newline="", encoding="utf-8") as lines:
    for row in csv.DictReader(lines):
        labels[row["file"], row["table"]][plain(row["column"])] = (row["domain"], row["reference"] == "*")

shutil.rmtree(COPIES, ignore_errors=True)
domains = {}
for path in sorted(path for path in CITY.rglob("*") if path.is_file()):
    file = str(path.relative_to(CITY))
    tables = {table: columns for (of, table), columns in labels.items() if of == file}
    copy = COPIES / file
    copy.parent.mkdir(parents=True, exist_ok=True)
    only = len(tables) == 1 and path.suffix in (".csv", ".txt", ".xlsx", ".ods")
    if only and hashlib.sha256(file.encode()).digest()[0] % 2:
        table, columns = next(iter(tables.items()))
        said = subprocess.run([PROGRAM, "inspect", path, "--as", "csv", *(["--table", table] if table else [])], capture_output=True, check=False)
        rows = list(csv.reader(io.StringIO(said.stdout.decode())))
        # Headers of two rows are one now.
        columns |= {plain(head): columns[plain(last)] for head in rows[0] for last in [head.split(" ")[-1]] if plain(last) in columns}
        domain = [columns.get(plain(head), ("", False))[0] for head in rows[0]]
        spoilt = {at: SPOIL[it.split("+")[0]] for at, it in enumerate(domain) if it.split("+")[0] in SPOIL}
        copy = copy.with_suffix(copy.suffix + ".csv")
        heads = [header(head) for head in rows[0]]
        with open(copy, "w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out, delimiter=";")
            writer.writerow(heads)
            for row in rows[1:]:
                writer.writerow([spoilt[at](cell) if at in spoilt and cell and chance.random() < 0.6 else cell for at, cell in enumerate(row)])
        for head, old in zip(heads, rows[0]):
            if plain(old) in columns:
                domains[str(copy.relative_to(COPIES)), "", plain(head)] = columns[plain(old)]
    else:
        shutil.copy(path, copy)
        for table, columns in tables.items():
            for column, said in columns.items():
                domains[file, table, column] = said

said = subprocess.run([PROGRAM, "bridges", COPIES, "--json"], capture_output=True, check=False)
bridges = json.loads(said.stdout)


def domain(side, column):
    """Headers of two rows are labelled by either."""
    for table in (side["table"], ""):
        for name in (column, column.rpartition(" / ")[2]):
            found = domains.get((side["file"], table, plain(name)))
            if found:
                return found[0]
    return ""


def of_one_thing(one, two):
    """`01 Zechenau` has the name and the number of a district: such a column is labelled with both, by a plus sign."""
    return bool(set(one.split("+")) & set(two.split("+")) - {""})


def place(side):
    """As labels name the table: the only one of a file has no name there."""
    return (side["file"], side["table"] if any(of == side["file"] and table == side["table"] for of, table, _ in domains) else "")


right, wrong, met = 0, 0, set()
for bridge in bridges:
    if bridge["kind"] not in ("join", "union"):
        continue
    pairs = list(zip(bridge["left"]["columns"], bridge["right"]["columns"]))
    both = [(domain(bridge["left"], one), domain(bridge["right"], two)) for one, two in pairs]
    for one, two in both:
        if of_one_thing(one, two):
            met.update(frozenset([(*place(bridge["left"]), it), (*place(bridge["right"]), it)]) for it in set(one.split("+")) & set(two.split("+")))
    # Tables of one kind are put below one another: whether that is right is no question of domains.
    if bridge["kind"] == "union":
        continue
    if all(of_one_thing(one, two) for one, two in both):
        right += 1
    else:
        wrong += 1
        print("wrong", bridge["score"], bridge["left"], bridge["right"], bridge["rules"], both, bridge["left_share"], bridge["right_share"], bridge["cardinality"], file=sys.stderr)
by_domain = collections.defaultdict(lambda: [0, 0])
for (file, table, column), (of, is_reference) in domains.items():
    for of in of.split("+"):
        references = [(it[0], it[1]) for it, (other, starred) in domains.items() if of in other.split("+") and starred]
        if is_reference or not references:
            continue
        found = any(frozenset([(file, table, of), (*reference, of)]) in met for reference in references)
        by_domain[of][0] += found
        by_domain[of][1] += 1
        if not found:
            print("missing", of, file, table, column, file=sys.stderr)
found, required = (sum(it[at] for it in by_domain.values()) for at in (0, 1))
print(json.dumps({"joins told": right + wrong, "precision of joins": right / max(right + wrong, 1), "recall of references": found / max(required, 1), "recall of references, mean of domains": sum(it[0] / it[1] for it in by_domain.values()) / len(by_domain)}))
