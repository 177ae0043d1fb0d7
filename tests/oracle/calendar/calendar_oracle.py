"""Holds our calendar against Python's: ages, windows, partial dates, times with zones, month ends.

    calendar_oracle.py PROGRAM [SEED]

Random questions go to PROGRAM (calendar_answers), a line each; what it answers is compared with what
the standard library and dateutil say. Ages are birthdays counted one by one, windows are looked
through day by day: slow, and nothing like what the engine does.
"""

import calendar
import collections
import datetime
import random
import subprocess
import sys

from dateutil.relativedelta import relativedelta

CASES = {
    "completed": 9000,
    "age": 3000,
    "window": 6000,
    "span": 3000,
    "order": 5000,
    "add": 3000,
    "subtract": 3000,
}
UNITS = ["days", "weeks", "months", "years"]
ONE_DAY = datetime.timedelta(days=1)


def random_day(source, first=1900, last=2100):
    """Often at the end of a month, where calendars differ."""
    year = source.randint(first, last)
    month = source.randint(1, 12)
    length = calendar.monthrange(year, month)[1]
    if source.random() < 0.2:
        leap = year - year % 4
        if calendar.isleap(leap):
            return datetime.date(leap, 2, 29)
    if source.random() < 0.3:
        return datetime.date(year, month, length)
    return datetime.date(year, month, source.randint(1, length))


def partial(source, day):
    text = day.isoformat()
    return text[: source.choice([4, 7, 10, 10])]


def days_of(text):
    """Every day that a partial date may mean."""
    if len(text) == 10:
        return [datetime.date.fromisoformat(text)]
    year = int(text[:4])
    months = [int(text[5:7])] if len(text) == 7 else range(1, 13)
    found = []
    for month in months:
        for week in calendar.Calendar().monthdatescalendar(year, month):
            found += [day for day in week if day.month == month]
    return found


def birthday(born, year):
    """Of somebody born on 29 February, in a year without one, 1 March."""
    if (born.month, born.day) == (2, 29) and not calendar.isleap(year):
        return datetime.date(year, 3, 1)
    return datetime.date(year, born.month, born.day)


def years_lived(born, on):
    return sum(1 for year in range(born.year + 1, on.year + 1) if birthday(born, year) <= on)


def months_lived(born, on):
    """The days on which a month is full, one after another."""
    count = max(0, 12 * years_lived(born, on) - 1)
    while True:
        full = born + relativedelta(months=count + 1)
        if full.day != born.day:
            full += ONE_DAY  # that month has no such day
        if full > on:
            return count
        count += 1


def lived(born, on, unit):
    if unit == "years":
        return years_lived(born, on)
    if unit == "months":
        return months_lived(born, on)
    whole = on.toordinal() - born.toordinal()
    return whole if unit == "days" else whole // 7


def moved(day, count, unit, direction):
    return day + relativedelta(**{unit: direction * count})


def random_length(source):
    unit = source.choice(UNITS)
    return source.randint(0, {"days": 400, "weeks": 60, "months": 40, "years": 30}[unit]), unit


def length_text(source, count, unit):
    """In any of the ways in which a length of time may be written."""
    if unit == "days" and source.random() < 0.3:
        return f"{count}d"
    return f"{count} {unit[:-1] if count == 1 else unit}"


def ask_completed(source):
    first = random_day(source)
    if source.random() < 0.5:
        second = random_day(source)
    else:  # near an anniversary
        years = birthday(first, first.year + source.randint(0, 80))
        second = years + relativedelta(months=source.choice([0, 0, 1, 6])) + ONE_DAY * source.randint(-2, 2)
    born, on = sorted([first, second])
    unit = source.choice(UNITS)
    return f"completed {born} {on} 1 {unit}", str(lived(born, on, unit))


def ask_age(source):
    first, second = sorted([random_day(source), random_day(source)])
    text = partial(source, first)
    ages = [years_lived(born, second) for born in days_of(text) if born <= second]
    return f"age {text} {second}", f"{min(ages)} {max(ages)}"


def ask_window(source):
    anchor = random_day(source, 1950, 2060)
    count, unit = random_length(source)
    first = moved(anchor, count, unit, -1)
    if source.random() < 0.7:  # near one of its ends
        day = source.choice([first, anchor]) + ONE_DAY * source.randint(-2, 2)
    else:
        day = anchor - ONE_DAY * source.randint(-400, 4000)
    text = partial(source, day)
    inside = {first <= day <= anchor for day in days_of(text)}
    answer = "unknown" if len(inside) == 2 else ("yes" if inside.pop() else "no")
    return f"window {text} {anchor} {length_text(source, count, unit)}", answer


def ask_span(source):
    year, month, day = source.randint(1800, 2299), source.randint(0, 13), source.randint(0, 32)
    if source.random() < 0.3:
        month, day = 2, source.randint(28, 30)
    text = f"{year:04}-{month:02}-{day:02}"[: source.choice([4, 7, 10, 10])]
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return f"span {text}", "none"
    days = days_of(text)
    return f"span {text}", f"{days[0]} {days[-1]}"


ZONES = ["Z", "+14:00", "-12:00", "+00:00", "+05:30", "+05:45", "-03:30", "-05:00", "+01:00", ""]


def random_time(source, near):
    moment = near + datetime.timedelta(seconds=source.randint(-130000, 130000))
    text = moment.strftime("%Y-%m-%dT%H:%M")
    form = source.random()
    if form < 0.2:
        return text[:10]
    if form < 0.7:
        text += moment.strftime(":%S")
    return text + source.choice(ZONES)


def moments(text):
    """The first and the last second that a text may mean."""
    if len(text) == 10:
        first = datetime.datetime.fromisoformat(text + "T00:00:00+00:00")
        return first, first + ONE_DAY - datetime.timedelta(seconds=1)
    clock, zone = text[11:], ""
    for mark in "Z+-":
        if mark in clock:
            at = clock.index(mark)
            clock, zone = clock[:at], clock[at:]
    length = datetime.timedelta(seconds=59 if len(clock) == 5 else 0)
    zones = [zone.replace("Z", "+00:00")] if zone else ["+14:00", "-12:00"]
    seconds = clock if len(clock) == 8 else clock + ":00"
    found = [datetime.datetime.fromisoformat(f"{text[:10]}T{seconds}{one}") for one in zones]
    return min(found), max(found) + length


def ask_order(source):
    near = datetime.datetime.combine(random_day(source), datetime.time(12))
    first, second = random_time(source, near), random_time(source, near)
    a, b = moments(first), moments(second)
    answer = "before" if a[1] < b[0] else "after" if b[1] < a[0] else "unclear"
    return f"order {first} {second}", answer


def ask_moved(source, kind):
    day = random_day(source)
    count, unit = random_length(source)
    direction = 1 if kind == "add" else -1
    answer = moved(day, count, unit, direction).isoformat()
    return f"{kind} {day} {length_text(source, count, unit)}", answer


ASK = {
    "completed": ask_completed,
    "age": ask_age,
    "window": ask_window,
    "span": ask_span,
    "order": ask_order,
    "add": lambda source: ask_moved(source, "add"),
    "subtract": lambda source: ask_moved(source, "subtract"),
}


def main():
    source = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20260115)
    asked = [ASK[kind](source) for kind, count in CASES.items() for _ in range(count)]
    questions = "".join(question + "\n" for question, _ in asked)
    run = subprocess.run([sys.argv[1]], input=questions, capture_output=True, text=True, check=True)
    answers = run.stdout.splitlines()
    if len(answers) != len(asked):
        sys.exit(f"{len(asked)} questions, {len(answers)} answers")
    seen = collections.Counter()
    differences = 0
    for (question, expected), answer in zip(asked, answers):
        kind = question.split()[0]
        seen[kind] += 1
        if kind in ("window", "order"):
            seen[f"{kind} {expected}"] += 1
        if answer != expected:
            differences += 1
            print(f"{question}: {answer}, not {expected}")
    for name, count in seen.items():
        print(f"{count:6} {name}")
    print(f"{len(asked)} questions, {differences} differences")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
