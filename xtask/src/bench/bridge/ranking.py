"""Rankings beside their labels: precision, recall and mean reciprocal rank, of our program and of others.

Called with a folder of tables, labels (CSV: target_ds, target_attr, candidate_ds, candidate_attr), and what to do:
`queries FILE` writes the columns asked about; `score FILE` reads what `bridges --queries --json` printed and prints
figures; `peer NAME SECONDS` ranks by another method and prints figures, and is ended after so many seconds. The query
itself and columns of its own table do not count. Queries are split into halves by a hash of their name: weights were set
on half 0 only.
"""

import csv
import hashlib
import json
import pathlib
import resource
import signal
import sys
import time

MOST = 100


def plain(name):
    return "".join(sign for sign in name.lower() if sign.isalnum())


def half(query):
    return hashlib.sha256("/".join(query).encode()).digest()[0] % 2


def labels(path):
    wanted = {}
    with open(path, newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            query = (row["target_ds"], row["target_attr"])
            other = (row["candidate_ds"], plain(row["candidate_attr"]))
            found = wanted.setdefault(query, set())
            if other[0] != query[0]:
                found.add(other)
    return {query: others for query, others in wanted.items() if others}


def figures(wanted, ranked, only=None):
    """Ranked: query → [(file, column)], the best first. Labels of tables that are not there cannot be found."""
    there = {path.name for path in FOLDER.iterdir()}
    ones, tens, hundreds, recalls, far_recalls, reciprocals, count = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0
    for query, others in wanted.items():
        others = {other for other in others if other[0] in there}
        if query[0] not in there or not others or (only is not None and half(query) != only):
            continue
        got = [(file, plain(column)) for file, column in ranked.get(query, []) if file != query[0]]
        hits = [other in others for other in got]
        count += 1
        ones += sum(hits[:1])
        tens += sum(hits[:10]) / min(10, len(others))
        hundreds += sum(hits[:100]) / min(100, len(others))
        recalls += sum(hits[:10]) / len(others)
        far_recalls += sum(hits[:100]) / len(others)
        reciprocals += next((1 / (at + 1) for at, hit in enumerate(hits) if hit), 0)
    count = max(count, 1)
    return {"P@1": ones / count, "P@10": tens / count, "P@100": hundreds / count, "R@10": recalls / count, "R@100": far_recalls / count, "MRR": reciprocals / count}


def columns():
    """Different values of every column, as pandas reads them."""
    import pandas

    for path in sorted(FOLDER.iterdir()):
        with open(path, encoding="utf-8", errors="replace") as lines:
            first = lines.readline()
        # What pandas guesses by itself breaks over quotes, and files would be missing for others only.
        delimiter = max(",;\t|", key=first.count)
        try:
            table = pandas.read_csv(path, dtype=str, sep=delimiter, encoding_errors="replace", on_bad_lines="skip")
        except Exception:
            continue
        for name in table.columns:
            values = set(table[name].dropna().str.strip())
            values.discard("")
            yield (path.name, str(name)), values


def peer(name, wanted):
    began = time.perf_counter()
    read = {column: values for column, values in columns() if values}
    reading = time.perf_counter() - began
    places = {(file, plain(column)): (file, column) for file, column in read}
    ranked, began, asked = {}, time.perf_counter(), 0.0
    if name == "overlap":
        lists = {}
        for column, values in read.items():
            for value in values:
                lists.setdefault(value, []).append(column)
        built = time.perf_counter() - began
        for query in wanted:
            began = time.perf_counter()
            counts = {}
            for value in read.get(places.get((query[0], plain(query[1]))), ()):
                for column in lists[value]:
                    if column[0] != query[0]:
                        counts[column] = counts.get(column, 0) + 1
            ranked[query] = sorted(counts, key=lambda column: (-counts[column], column))[:MOST]
            asked += time.perf_counter() - began
    else:
        from datasketch import MinHash, MinHashLSHEnsemble

        hashed = {}
        for column, values in read.items():
            hashed[column] = MinHash(num_perm=256)
            hashed[column].update_batch([value.encode() for value in values])
        # As it comes, or with weights that rather find too much than too little.
        weights = {"ensemble": (0.5, 0.5), "ensemble-recall": (0.1, 0.9)}[name]
        index = MinHashLSHEnsemble(threshold=0.5, num_perm=256, num_part=32, weights=weights)
        index.index([(column, hashed[column], len(read[column])) for column in hashed])
        built = time.perf_counter() - began
        for query in wanted:
            began = time.perf_counter()
            column = places.get((query[0], plain(query[1])))
            if column:
                # Its candidates in the order of what their sketches say of containment.
                size = len(read[column])

                def contained(other):
                    likeness = hashed[column].jaccard(hashed[other])
                    return likeness * (size + len(read[other])) / (1 + likeness) / size

                found = [it for it in index.query(hashed[column], size) if it[0] != query[0]]
                ranked[query] = sorted(found, key=lambda it: (-contained(it), it))[:MOST]
            asked += time.perf_counter() - began
    told = figures(wanted, ranked)
    told |= {"read": reading, "index": built, "query mean": 1000 * asked / max(len(wanted), 1), "read, index and ask all": reading + built + asked}
    told["peak memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return told


FOLDER = pathlib.Path(sys.argv[1])
WANTED = labels(sys.argv[2])
if sys.argv[3] == "queries":
    with open(sys.argv[4], "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["file", "column"])
        writer.writerows(WANTED)
elif sys.argv[3] == "score":
    ranked = {}
    for row in json.load(open(sys.argv[4], encoding="utf-8")):
        query = (row["query"]["file"], row["query"]["column"])
        ranked.setdefault(query, []).append((row["right"]["file"], row["right"]["columns"][0]))
    told = figures(WANTED, ranked)
    for which in (0, 1):
        for name, value in figures(WANTED, ranked, which).items():
            told[f"{name} half {which}"] = value
    print(json.dumps(told))
else:
    # Nothing handles the signal: it ends also what is busy inside a library.
    signal.alarm(int(sys.argv[5]))
    print(json.dumps(peer(sys.argv[4], WANTED)))
