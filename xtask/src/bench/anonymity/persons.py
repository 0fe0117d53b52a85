"""Tables of persons, and what pyCANON says of them. `make` prints questions, `compare` judges the answers."""
import json, math, random, sys, time

QUASI = ["age", "sex", "district"]
SENSITIVE = "value"

# Equal and unequal classes, one class, one value, as in the examples of the papers.
KNOWN = [
    [(30, "f", 1, 3), (30, "f", 1, 4), (30, "f", 1, 5), (40, "m", 1, 6), (40, "m", 1, 11), (40, "m", 1, 8),
     (50, "m", 2, 7), (50, "m", 2, 9), (50, "m", 2, 10)],
    [(1, "f", 1, 1)] * 4,
    [(1, "f", 1, 1), (1, "f", 1, 2), (2, "f", 1, 1), (2, "f", 1, 2)],
]


def tables():
    yield from KNOWN
    chance = random.Random(20)
    for rows, ages, districts, values in ((200, 3, 2, 5), (2000, 7, 13, 8), (32561, 15, 13, 16), (5000, 90, 13, 40)):
        for _ in range(5):
            yield [
                (chance.randrange(ages), chance.choice("fmd"), chance.randrange(districts),
                 min(int(chance.expovariate(3 / values)), values - 1))
                for _ in range(rows)
            ]


def questions():
    for rows in tables():
        classes = {}
        pairs = [(classes.setdefault(row[:3], len(classes)), row[3]) for row in rows]
        for ordered in (True, False):
            if ordered and len({row[3] for row in rows}) < 2:
                continue  # pyCANON divides by the number of steps between values
            yield {"rows": pairs, "ordered": ordered}


def compare():
    import pandas
    from pycanon import anonymity

    wrong, compared, theirs_s = [], 0, 0.0
    for line in sys.stdin:
        question, ours = json.loads(line)
        data = pandas.DataFrame(question["rows"], columns=["class", SENSITIVE])
        if not question["ordered"]:
            data[SENSITIVE] = "v" + data[SENSITIVE].astype(str)
        started = time.perf_counter()
        args = (data, ["class"], [SENSITIVE])
        theirs = {
            "k": anonymity.k_anonymity(data, ["class"]),
            "alpha": anonymity.alpha_k_anonymity(*args)[0],
            "distinct_l": anonymity.l_diversity(*args),
            "t": anonymity.t_closeness(*args),
        }
        entropy = anonymity.entropy_l_diversity(*args)
        theirs_s += time.perf_counter() - started
        for name, value in theirs.items():
            if not math.isclose(ours[name], value, abs_tol=1e-9):
                wrong.append([compared, name, ours[name], value])
        # pyCANON rounds down; where ours is whole, its own rounding decides.
        near = ours["entropy_l"]
        if entropy not in (math.floor(near - 1e-9), math.floor(near + 1e-9)):
            wrong.append([compared, "entropy_l", near, entropy])
        compared += 1
    print(json.dumps({"wrong": wrong, "compared": compared, "theirs_s": theirs_s}))


if sys.argv[1] == "make":
    for question in questions():
        print(json.dumps(question))
else:
    compare()
