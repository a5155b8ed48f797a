"""Writes packages/legal/src/laws/federal-act-dates.ts: number -> date of federal acts, from the titles of the acts and from
citations ("Lei n. 8.212, de 24 de julho de 1991", "de 24.7.1991") in a folder of texts (*.txt.xz, documents separated by U+001E).

    python scripts/legal-tables/federal_acts.py <folder of texts> > packages/legal/src/laws/federal-act-dates.ts

Numbers ascend with time within a series, so of the dates that texts give for a number, those that fit the longest ascending
sequence are kept (each counts as often as it was written, a title fifty times): laws of states and slips fall out.
"""

import bisect
import collections
import datetime
import glob
import lzma
import re
import sys

MONTHS = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()
KINDS = {
    "lei complementar": "lei.complementar",
    "decreto-lei": "decreto.lei",
    "decreto lei": "decreto.lei",
    "medida provisória": "medida.provisoria",
    "medida provisoria": "medida.provisoria",
    "emenda constitucional": "emenda.constitucional",
    "decreto": "decreto",
    "lei": "lei",
}
CITATION = re.compile(
    r"\b(lei complementar|decreto[ -]lei|medida provis[oó]ria|emenda constitucional|decreto|lei) ?n(?:[ºo°.s]|\s){0,5}"
    r"(\d{1,3}(?:\.\d{3})+|\d{1,6})(-\d{1,2})?(?!\d),? ?de ?(\d{1,2})(?:o|º|°|ª)?"
    r"(?: de (" + "|".join(MONTHS) + r") de |[./-](\d{1,2})[./-])(\d{4})(?!\d)",
    re.I,
)
# first and last day of each series of numbers
SERIES = {
    "lei": [("1946-09-18", "2100-01-01")],
    "lei.complementar": [("1967-01-01", "2100-01-01")],
    "decreto.lei": [("1937-11-10", "1946-09-18"), ("1965-10-27", "1988-10-05")],
    "decreto": [("1934-07-17", "1991-01-10"), ("1991-01-11", "2100-01-01")],
    "medida.provisoria": [("1988-10-05", "2001-09-11"), ("2001-09-12", "2100-01-01")],
    "emenda.constitucional": [("1992-01-01", "2100-01-01")],
}


# dates of which citations have that of publication instead; source: planalto.gov.br
CORRECTIONS = {("emenda.constitucional", 20): ("1998-12-16", "1998-12-15")}

# acts that decisions cite and no text of the corpus dates; source: their titles (planalto.gov.br)
ADDED = {
    ("lei", 13429): "2017-03-31",
    ("lei", 13491): "2017-10-13",
    ("lei", 13505): "2017-11-08",
    ("lei", 13827): "2019-05-13",
    ("lei", 13846): "2019-06-18",
    ("lei", 14020): "2020-07-06",
    ("lei", 14112): "2020-12-24",
    ("lei", 14550): "2023-04-19",
}


def read_votes(folder):
    votes = collections.defaultdict(collections.Counter)
    for path in sorted(glob.glob(folder + "/*.txt.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for match in CITATION.finditer(line):
                    kind, number, reissue, day, name, digits, year = match.groups()
                    try:
                        month = MONTHS.index(name.lower()) + 1 if name else int(digits)
                        date = datetime.date(int(year), month, int(day)).isoformat()
                    except ValueError:
                        continue
                    title = match.start() == 0 and line[:8].isupper() and len(line) < 80
                    key = (KINDS[kind.lower()], int(number.replace(".", "")), reissue or "")
                    votes[key][date] += 50 if title else 1
    for (kind, number), (wrong, right) in CORRECTIONS.items():
        dates = votes[(kind, number, "")]
        dates[right] += dates.pop(wrong, 0)
    for (kind, number), date in ADDED.items():
        votes[(kind, number, "")][date] += 50
    return votes


def ascending(items):
    """The heaviest subsequence of (number, date, weight) whose dates do not descend; at most one date a number."""
    dates = sorted({date for _, date, _ in items})
    tree = [(0, None)] * (len(dates) + 1)
    chains = []
    by_number = collections.defaultdict(list)
    for number, date, weight in items:
        by_number[number].append((date, weight))
    for number in sorted(by_number):
        new = []
        for date, weight in by_number[number]:
            at = bisect.bisect_left(dates, date) + 1
            best, where = 0, at
            last = None
            while where > 0:
                if tree[where][0] > best:
                    best, last = tree[where]
                where -= where & -where
            new.append((at, best + weight, number, date, last))
        for at, total, number_, date, last in new:
            chains.append((number_, date, last))
            index = len(chains) - 1
            while at < len(tree):
                if total > tree[at][0]:
                    tree[at] = (total, index)
                at += at & -at
    index = max(tree, key=lambda entry: entry[0])[1]
    kept = []
    while index is not None:
        number, date, index = chains[index]
        kept.append((number, date))
    return sorted(kept + nearly_ascending(kept[::-1], items))


def nearly_ascending(kept, items):
    """Numbers whose date is beyond doubt and, by some days, out of order: acts are not always signed as they are numbered."""
    numbers = [number for number, _ in kept]
    weights = collections.defaultdict(collections.Counter)
    for number, date, weight in items:
        weights[number][date] += weight
    added = []
    for number, dates in weights.items():
        at = bisect.bisect_left(numbers, number)
        if at < len(numbers) and numbers[at] == number:
            continue
        date, weight = dates.most_common(1)[0]
        if weight < 3 or weight < 0.8 * sum(dates.values()):
            continue
        neighbours = [datetime.date.fromisoformat(day) for _, day in kept[max(0, at - 1) : at + 1]]
        if all(abs((datetime.date.fromisoformat(date) - day).days) <= 60 for day in neighbours):
            added.append((number, date))
    return added


def runs(numbers):
    """`3 5-8`: ascending numbers, consecutive ones as ranges."""
    out = []
    for number in numbers:
        if out and out[-1][1] == number - 1:
            out[-1][1] = number
        else:
            out.append([number, number])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in out)


def main(folder):
    votes = read_votes(folder)
    print("/** Numbers of federal acts by kind, series and date, `yyyymmdd n n-n`; one line a series, dates ascending.")
    print(" *  Made by scripts/legal-tables/federal_acts.py from the titles of the acts (Planalto) and from citations in public decisions;")
    print(" *  not complete: acts that no text of the corpus dates are missing. */")
    print("export const FEDERAL_ACT_DATES: readonly (readonly [kind: string, acts: string])[] = [")
    for kind, series in SERIES.items():
        for first, last in series:
            items = [
                (number, date, weight)
                for (its_kind, number, reissue), dates in votes.items()
                if its_kind == kind and not reissue
                for date, weight in dates.items()
                if first <= date <= last
            ]
            by_date = collections.defaultdict(list)
            for number, date in ascending(items):
                by_date[date].append(number)
            text = ",".join(date.replace("-", "") + " " + runs(numbers) for date, numbers in sorted(by_date.items()))
            print(f"  ['{kind}', '{text}'],")
    reissues = collections.defaultdict(list)
    for (kind, number, reissue), dates in votes.items():
        if kind == "medida.provisoria" and reissue:
            date, count = dates.most_common(1)[0]
            if count > 1:
                reissues[date].append(f"{number}{reissue}")
    text = ",".join(date.replace("-", "") + " " + " ".join(sorted(names)) for date, names in sorted(reissues.items()))
    print("];")
    print("/** Reissues of provisional measures, which count anew after a hyphen: `yyyymmdd n-r n-r`. */")
    print(f"export const REISSUES = '{text}';")


main(sys.argv[1])
