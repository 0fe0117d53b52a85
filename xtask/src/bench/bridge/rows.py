"""Row matches beside their labels: precision, recall and F1 of each pair of tables, and their means.

Called with the folder of pairs (source.csv, target.csv, ground truth.csv each), the program, a folder for copies, and
`ours` or `tokens` (each row with the one that shares the rarest words, the method to beat).
"""

import collections
import csv
import json
import math
import pathlib
import re
import shutil
import subprocess
import sys


def rows(path):
    with open(path, newline="", encoding="utf-8", errors="replace") as lines:
        read = [[cell.strip() for cell in row] for row in csv.reader(lines)]
    return [row for row in read if any(row)]


def ours(case, program, copies):
    folder = copies / case.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("source.csv", "target.csv"):
        # With every cell in quotes: how a delimiter is recognised among texts full of others is measured elsewhere.
        with open(folder / name, "w", newline="", encoding="utf-8") as out:
            csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows(case / name))
    said = subprocess.run([program, "bridges", folder, "--rows", "--json"], capture_output=True, check=False)
    for found in json.loads(said.stdout or b"[]"):
        if "rows" in found:
            turned = found["left"]["file"] != "source.csv"
            pairs = [tuple(pair[::-1] if turned else pair) for pair in found["rows"]]
            # A header that was taken for a row counts as one.
            sides = [found["right"], found["left"]] if turned else [found["left"], found["right"]]
            surplus = [all(name.startswith("spalte_") for name in side["columns"]) for side in sides]
            pairs = [(one - surplus[0], two - surplus[1]) for one, two in pairs]
            return pairs, f"{found['rules']} {found['left']['columns']} {found['right']['columns']}"
    return [], "nothing"


def tokens(case, program, copies):
    source, target = rows(case / "source.csv")[1:], rows(case / "target.csv")[1:]
    words = [[set(re.findall(r"\w+", " ".join(row).lower())) for row in table] for table in (source, target)]
    counts = collections.Counter(word for table in words for row in table for word in row)
    whole = len(source) + len(target)
    pairs = []
    for at, one in enumerate(words[0]):
        best = max(range(len(target)), key=lambda other: sum(math.log(whole / counts[word]) for word in one & words[1][other]))
        pairs.append((at, best))
    return pairs, ""


FOLDER, COPIES = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[3])
METHOD = {"ours": ours, "tokens": tokens}[sys.argv[4]]
SCORES = []
for case in sorted(FOLDER.iterdir()):
    source, target = rows(case / "source.csv")[1:], rows(case / "target.csv")[1:]
    width = max(len(row) for row in source)
    wanted = {(tuple(row[:width]), tuple(row[width:])) for row in rows(case / "ground truth.csv")[1:]}
    pairs, how = METHOD(case, sys.argv[2], COPIES)
    got = {(tuple(source[one]), tuple(target[two])) for one, two in pairs if 0 <= one < len(source) and 0 <= two < len(target)}
    right = len(got & wanted)
    precision, recall = right / max(len(got), 1), right / max(len(wanted), 1)
    score = 2 * precision * recall / (precision + recall) if right else 0.0
    SCORES.append((precision, recall, score))
    print(f"{score:.3f} {precision:.3f} {recall:.3f} {case.name} {how}", file=sys.stderr)
MEANS = [sum(column) / len(SCORES) for column in zip(*SCORES)]
print(json.dumps({"row precision": MEANS[0], "row recall": MEANS[1], "row F1": MEANS[2]}))
