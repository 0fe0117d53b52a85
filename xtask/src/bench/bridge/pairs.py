"""Pairs of tables matched column by column, by one method: how its ranked answers stand beside the labels.

Called with tables, labels, our program, a folder for copies, the method, the seconds it may take in all, and how many pairs.
Valentine's matchers compare two tables at a time, so some pairs are drawn (always the same ones); a pair gets its share of
the time, and one that takes longer counts as not found. Prints figures: precision of the first answer of each pair, recall
among as many answers as there are labels and among three times as many, mean reciprocal rank of the first right one.
"""

import contextlib
import csv
import io
import json
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import warnings

import pandas

warnings.simplefilter("ignore")
ROWS = 2000
TABLES, LABELS, PROGRAM, COPIES = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], pathlib.Path(sys.argv[4])
METHOD, SECONDS, PAIRS = sys.argv[5], int(sys.argv[6]), int(sys.argv[7])
wanted = {}
with open(LABELS, newline="", encoding="utf-8") as lines:
    for row in csv.DictReader(lines):
        one, two = (row["target_ds"], row["target_attr"]), (row["candidate_ds"], row["candidate_attr"])
        if one[0] > two[0]:
            one, two = two, one
        if one[0] != two[0] and (TABLES / one[0]).is_file() and (TABLES / two[0]).is_file():
            wanted.setdefault((one[0], two[0]), set()).add((one[1], two[1]))
chosen = sorted(wanted)
random.Random(5).shuffle(chosen)
chosen = chosen[:PAIRS]


class TooLong(Exception):
    """The share of one pair is over."""


def too_long(_signal, _frame):
    raise TooLong


def read(name):
    with open(TABLES / name, encoding="utf-8", errors="replace") as lines:
        first = lines.readline()
    # What pandas guesses by itself breaks over quotes, and files would be missing for others only.
    delimiter = max(",;\t|", key=first.count)
    return pandas.read_csv(TABLES / name, dtype=str, sep=delimiter, encoding_errors="replace", on_bad_lines="skip", nrows=ROWS)


def theirs(matcher):
    from valentine import valentine_match

    def ranked(pair):
        # They greet on the standard output, where figures are expected.
        with contextlib.redirect_stdout(io.StringIO()):
            found = valentine_match([read(pair[0]), read(pair[1])], matcher, df_names=["left", "right"], instance_sample_size=ROWS)
        answers = []
        for columns, score in sorted(found.items(), key=lambda item: -item[1]):
            sides = {columns.source_table: columns.source_column, columns.target_table: columns.target_column}
            answers.append((sides["left"], sides["right"]))
        return answers

    return ranked


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


def method():
    if METHOD == "hebewerk":
        return ours
    from valentine import algorithms

    return theirs(
        {
            "COMA": lambda: algorithms.Coma(),
            "Jaccard distance": lambda: algorithms.JaccardDistanceMatcher(),
            "similarity flooding": lambda: algorithms.SimilarityFlooding(),
            "distributions": lambda: algorithms.DistributionBased(),
        }[METHOD]()
    )


def plain(pair):
    return tuple("".join(sign for sign in name.lower() if sign.isalnum()) for name in pair)


signal.signal(signal.SIGALRM, too_long)
match, began = method(), time.perf_counter()
first, found, far, reciprocal, failed = 0, 0, 0, 0.0, 0
for pair in chosen:
    labels = {plain(both) for both in wanted[pair]}
    signal.alarm(max(SECONDS // max(len(chosen), 1), 1))
    try:
        hits = [plain(both) in labels for both in match(pair)]
    except Exception as error:
        hits, failed = [], failed + 1
        print(METHOD, pair, type(error).__name__, error, file=sys.stderr)
    finally:
        signal.alarm(0)
    first += sum(hits[:1])
    found += sum(hits[: len(labels)]) / len(labels)
    far += sum(hits[: 3 * len(labels)]) / len(labels)
    reciprocal += next((1 / (at + 1) for at, hit in enumerate(hits) if hit), 0)
count = max(len(chosen), 1)
whose = resource.RUSAGE_CHILDREN if METHOD == "hebewerk" else resource.RUSAGE_SELF
print(
    json.dumps(
        {
            "pairs of tables": len(chosen),
            "P@1": first / count,
            "recall at as many as labels": found / count,
            "recall at three times as many": far / count,
            "MRR": reciprocal / count,
            "time": time.perf_counter() - began,
            "pairs that failed or took too long": failed,
            "peak memory": resource.getrusage(whose).ru_maxrss / 1024,
        }
    )
)
