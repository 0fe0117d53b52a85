"""Labelled datasets of the Musterdatenkatalog as examples, and what is right about them. Standard library only.

prepare SHARED TERMS VOCABULARY HOME   writes HOME/examples.jsonl
score HOME FILE                        figures of answers (number, kind, score, classes) as one JSON object
peer NAME HOME                         answers of `most frequent` or `nearest title` in the same form

Folds: the ten largest publishers singly, the others in five groups. Spelling doubles of labels are one label; rows without a
label are none; words of the publisher's name count nowhere. Any theme that a row has is right.
"""

import collections
import csv
import json
import re
import sqlite3
import sys
import unicodedata

THEMES = [
    ("Bildung, Kultur und Sport", "EDUC"), ("Bildung und Wissenschaft", "EDUC"),
    ("Kultur, Freizeit, Sport und Tourismus", "EDUC"), ("Wissenschaft und Technologie", "TECH"),
    ("Regierung und öffentlicher Sektor", "GOVE"), ("Öffentliche Verwaltung, Haushalt und Steuern", "GOVE"),
    ("Politik und Wahlen", "GOVE"), ("Bevölkerung und Gesellschaft", "SOCI"), ("Bevölkerung", "SOCI"),
    ("Soziales", "SOCI"), ("Transport und Verkehr", "TRAN"), ("Verkehr", "TRAN"), ("Umwelt und Klima", "ENVI"),
    ("Umwelt", "ENVI"), ("Wirtschaft und Finanzen", "ECON"), ("Wirtschaft und Arbeit", "ECON"),
    ("Justiz, Rechtssystem und öffentliche Sicherheit", "JUST"), ("Gesetze und Justiz", "JUST"),
    ("Gesundheit", "HEAL"), ("Geographie, Geologie und Geobasisdaten", "REGI"), ("Regionen und Städte", "REGI"),
    ("Infrastruktur, Bauen und Wohnen", "REGI"), ("Energie", "ENER"), ("Internationale Themen", "INTR"),
    ("Landwirtschaft, Fischerei, Forstwirtschaft und Nahrungsmittel", "AGRI"), ("Verbraucherschutz", "SOCI"),
]
KINDS_OF_PLACE = {"Stadt", "Kreis", "Gemeinde", "Landeshauptstadt", "Bad"}


def themes(text):
    codes = []
    for name, code in THEMES:
        if name in text:
            text = text.replace(name, "")
            if code not in codes:
                codes.append(code)
    return codes


def group_themes(file):
    """Group -> themes, as the catalogue relates them."""
    text = open(file, encoding="utf-8").read()
    found = {}
    for part in text.split("<rdf:Description ")[1:]:
        group = re.match(r'rdf:about="[^"]*/musterdatensatz/([^/"]+)"', part)
        codes = re.findall(r"authority/data-theme/([A-Z]{4})", part)
        if group and codes:
            found[group[1]] = codes
    return found


def distance(one, other):
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        new = [i]
        for j, b in enumerate(other, 1):
            new.append(min(new[-1] + 1, row[j] + 1, row[j - 1] + (a != b)))
        row = new
    return row[-1]


def prepare(shared, terms, vocabulary, home):
    catalogue = f"{shared}/musterdatenkatalog"
    with open(f"{catalogue}/training.csv", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["MUSTERDATENSATZ"].strip()]
    with open(f"{catalogue}/uri.csv", encoding="utf-8") as file:
        names = {row["musterdatensatz"].strip() for row in csv.DictReader(file)}
    labels = {}
    for row in rows:
        label = row["MUSTERDATENSATZ"].strip()
        if label not in labels:
            near, name = min((distance(label, name), name) for name in names)
            labels[label] = name if near <= 2 else label
    with open(terms, encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
        term_of = {label: term for label, term in lines if term}
    known = collections.defaultdict(str)
    with open(f"{catalogue}/terms.tsv", encoding="utf-8") as file:
        for line in file:
            path, german, _english, text = (line.rstrip("\n").split("\t") + [""] * 4)[:4]
            known[path] = (german, text)
    theme_of = group_themes(f"{catalogue}/musterdatenkatalog_v4.rdf")
    sizes = collections.Counter(row["ORG"] for row in rows)
    order = sorted(sizes, key=lambda city: (-sizes[city], city))
    fold_of = {city: place if place < 10 else 10 + (place - 10) % 5 for place, city in enumerate(order)}
    same = collections.Counter((row["ORG"], labels[row["MUSTERDATENSATZ"].strip()]) for row in rows)
    with open(f"{home}/examples.jsonl", "w", encoding="utf-8") as file:

        def write(**example):
            file.write(json.dumps(example, ensure_ascii=False) + "\n")

        for row in rows:
            label = labels[row["MUSTERDATENSATZ"].strip()]
            words = re.findall(r"\w+", unicodedata.normalize("NFC", row["ORG"]))
            write(
                fold=fold_of[row["ORG"]], city=row["ORG"], title=row["dct:title"], text=row["dct:description"],
                leave_out=[word for word in words if word not in KINDS_OF_PLACE],
                # A series of one city is one thing said many times.
                weight=same[row["ORG"], label] ** -0.5,
                label=[label], term=[term_of[label]] if label in term_of else [], theme=themes(row["dcat:theme"]),
            )
        for label in sorted(names | set(labels.values())):
            theme, _, name = label.partition(" - ")
            term = [term_of[label]] if label in term_of else []
            write(title=f"{name} {theme}", text=theme, weight=2, label=[label], term=term)
            if term:
                german, text = known[term[0]]
                write(title=german, text=text, label=[label])
        with open(vocabulary, encoding="utf-8") as entries:
            for entry in entries:
                path, german, _english = entry.rstrip("\n").split("\t")
                if "/" in path:
                    group, text = known[path.split("/")[0]][0], known[path][1]
                    theme = theme_of.get(path.split("/")[0], [])
                    write(title=f"{german} {group}", text=text, weight=2, term=[path], theme=theme)


def examples(home):
    with open(f"{home}/examples.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def score(home, answers):
    rows = examples(home)
    spread = collections.defaultdict(set)
    for row in rows:
        if "fold" in row:
            spread[row["label"][0]].add(row["fold"])
    right = collections.defaultdict(lambda: [0, 0, 0])
    cities = collections.defaultdict(lambda: [0, 0])
    with open(answers, encoding="utf-8") as file:
        for line in file:
            number, kind, _score, *classes = line.rstrip("\n").split("\t")
            row = rows[int(number)]
            at = [bool(set(row[kind]) & set(classes[:count])) for count in (1, 3)]
            held = [kind] + ([f"{kind}, folds held back"] if row["fold"] not in TUNED else [])
            if kind == "label" and len(spread[row["label"][0]]) > 1:
                held.append("label known elsewhere")
            for name in held:
                count = right[name]
                count[0] += 1
                count[1] += at[0]
                count[2] += at[1]
            if kind == "label":
                cities[row["city"]][0] += 1
                cities[row["city"]][1] += at[0]
    figures = {}
    for name, (count, one, three) in right.items():
        figures[f"{name} @1"] = one / count
        figures[f"{name} @3"] = three / count
    if cities:
        figures["label @1, mean of cities"] = sum(one / count for count, one in cities.values()) / len(cities)
    print(json.dumps(figures))


# Folds on which anything was chosen; the others were only counted.
TUNED = {0, 3, 5, 7, 9, 10, 12, 14}


def words(text):
    return [word for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).lower()) if len(word) > 1]


def peer(name, home):
    rows = examples(home)
    dated = [(number, row) for number, row in enumerate(rows) if "fold" in row]
    for fold in sorted({row["fold"] for _, row in dated}):
        known = [row for _, row in dated if row["fold"] != fold]
        asked = [(number, row) for number, row in dated if row["fold"] == fold]
        index = sqlite3.connect(":memory:")
        index.execute("create virtual table t using fts5(title, body)")
        index.executemany(
            "insert into t(rowid, title, body) values(?, ?, ?)",
            [(place, row["title"], row["text"]) for place, row in enumerate(known)],
        )
        for kind in ("label", "term", "theme"):
            often = collections.Counter(one for row in known for one in row[kind])
            usual = [one for one, _ in often.most_common(3)]
            for number, row in asked:
                if not row[kind]:
                    continue
                found = []
                if name == "nearest title":
                    query = " OR ".join(f'"{word}"' for word in words(row["title"]))
                    hits = index.execute("select rowid from t(?) order by bm25(t, 5, 1) limit 50", [query]) if query else []
                    for (place,) in hits:
                        found += [one for one in known[place][kind] if one not in found]
                found += [one for one in usual if one not in found]
                print(number, kind, 0, *found[:3], sep="\t")


if __name__ == "__main__":
    task, *arguments = sys.argv[1:]
    {"prepare": prepare, "score": score, "peer": peer}[task](*arguments)
