"""Queries over the Musterdatenkatalog's labelled datasets: prepares them, asks other programs, and judges answers.

judge.py prepare SHARED LABELS HOME          writes documents.jsonl and a list of queries for each set
judge.py score HOME SET ANSWERS [wrong]      figures of a set as one JSON object
judge.py peer NAME HOME SET                  answers of fts5, trigram or xapian in the form of `rank`

Relevance: datasets of one of the labels asked for count 2 (gain 3), of its theme 1 (gain 1). recall@50 counts labels only.
The set `blind` is made without any thought: for each city and label, the words of the city's titles that tell the label best
from its other titles; the city's own datasets are then no answer. Does Kiel's word find Köln's data?
"""

import csv
import json
import math
import pathlib
import re
import sqlite3
import sys
import time
from collections import Counter, defaultdict

THEMES = {
    "Wirtschaft": "ECON", "Umwelt": "ENVI", "Verkehr": "TRAN", "Bildung": "EDUC", "Gesundheit": "HEAL", "Justiz": "JUST",
    "Regionen": "REGI", "Bevölkerung": "SOCI", "Soziales": "SOCI", "Energie": "ENER", "Wissenschaft": "TECH",
    "Regierung": "GOVE", "Öffentliche Verwaltung": "GOVE", "Politik": "GOVE", "Transport": "TRAN", "Geographie": "REGI",
    "Kultur": "EDUC", "Infrastruktur": "REGI",
}
WORD = re.compile(r"[^\W\d_]{4,}")
DEPTH = 1200


def theme(text):
    for begin, code in THEMES.items():
        if text.startswith(begin):
            return code
    return None


def spelled(label):
    """Labels that differ by a slip of the pen are one."""
    label = label.replace("Infrastrukur", "Infrastruktur").replace("ÖPNV-", "ÖPNV -").replace("Messtellen", "Messstellen")
    return re.sub(r"(Bundestagswahl|Europawahl|Landtagswahl|Einwohnerzahl)(en)?$", r"\1en", label)


def rows(shared):
    with open(pathlib.Path(shared) / "musterdatenkatalog/training.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row


def prepare(shared, labels, home):
    home = pathlib.Path(home)
    documents = []
    for row in rows(shared):
        documents.append({
            "title": row["dct:title"], "description": row["dct:description"], "theme": theme(row["dcat:theme"]),
            "theme_words": row["dcat:theme"], "organisation": re.sub(r"^(Landeshauptstadt|Stadt|Gemeinde) ", "", row["ORG"]),
            "label": spelled(row["MUSTERDATENSATZ"]), "group": row["THEMA"],
        })
    with open(home / "documents.jsonl", "w", encoding="utf-8") as file:
        for document in documents:
            file.write(json.dumps(document, ensure_ascii=False) + "\n")
    sets = defaultdict(list)
    with open(labels, encoding="utf-8") as file:
        for line in csv.DictReader(file, delimiter="\t"):
            wanted = sorted({spelled(label) for label in line["labels"].split(" | ")})
            sets["half " + line["half"]].append({"query": line["query"], "kind": line["kind"], "labels": wanted})
    sets["blind"] = blind(documents)
    for name, queries in sets.items():
        (home / f"{name}.json").write_text(json.dumps(queries, ensure_ascii=False))
        (home / f"{name}.txt").write_text("".join(query["query"] + "\n" for query in queries))


def blind(documents):
    cities = defaultdict(list)
    for document in documents:
        cities[document["organisation"]].append(document)
    names = {word.lower() for city in cities for word in WORD.findall(city)}
    elsewhere = defaultdict(set)
    for document in documents:
        elsewhere[document["label"]].add(document["organisation"])
    queries = []
    for city, own in sorted(cities.items()):
        held, by_label = Counter(), defaultdict(Counter)
        for document in own:
            words = {word for word in WORD.findall(document["title"]) if word.lower() not in names}
            held.update(words)
            by_label[document["label"]].update(words)
        for label, words in sorted(by_label.items()):
            if not label or len(elsewhere[label]) < 2:
                continue
            told = lambda word: (words[word] / held[word] * math.log1p(words[word]), len(word), word)
            for word in sorted(words, key=told, reverse=True)[:2]:
                queries.append({"query": word, "kind": "blind", "labels": [label], "city": city})
    return queries


def score(home, name, answers, wrong):
    home = pathlib.Path(home)
    documents = [json.loads(line) for line in open(home / "documents.jsonl", encoding="utf-8")]
    queries = json.loads((home / f"{name}.json").read_text())
    lines = pathlib.Path(answers).read_text().splitlines()[1:]
    assert len(lines) == len(queries), (len(lines), len(queries))
    figures, kinds = defaultdict(list), defaultdict(list)
    for query, line in zip(queries, lines):
        _ms, _total, found = line.split("\t")
        others = lambda number: documents[number]["organisation"] != query.get("city")
        found = [number for number in map(int, found.split()) if others(number)]
        labels = set(query["labels"])
        groups = {document["group"] for document in documents if document["label"] in labels}
        gains = {}
        for number, document in enumerate(documents):
            if others(number) and (document["label"] in labels or document["group"] in groups):
                gains[number] = 3 if document["label"] in labels else 1
        best = sum(gain / math.log2(at + 2) for at, gain in enumerate(sorted(gains.values(), reverse=True)[:10]))
        ndcg = sum(gains.get(number, 0) / math.log2(at + 2) for at, number in enumerate(found[:10])) / best
        right = {number for number, gain in gains.items() if gain == 3}
        recall = len(right & set(found[:50])) / min(50, len(right))
        figures["nDCG@10"].append(ndcg)
        figures["recall@50"].append(recall)
        figures["without hits"].append(100.0 * (not found))
        kinds[query["kind"]].append(ndcg)
        if wrong and ndcg < 0.5:
            first = [documents[number]["title"][:50] for number in found[:3]]
            print(f"{ndcg:.2f} {recall:.2f} {len(found)} {query['query']} -> {query['labels']}: {first}", file=sys.stderr)
    told = {what: sum(values) / len(values) for what, values in figures.items()}
    if len(kinds) > 1:
        told |= {f"nDCG@10, {kind}": sum(values) / len(values) for kind, values in kinds.items()}
    # No times: a thousand hits are asked for here, which nobody does on a page.
    told |= {"queries": len(queries)}
    print(json.dumps(told))


def peer(who, home, name):
    home = pathlib.Path(home)
    documents = [json.loads(line) for line in open(home / "documents.jsonl", encoding="utf-8")]
    ask = {"fts5": fts5, "trigram": fts5, "xapian": xapian_}[who](documents, who)
    print(f"0\t0\t{len(documents)}")
    for query in (home / f"{name}.txt").read_text().splitlines():
        began = time.perf_counter()
        found = ask(query)
        print(f"{(time.perf_counter() - began) * 1000:.3f}\t{len(found)}\t{' '.join(map(str, found))}")


def fts5(documents, who):
    tokenizer = "trigram" if who == "trigram" else "unicode61 remove_diacritics 2"
    store = sqlite3.connect(":memory:")
    store.execute(f"create virtual table d using fts5(title, description, theme, organisation, tokenize='{tokenizer}')")
    store.executemany("insert into d(rowid, title, description, theme, organisation) values (?, ?, ?, ?, ?)", [
        (n, d["title"], d["description"], d["theme_words"], d["organisation"]) for n, d in enumerate(documents)])

    def ask(query):
        words = [f'"{word}"' for word in re.findall(r"\w+", query) if who != "trigram" or len(word) > 2]
        if not words:
            return []
        sql = "select rowid from d where d match ? order by bm25(d, 5, 1, 1, 1) limit ?"
        return [row[0] for row in store.execute(sql, (" OR ".join(words), DEPTH))]

    return ask


def xapian_(documents, _who):
    import xapian

    base = xapian.WritableDatabase("", xapian.DB_BACKEND_INMEMORY)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("german"))
    # Its default leaves words with a capital letter alone: in German those are the ones that matter.
    generator.set_stemming_strategy(xapian.TermGenerator.STEM_ALL)
    for document in documents:
        one = xapian.Document()
        generator.set_document(one)
        generator.index_text(document["title"], 5)
        for place in ("description", "theme_words", "organisation"):
            generator.index_text(document[place], 1)
        base.add_document(one)
    parser = xapian.QueryParser()
    parser.set_stemmer(xapian.Stem("german"))
    parser.set_database(base)
    parser.set_stemming_strategy(xapian.QueryParser.STEM_ALL)

    def ask(query):
        enquire = xapian.Enquire(base)
        enquire.set_query(parser.parse_query(query, xapian.QueryParser.FLAG_DEFAULT))
        return [match.docid - 1 for match in enquire.get_mset(0, DEPTH)]

    return ask


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    if command == "prepare":
        prepare(*rest)
    elif command == "score":
        score(rest[0], rest[1], rest[2], len(rest) > 3)
    else:
        peer(*rest)
