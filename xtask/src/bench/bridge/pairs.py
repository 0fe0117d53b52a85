"""Pairs of tables matched column by column: recall of the labels among as many answers as there are labels.

Called with tables, labels, our program and a folder for copies. Valentine's matchers compare two tables at a time, so some
pairs are drawn (always the same ones).
"""

import contextlib
import io
import json
import pathlib
import random
import shutil
import subprocess
import sys
import time
import warnings

import pandas
from valentine import valentine_match
from valentine.algorithms import Coma, JaccardDistanceMatcher, SimilarityFlooding

import csv

warnings.simplefilter("ignore")
PAIRS, ROWS = 20, 2000
TABLES, LABELS, PROGRAM, COPIES = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], pathlib.Path(sys.argv[4])
wanted = {}
with open(LABELS, newline="", encoding="utf-8") as lines:
    for row in csv.DictReader(lines):
        one, two = row["target_ds"], row["candidate_ds"]
        if one < two and (TABLES / one).is_file() and (TABLES / two).is_file():
            wanted.setdefault((one, two), set()).add((row["target_attr"], row["candidate_attr"]))
chosen = sorted(wanted)
random.Random(5).shuffle(chosen)
chosen = chosen[:PAIRS]


def read(name):
    return pandas.read_csv(TABLES / name, dtype=str, encoding_errors="replace", on_bad_lines="skip", nrows=ROWS)


def hits(pair, ranked):
    return sum(both in wanted[pair] for both in ranked[: len(wanted[pair])])


def theirs(matcher, pair):
    with contextlib.redirect_stdout(io.StringIO()):
        found = valentine_match([read(pair[0]), read(pair[1])], matcher)
    ranked = sorted(found.items(), key=lambda item: -item[1])
    return [(columns.source_column, columns.target_column) for columns, _ in ranked]


def ours(pair):
    folder = COPIES / "pair"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in pair:
        shutil.copy(TABLES / name, folder / name)
    queries = COPIES / "queries.csv"
    columns = [(pair[0], column) for column in read(pair[0]).columns]
    with open(queries, "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["file", "column"])
        writer.writerows(columns)
    said = subprocess.run([PROGRAM, "bridges", folder, "--queries", queries, "--json"], capture_output=True, check=False)
    rows = sorted(json.loads(said.stdout or b"[]"), key=lambda row: -row["score"])
    return [(row["query"]["column"], row["right"]["columns"][0]) for row in rows]


METHODS = {
    "hebewerk": ours,
    "COMA": lambda pair: theirs(Coma(), pair),
    "Jaccard distance": lambda pair: theirs(JaccardDistanceMatcher(), pair),
    "similarity flooding": lambda pair: theirs(SimilarityFlooding(), pair),
}
told = {}
for name, method in METHODS.items():
    began, found, failed = time.perf_counter(), 0, 0
    for pair in chosen:
        try:
            found += hits(pair, method(pair))
        except Exception as error:
            failed += 1
            print(name, pair, error, file=sys.stderr)
    labels = sum(len(wanted[pair]) for pair in chosen)
    told[name] = {"recall at as many as labels": found / labels, "time": time.perf_counter() - began, "failed pairs": failed}
print(json.dumps(told))
