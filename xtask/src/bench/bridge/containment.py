"""Containment of columns in others beside the values published for NextiaJD (case did not count there).

Called with the set, the program, and a folder for the questions. With `labels` instead of the program it only writes
`nextiajd.csv` there: the columns of other tables that hold at least half of the values of a column, as labels of a ranking. Pairs of one table, and columns that our reader calls
otherwise, are left out and counted.
"""

import csv
import json
import pathlib
import subprocess
import sys

# Columns of fewer values are found in any other by chance.
FEWEST = 10
SET, PROGRAM, HOME = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])


def plain(name):
    return "".join(sign for sign in name.lower() if sign.isalnum())


with open(next(SET.glob("*.csv")), newline="", encoding="utf-8") as lines:
    PAIRS = list(csv.DictReader(lines))
if PROGRAM == "labels":
    with open(HOME / "nextiajd.csv", "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["target_ds", "target_attr", "candidate_ds", "candidate_attr"])
        for pair in PAIRS:
            if float(pair["trueContainment"]) >= 0.5 and int(pair["sizeDistinct1"]) >= FEWEST:
                writer.writerow([pair["ds_name"], pair["att_name"], pair["ds_name_2"], pair["att_name_2"]])
    sys.exit()
queries = HOME / "containment.csv"
with open(queries, "w", newline="", encoding="utf-8") as out:
    writer = csv.writer(out)
    writer.writerow(["file", "column"])
    writer.writerows(sorted({(pair["ds_name"], pair["att_name"]) for pair in PAIRS}))
said = subprocess.run([PROGRAM, "bridges", SET / "tables", "--queries", queries, "--top", "1000", "--json"], capture_output=True, check=False)
found, asked = {}, set()
for row in json.loads(said.stdout):
    query = (row["query"]["file"], plain(row["query"]["column"]))
    asked.add(query)
    found[*query, row["right"]["file"], plain(row["right"]["columns"][0])] = row
agree, agree_as_spelled, compared, left_out = 0, 0, 0, 0
for pair in PAIRS:
    key = (pair["ds_name"], plain(pair["att_name"]), pair["ds_name_2"], plain(pair["att_name_2"]))
    if key[0] == key[2]:
        left_out += 1
        continue
    row, published = found.get(key), float(pair["trueContainment"])
    share, spelled = (row["left_share"], row["left_share_as_spelled"]) if row else (0.0, 0.0)
    compared += 1
    agree += abs(share - published) <= 0.02
    agree_as_spelled += abs(spelled - published) <= 0.02
    if abs(share - published) > 0.02:
        print(key, published, share, row and row["rules"], file=sys.stderr)
print(json.dumps({"pairs compared": compared, "pairs of one table": left_out, "share within 0.02": agree / compared, "share within 0.02 as spelled": agree_as_spelled / compared}))
