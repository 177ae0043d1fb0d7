#!/usr/bin/env python3
"""Writes synthetic trials: a document and a rule file each, and trials.json, which says the same to
the peers of the benchmark.

    tools/bench/make_trials.py --trials 3 --criteria 25 --seed 1 --out FOLDER

Up to 10 trials have limits in the round steps that people write; more trials have finer ones, and a
limit comes again only when its range has no other left. About half the criteria with
one end are exclusions. One inclusion a trial is its target and selects few; the others most people pass.

The peers compute with binary floating point, Eligo with exact decimals. A limit at which the two could
differ (a recorded value that, converted, is the limit, and is not it in floating point) is not drawn.
"""
import argparse
import hashlib
import itertools
import json
import random
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from pathlib import Path

QUANTITIES = Path(__file__).resolve().parent / "quantities.json"
ROUND_UP_TO = 10  # trials
SHARE_IN_SECOND_UNIT = 0.25
FINER = 50  # times


def first_unit_exact(unit, value):
    """`value` in `unit` as a value in the quantity's first unit, exactly."""
    return (Fraction(value) * Fraction(unit.get("multiply", "1")) / Fraction(unit.get("divide", "1"))
            + Fraction(unit.get("add", "0")))


def first_unit(unit, value):
    """The same as the peers compute it; the one place that says how."""
    value = float(value)
    if "multiply" in unit:
        value *= float(unit["multiply"])
    if "divide" in unit:
        value /= float(unit["divide"])
    if "add" in unit:
        value += float(unit["add"])
    return value


def decides_alike(quantity, unit, limit):
    """Whether exact and floating point arithmetic put every value that can be recorded on the same
    side of the limit, which is in `unit`."""
    exact, floating = first_unit_exact(unit, limit), first_unit(unit, limit)
    for recorded in quantity["units"]:
        if recorded["unit"] == unit["unit"]:
            continue
        grid = Fraction(1, 10 ** recorded["decimals"])
        value = ((exact - Fraction(recorded.get("add", "0"))) * Fraction(recorded.get("divide", "1"))
                 / Fraction(recorded.get("multiply", "1")))
        if value % grid == 0 and first_unit(recorded, value) != floating:
            return False
    return True


def text_of(limit):
    return format(limit.normalize(), "f")


class Limits:
    """Draws the limits of one quantity: all that a range has, in a random order, and then again."""

    def __init__(self, quantity, choose, distinct):
        self.quantity = quantity
        self.choose = choose
        self.finer = FINER if distinct and quantity["key"] != "age" else 1
        self.orders = {}

    def in_order(self, low, high, unit):
        if unit is self.quantity["units"][0]:
            step = Decimal(str(self.quantity["limits"]["step"])) / self.finer
            first, last = Decimal(str(low)), Decimal(str(high))
        else:
            step = Decimal(1).scaleb(-unit["decimals"]) / self.finer
            first, last = (Decimal(repr(end / first_unit(unit, 1))) for end in (low, high))
        steps = range(int((first / step).to_integral_value(ROUND_CEILING)), int(last / step) + 1)
        found = [limit for limit in (n * step for n in steps) if decides_alike(self.quantity, unit, limit)]
        if not found:
            raise SystemExit(f"no limit of {self.quantity['key']} from {low} to {high} can be used")
        self.choose.shuffle(found)
        return itertools.cycle(found)

    def draw(self, low, high, unit):
        key = low, high, unit["unit"]
        if key not in self.orders:
            self.orders[key] = self.in_order(low, high, unit)
        return next(self.orders[key])


def draw_criterion(limits, choose, is_target):
    """{"low", "high", "unit", "kind"} with the limits as texts and whether each end is included."""
    quantity = limits.quantity
    ranges = quantity["limits"]
    unit = quantity["units"][0]
    if len(quantity["units"]) > 1 and quantity["units"][1].get("inRules"):
        if choose.random() < SHARE_IN_SECOND_UNIT:
            unit = quantity["units"][1]
    ends = [end for end in ("lower", "upper") if end in ranges]
    if is_target:
        low, high = ranges["target"]
        return {"kind": "inclusion", "unit": unit["unit"],
                "low": {"limit": text_of(limits.draw(*low, unit)), "included": True},
                "high": {"limit": text_of(limits.draw(*high, unit)), "included": True}}
    if len(ends) == 2 and (quantity["key"] == "age" or choose.random() < 0.4):
        return {"kind": "inclusion", "unit": unit["unit"],
                "low": {"limit": text_of(limits.draw(*ranges["lower"], unit)), "included": True},
                "high": {"limit": text_of(limits.draw(*ranges["upper"], unit)), "included": True}}
    end = choose.choice(ends)
    limit = text_of(limits.draw(*ranges[end], unit))
    included = choose.random() < 0.5
    kind = choose.choice(["inclusion", "exclusion"])
    # An inclusion keeps what is over a lower limit; an exclusion takes out what is under it.
    side = "low" if (end == "lower") == (kind == "inclusion") else "high"
    return {"kind": kind, "unit": unit["unit"], side: {"limit": limit, "included": included}}


def rule_words(criterion, key):
    unit = "" if criterion["unit"] == "1" else " " + criterion["unit"]
    low, high = criterion.get("low"), criterion.get("high")
    if low and high:
        return f"{key} from {low['limit']} to {high['limit']}{unit}"
    end, sign = (low, ">") if low else (high, "<")
    return f"{key} {sign}{'=' if end['included'] else ''} {end['limit']}{unit}"


def sentence_words(criterion, quantity):
    name = quantity.get("names", [quantity["key"].replace("systolic", "systolic blood pressure")
                                  .replace("diastolic", "diastolic blood pressure")])[0]
    if name.islower():
        name = name.capitalize()
    words = rule_words(criterion, name).replace("{1.73_m2}", "1.73 m2")
    return words.replace("[Hg]", "Hg").replace("[IU]", "IU")


def make_trial(name, count, quantities, limits, choose):
    targets = [q["key"] for q in quantities if "target" in q["limits"]]
    target = choose.choice(targets)
    others = [q["key"] for q in quantities if q["key"] not in (target, "age")]
    # Age comes first, as in most trials, and its range is part of the count.
    keys = ["age", target] + choose.sample(others, count - 2) if count > 2 else ["age", target][:count]
    by_key = {q["key"]: q for q in quantities}
    criteria = []
    for key in keys:
        criterion = draw_criterion(limits[key], choose, key == target)
        criterion["quantity"] = key
        criterion["words"] = sentence_words(criterion, by_key[key])
        criteria.append(criterion)
    numbered = []
    for kind, letter in (("inclusion", "I"), ("exclusion", "E")):
        for number, criterion in enumerate((c for c in criteria if c["kind"] == kind), start=1):
            numbered.append({"id": f"{letter}{number}", "number": number, **criterion})
    return {"id": name, "target": target, "criteria": numbered}


def write_trial(trial, folder):
    """The document, and the rule file that quotes it."""
    lines = [f"{trial['id']}", "", "A synthetic trial, for measuring time. It is about nobody.", ""]
    placed = []
    for kind, heading in (("inclusion", "Inclusion Criteria:"), ("exclusion", "Exclusion Criteria:")):
        lines += [heading, ""]
        for criterion in (c for c in trial["criteria"] if c["kind"] == kind):
            lines.append(f"{criterion['number']}. {criterion['words']}")
            placed.append((criterion, len(lines)))
        lines.append("")
    document = ("\n".join(lines).rstrip("\n") + "\n").encode()
    (folder / f"{trial['id']}.txt").write_bytes(document)
    rules = [f"trial {trial['id']} {{",
             f"  document \"{trial['id']}.txt\" sha256 \"{hashlib.sha256(document).hexdigest()}\";"]
    for criterion, line in placed:
        rules += ["", f"  {criterion['kind']} {criterion['number']} \"{criterion['words']}\" line {line} {{",
                  f"    means {rule_words(criterion, criterion['quantity'])};", "  }"]
    (folder / f"{trial['id']}.eligo").write_text("\n".join(rules) + "\n}\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=3)
    parser.add_argument("--criteria", type=int, default=25, help="of each trial")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="a folder; trials.json is put in it, the rest in rules/")
    arguments = parser.parse_args()
    quantities = json.loads(QUANTITIES.read_text(encoding="utf-8"))["quantities"]
    asked = [q for q in quantities if "limits" in q]
    if not 1 <= arguments.criteria <= len(asked):
        parser.error(f"--criteria has to be from 1 to {len(asked)}: a trial asks for each quantity once")
    choose = random.Random(arguments.seed)
    distinct = arguments.trials > ROUND_UP_TO
    limits = {q["key"]: Limits(q, choose, distinct) for q in asked}
    trials = [make_trial(f"BENCH{number:05}", arguments.criteria, asked, limits, choose)
              for number in range(1, arguments.trials + 1)]
    rules = arguments.out / "rules"
    rules.mkdir(parents=True, exist_ok=True)
    for trial in trials:
        write_trial(trial, rules)
    kept = ("key", "names", "loinc", "vital", "units", "comparators")
    description = {"quantities": [{k: q[k] for k in kept if k in q} for q in asked], "trials": trials}
    (arguments.out / "trials.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
