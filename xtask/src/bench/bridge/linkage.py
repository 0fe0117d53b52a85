"""Addresses and facilities of the demo city beside spoilt copies: which rows are said to be the same.

Called with the folder of the city, the program and a folder for the tables. `damage` comes before this text. Half of the
rows of the right are copies of rows of the left, spoilt; the others are neighbours in the same streets and others. Prints
precision and recall of what is surely the same, recall with the list to look at, and how long that list is.
"""

import csv
import io
import json
import pathlib
import subprocess
import sys
import time

CITY, PROGRAM, HOME = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
HOME.mkdir(parents=True, exist_ok=True)
LEFT, COPIES = 4000, 2000


def rows(file):
    said = subprocess.run([PROGRAM, "inspect", CITY / file, "--as", "csv"], capture_output=True, check=False)
    return list(csv.DictReader(io.StringIO(said.stdout.decode())))


def write(name, header, lines):
    with open(HOME / name, "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(header)
        writer.writerows(lines)
    return HOME / name


def measured(left, right, truth):
    began = time.perf_counter()
    said = subprocess.run([PROGRAM, "link", left, right, "--values", "--json"], capture_output=True, check=True)
    seconds = time.perf_counter() - began
    pairs = json.loads(said.stdout)["pairs"]
    of = {"same": set(), "review": set()}
    for pair in pairs:
        of[pair["verdict"]].add((pair["left_row"], pair["right_row"]))
        is_right = (pair["left_row"], pair["right_row"]) in truth
        if is_right != (pair["verdict"] == "same"):
            print("right" if is_right else "WRONG", pair["verdict"], pair["probability"], pair["left"], pair["right"], pair["fields"], file=sys.stderr)
    for pair in sorted(truth - of["same"] - of["review"])[:40]:
        print("missing", pair, file=sys.stderr)
    same, seen = of["same"], of["same"] | of["review"]
    return {
        "precision of the same": len(same & truth) / max(len(same), 1),
        "recall of the same": len(same & truth) / len(truth),
        "recall with the list": len(seen & truth) / len(truth),
        "pairs to look at": len(of["review"]),
        "time": seconds,
    }


def addresses(chance, in_one_cell):
    all_of_them = [row for row in rows("vermessung/Hauskoordinaten_2026-10.csv") if row["HNR"]]
    chance.shuffle(all_of_them)
    # Neighbours: the rest of the right lies in streets of the left.
    left, others = all_of_them[:LEFT], all_of_them[LEFT : LEFT + COPIES]
    copies = list(enumerate(left))[:COPIES] + [(None, row) for row in others]
    chance.shuffle(copies)
    truth, lines = set(), []
    for row, (of, it) in enumerate(copies):
        if of is not None:
            truth.add((of, row))
        street_said, number_said = street(it["STN"], chance), number(it["HNR"], it["ADZ"], chance)
        code = postcode(it["PLZ"], chance)
        whole = f"{street_said.strip()} {number_said.strip().removesuffix('.0')}" + (f", {code} {it['ONM']}" if code else "")
        lines.append([f"F{row:05}", whole] if in_one_cell else [f"F{row:05}", street_said, number_said, code])
    header = ["Fall", "Anschrift"] if in_one_cell else ["Fall", "Straße", "Hausnr.", "PLZ"]
    name = "in-one" if in_one_cell else "apart"
    one = write(f"{name}-left.csv", ["Straße", "Hausnummer", "Zusatz", "PLZ"], [[it["STN"], it["HNR"], it["ADZ"], it["PLZ"]] for it in left])
    return one, write(f"{name}-right.csv", header, lines), truth


def facilities(chance):
    schools = [(it["Name"], it["Straße"], it["Hausnr"], it["PLZ"]) for it in rows("schule/Schulen 2025_26.csv")]
    kitas = [(it["name"], it["strasse"], it["hausnr"], it["plz"]) for it in rows("jugend/kita_einrichtungen.csv")]
    left = schools + kitas
    copies = [(at, it) for at, it in enumerate(left) if chance.random() < 0.7]
    # A day-care centre in the house of each third school: another thing at the same place.
    guests = [(None, ("Offener Ganztag Sonnenschein", it[1], it[2], it[3])) for it in schools[::3]]
    both = copies + guests
    chance.shuffle(both)
    truth, lines = set(), []
    for row, (of, (name, road, house, code)) in enumerate(both):
        if of is not None:
            truth.add((of, row))
        lines.append([facility(name, chance), f"{street(road, chance).strip()} {house}", postcode(code, chance)])
    one = write("facilities-left.csv", ["Name", "Straße", "Hausnr", "PLZ"], left)
    return one, write("facilities-right.csv", ["Einrichtung", "Adresse", "PLZ"], lines), truth


told = {}
for name, made in [
    ("addresses", addresses(source(20261126), False)),
    ("addresses in one cell", addresses(source(20261127), True)),
    ("facilities", facilities(source(20261128))),
]:
    told |= {f"{name}: {what}": value for what, value in measured(*made).items()}
print(json.dumps(told))
