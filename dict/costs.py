#!/usr/bin/env python3
"""Derive the costs of user.csv from the sentences of tests/words.tsv.

For each word: the highest cost with which it still wins in each of its sentences and, but for what
stands beside numbers, alone, less a margin.
With the word's cost forced down to FORCED the best path takes the word; with the word absent it does
not; so  highest = best(absent) - (best(forced) - FORCED), the least over the word's sentences. In a
sentence where the word must not be taken (reading "-") the same figure is the cost that it must stay
above; where the margin would bring it below, it stands half-way. Where both cannot be had, sentences
that are cut rightly without the word (a compound's, by its parts) no longer count.

Each word is measured against IPADIC alone, many at a time: those that no sentence holds together. A
word that then loses against other words of the project, those of user.csv and those that kana.awk
makes of it, is measured once more with these present. Nothing depends on the costs that user.csv
holds. Symbols are left alone: they carry IPADIC's own.

  costs.py            print word, highest winning cost, cost it must stay above, derived cost
  costs.py --write    put the derived costs into user.csv

Fails where a word cannot satisfy its sentences, and names those that are cut otherwise.
"""
import csv
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
DICDIR = "/var/lib/mecab/dic/ipadic-utf8"
SRCDIR = "/usr/share/mecab/dic/ipadic"
DICT_INDEX = "/usr/lib/mecab/mecab-dict-index"
FUNCTION = ("助詞", "助動詞")
BESIDE_NUMBERS = (["名詞", "接尾", "助数詞"], ["接頭詞", "数接続", "*"])
FORCED = -20000
MARGIN = 1500
LOWEST, HIGHEST = -15000, 8000
COST, POS, READING, PARTS, PART_READINGS = 3, 4, 11, 13, 14


def entries():
    with open(HERE / "user.csv", encoding="utf-8", newline="") as f:
        return list(csv.reader(f))


def sentences(rows):
    """(cut, reading; None where the word must not be taken) of each word: it alone, as it is asked
    for, and in its sentences. What stands beside numbers is not asked for alone."""
    found = {r[0]: [] if r[POS:POS + 3] in BESIDE_NUMBERS else [(r[PARTS] or r[0], r[READING])]
             for r in rows if r[POS] != "記号"}
    for line in open(HERE / "tests" / "words.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            cut, reading, word = line.rstrip("\n").split("\t")
            if word not in found:
                sys.exit(f"tests/words.tsv: {word} is not in user.csv")
            found[word].append((cut, None if reading == "-" else reading))
    return found


def words_in_kana(rows):
    """The words that kana.awk adds to these."""
    ipadic = b"".join(f.read_bytes() for f in sorted(Path(SRCDIR).glob("*.csv")))
    with tempfile.TemporaryDirectory() as tmp:
        src, user = Path(tmp, "ipadic.csv"), Path(tmp, "user.csv")
        src.write_text(ipadic.decode("euc-jp"), encoding="utf-8")
        user.write_text("".join(map(to_line, rows)), encoding="utf-8")
        out = subprocess.run(["awk", "-f", HERE / "kana.awk", src, src, user], check=True,
                             capture_output=True, text=True, encoding="utf-8",
                             env={**os.environ, "LC_ALL": "C"})
    return list(csv.reader(out.stdout.splitlines()))


def text_of(cut):
    return cut.replace("|", "")


def to_line(row):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(row)
    return out.getvalue()


def mecab(texts, rows, *options):
    """What MeCab prints for the texts with a user dictionary of these rows."""
    with tempfile.TemporaryDirectory() as tmp:
        src, dic = Path(tmp, "user.csv"), Path(tmp, "user.dic")
        src.write_text("".join(map(to_line, rows)), encoding="utf-8")
        subprocess.run([DICT_INDEX, "-d", SRCDIR, "-u", dic, "-f", "utf-8", "-t", "utf-8", src],
                       check=True, stdout=subprocess.DEVNULL)
        out = subprocess.run(["mecab", "-r", "/dev/null", "-d", DICDIR, "-u", dic, *options],
                             input="".join(t + "\n" for t in texts), text=True, check=True,
                             capture_output=True)
    return out.stdout.splitlines()


def best_costs(texts, rows):
    """The cost of each text's best path."""
    costs = mecab(texts, rows, "-F", "", "-U", "", "-E", "%pc\n")
    return dict(zip(texts, map(int, costs), strict=True))


def analyses(texts, rows):
    """The (surface, reading) of each text's tokens, those of parts for compounds. Particles and
    auxiliaries have none: no word is made of them (雨水|ます)."""
    found, tokens = [], []
    for line in mecab(texts, rows, "-F", "%m\t%H\n", "-U", "%m\t\n", "-E", "EOS\t\n"):
        surface, feature = line.split("\t")
        if surface == "EOS":
            found.append(tokens)
            tokens = []
            continue
        col = [""] * POS + next(csv.reader([feature]), [])
        if len(col) > PARTS and col[PARTS]:
            tokens += zip(col[PARTS].split("|"), col[PART_READINGS].split("|"), strict=True)
        elif len(col) > POS and col[POS] in FUNCTION:
            tokens.append((surface, ""))
        else:
            tokens.append((surface, col[READING] if len(col) > READING else surface))
    return found


def cut_of(tokens):
    return "|".join(surface for surface, _ in tokens)


def is_read(tokens, word, reading):
    """Whether the tokens somewhere join to the word, read so."""
    return any(("".join(s for s, _ in tokens[i:k]), "".join(r for _, r in tokens[i:k])) ==
               (word, reading) for i in range(len(tokens)) for k in range(i + 1, len(tokens) + 1))


def batches(words, sample):
    """The words in groups, no two of a group in one sentence."""
    groups = []
    for word in words:
        texts = "\n".join(text_of(cut) for cut, _ in sample[word])
        for group in groups:
            if not any(w in texts or word in t for w, t in group.items()):
                group[word] = texts
                break
        else:
            groups.append({word: texts})
    return groups


def is_right(tokens, word, cut, reading):
    return cut_of(tokens) == cut and (reading is None or is_read(tokens, word, reading))


def bounds(words, present, rows, sample):
    """The cost that each word must stay below, and the one above, measured beside `present`."""
    texts = [text_of(cut) for word in words for cut, _ in sample[word]]
    forced_rows = [r[:COST] + [str(FORCED)] + r[COST + 1:] for r in rows if r[0] in words]
    absent, forced = best_costs(texts, present), best_costs(texts, present + forced_rows)
    alone = dict(zip(texts, analyses(texts, present), strict=True))
    found = {}
    for word in words:
        costs = [(absent[text_of(cut)] - (forced[text_of(cut)] - FORCED), cut, reading)
                 for cut, reading in sample[word]]
        above = max((c for c, _, reading in costs if reading is None), default=LOWEST - 1)
        below = min(c for c, _, reading in costs if reading is not None)
        if below <= above + 1:
            below = min((c for c, cut, reading in costs if reading is not None and
                         not is_right(alone[text_of(cut)], word, cut, reading)),
                        default=HIGHEST + MARGIN)
        found[word] = below, above
    return found


def cost_between(word, below, above):
    if above + 1 >= below:
        sys.exit(f"user.csv: {word}: wins from {below} down, and must not win above {above}")
    cost = max(LOWEST, min(HIGHEST, below - MARGIN))
    return cost if cost > above else (below + above) // 2


def losing(words, rows, sample):
    """The words of which a sentence is cut or read otherwise than it must be, with what it is."""
    wanted = [(word, cut, reading) for word in words for cut, reading in sample[word]]
    found = analyses([text_of(cut) for _, cut, _ in wanted], rows)
    return {word: (cut, tokens) for (word, cut, reading), tokens in zip(wanted, found, strict=True)
            if not is_right(tokens, word, cut, reading)}


def main():
    rows = entries()
    sample = sentences(rows)
    symbols = [r for r in rows if r[POS] == "記号"]
    words = list(dict.fromkeys(r[0] for r in rows if r[POS] != "記号"))
    for word in words:
        if not any(text_of(cut) != word for cut, reading in sample[word] if reading):
            sys.exit(f"user.csv: {word}: no sentence in tests/words.tsv")
    limits = {}
    for group in batches(words, sample):
        limits.update(bounds(group, symbols, rows, sample))

    def set_costs():
        for row in rows:
            if row[0] in limits:
                row[COST] = str(cost_between(row[0], *limits[row[0]]))

    set_costs()
    present = rows + words_in_kana(rows)
    for word in losing(words, present, sample):
        limits.update(bounds([word], [r for r in present if r[0] != word], rows, sample))
    set_costs()
    for row in rows:
        if row[0] in limits:
            print(row[0], *limits[row[0]], row[COST], sep="\t")
    if "--write" in sys.argv[1:]:
        (HERE / "user.csv").write_text("".join(map(to_line, rows)), encoding="utf-8")
    wrong = losing(words, rows + words_in_kana(rows), sample)
    for cut, tokens in wrong.values():
        print(f"tests/words.tsv: {cut} is read", *("/".join(t) for t in tokens), file=sys.stderr)
    sys.exit(1 if wrong else 0)


main()
