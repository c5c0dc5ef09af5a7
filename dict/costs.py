#!/usr/bin/env python3
"""Derive the costs of user.csv from the sentences of tests/words.tsv.

For each word: the highest cost with which it still wins in each of its sentences, less a margin.
With the word's cost forced down to FORCED the best path takes the word; with the word absent it does
not; so  highest = best(absent) - (best(forced) - FORCED), the least over the word's sentences.

Symbols are left alone: they carry IPADIC's own costs.

  costs.py            print word, highest winning cost, cost in user.csv
  costs.py --write    put the derived costs into user.csv
"""
import csv
import io
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
DICDIR = "/var/lib/mecab/dic/ipadic-utf8"
SRCDIR = "/usr/share/mecab/dic/ipadic"
DICT_INDEX = "/usr/lib/mecab/mecab-dict-index"
FORCED = -20000
MARGIN = 1500
LOWEST, HIGHEST = -15000, 8000
COST, POS, SUBPOS = 3, 4, 5


def entries():
    with open(HERE / "user.csv", encoding="utf-8", newline="") as f:
        return list(csv.reader(f))


def sentences():
    found = {}
    for line in open(HERE / "tests" / "words.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            cut, _, word = line.rstrip("\n").split("\t")
            found.setdefault(word, []).append(cut.replace("|", ""))
    return found


def to_line(row):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(row)
    return out.getvalue()


def best_cost(sentence, rows):
    """The cost of the best path, with a user dictionary of these rows."""
    with tempfile.TemporaryDirectory() as tmp:
        src, dic = Path(tmp, "user.csv"), Path(tmp, "user.dic")
        src.write_text("".join(map(to_line, rows)), encoding="utf-8")
        subprocess.run([DICT_INDEX, "-d", SRCDIR, "-u", dic, "-f", "utf-8", "-t", "utf-8", src],
                       check=True, stdout=subprocess.DEVNULL)
        out = subprocess.run(["mecab", "-r", "/dev/null", "-d", DICDIR, "-u", dic, "-F", "", "-U",
                              "", "-E", "%pc"], input=sentence, text=True, check=True,
                             capture_output=True)
    return int(out.stdout)


def derive(row, rows, sample):
    others = [r for r in rows if r[0] != row[0]]
    forced = row[:COST] + [str(FORCED)] + row[COST + 1:]
    return min(best_cost(s, others) - (best_cost(s, others + [forced]) - FORCED) for s in sample)


def main():
    rows, sample = entries(), sentences()
    for row in rows:
        if row[POS] == "記号":
            continue
        if row[0] not in sample:
            sys.exit(f"user.csv: {row[0]}: no sentence in tests/words.tsv")
        highest = derive(row, rows, sample[row[0]])
        print(row[0], highest, row[COST], sep="\t")
        row[COST] = str(max(LOWEST, min(HIGHEST, highest - MARGIN)))
    if "--write" in sys.argv[1:]:
        (HERE / "user.csv").write_text("".join(map(to_line, rows)), encoding="utf-8")


main()
