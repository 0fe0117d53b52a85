"""Tables of counts with sums, and SciPy's attack on what we withhold in them. `make` prints questions, `compare`
judges the answers."""
import json, random, sys, time


def questions():
    chance = random.Random(22)

    def count(most):
        return min(int(chance.expovariate(4 / most)), most)

    # Lines, columns, districts of the lines (none for flat), most.
    shapes = [(3, 4, 0, 20)] * 20 + [(6, 5, 0, 40)] * 15 + [(12, 8, 3, 60)] * 6 + [(30, 20, 0, 90), (30, 20, 5, 90)]
    for lines, columns, districts, most in shapes:
        above = [None] + [0] * districts
        first = len(above)
        above += [1 + line * districts // lines if districts else 0 for line in range(lines)]
        counts = [
            [[first + line, 1 + column], count(most)] for line in range(lines) for column in range(columns)
        ]
        yield {"above": [above, [None] + [0] * columns], "counts": counts, "least": chance.choice((3, 5))}


def compare():
    import numpy
    from scipy.optimize import linprog

    wrong, compared, protected, sensitive, with_them, theirs_s = [], 0, 0, 0, 0, 0.0
    for line in sys.stdin:
        question, ours = json.loads(line)
        compared += 1
        if ours["withheld"] is None:
            continue
        protected += 1
        unknown = ours["withheld"]
        place = {cell: at for at, cell in enumerate(unknown)}
        sensitive += len(ours["sensitive"])
        with_them += len(unknown) - len(ours["sensitive"])
        rows, sums = [], []
        for total, parts in ours["relations"]:
            row, known = [0.0] * len(unknown), 0.0
            for cell, sign in [(part, 1.0) for part in parts] + [(total, -1.0)]:
                if cell in place:
                    row[place[cell]] = sign
                else:
                    known += sign * ours["values"][cell]
            if any(row):
                rows.append(row)
                sums.append(-known)
        seen = {cell: (low, high) for cell, low, high in ours["seen"]}
        for cell, wanted in ours["sensitive"].items():
            cost = [0.0] * len(unknown)
            cost[place[int(cell)]] = 1.0
            started = time.perf_counter()
            bounds = [
                linprog(sign * numpy.array(cost), A_eq=rows, b_eq=sums, bounds=(0, None), method="highs")
                for sign in (1, -1)
            ]
            theirs_s += time.perf_counter() - started
            low = bounds[0].fun
            high = -bounds[1].fun if bounds[1].status == 0 else float("inf")
            ours_low, ours_high = seen[int(cell)]
            ours_high = float("inf") if ours_high is None else ours_high
            if low > wanted["lowest"] + 1e-6 or high < wanted["highest"] - 1e-6:
                wrong.append([compared, cell, "narrowed", low, high, wanted])
            if abs(low - ours_low) > 1e-6 or (high != ours_high and abs(high - ours_high) > 1e-6):
                wrong.append([compared, cell, "bounds", low, high, ours_low, ours_high])
    print(json.dumps({
        "wrong": wrong, "compared": compared, "theirs_s": theirs_s, "protected": protected,
        "sensitive": sensitive, "withheld_with_them": with_them,
    }))


if sys.argv[1] == "make":
    for question in questions():
        print(json.dumps(question))
else:
    compare()
