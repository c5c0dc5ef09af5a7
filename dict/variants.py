#!/usr/bin/env python3
"""Make dict/variants.tsv: the spellings of one word, from UniDic's lemmas.

    dict/variants.py LEX_CSV IPADIC_DIR > dict/variants.tsv

LEX_CSV is lex_3_1.csv of Debian's unidic-mecab, IPADIC_DIR the sources in Debian's mecab-ipadic
(/usr/share/mecab/dic/ipadic). Run by hand: UniDic takes a gigabyte, the table two megabytes. The
same input gives the same bytes.

A lemma of UniDic holds whatever was ever written for the word, so its spellings are sorted into
groups that agree in their kanji. Two spellings agree where

 - one has the kanji of the other, and others only where that has kana (引越, 引っ越し; 町づくり, 町作り),
 - or they have two kanji or more and differ in just one (手作り, 手造り; 障害, 障碍), and either the
   word is Sino-Japanese, or IPADIC knows both spellings with the same reading.

So 図る and 謀る stay apart, and so do 引っ越し and 移転 read ひっこし. What is foremost another word is
left out: 夕食 is written for ゆうげ, but read ゆうしょく. A spelling all in kana belongs to
each group that IPADIC knows, or the lemma is called by; ~ before it says that other words sound the
same, so that it may be found but leads nowhere.
"""
import collections
import csv
import glob
import re
import sys
import unicodedata
from pathlib import Path

SURFACE, POS, SUBPOS, INFLECTION, LEMMA, BASE, KANA, ORIGIN, LEMMA_ID = 0, 4, 5, 8, 11, 14, 25, 16, 32

# Particles and the like say nothing, names of people lump everything of one sound together, and
# numerals are handled by their digits.
LEFT_OUT = {"助詞", "助動詞", "補助記号", "記号", "空白", "感動詞", "接続詞", "連体詞", "代名詞"}
LEFT_OUT_BELOW = {"固有名詞", "数詞", "助動詞語幹"}

# A spelling that costs this much more here than in another lemma is foremost that other word (生物 is
# せいぶつ before it is なまもの): it only goes with what has the same kanji; with nothing beyond the second.
FOREIGN, STRANGE = 300, 2500
SHORT_KANA = 2  # characters: shared kana as short as this says next to nothing
KANJI = r"㐀-䶿一-鿿𠀀-𯿿々〆ヶ"
KANA_RANGE = "ぁ-ゖァ-ヺー"
SPELLING = re.compile(rf"[{KANJI}{KANA_RANGE}a-z0-9]+")
LETTERS = re.compile(rf"[{KANJI}a-z0-9]+")


def kanji_folds():
    lines = (Path(__file__).parent / "kanji.tsv").read_text(encoding="utf-8").splitlines()
    columns = [line.split("\t") for line in lines if not line.startswith("#")]
    return {ord(c[1]): c[2] for c in columns if c[0] == "fold"}


FOLDS = kanji_folds()
HIRAGANA = {c: c - 0x60 for c in range(ord("ァ"), ord("ヶ"))}


def fold(text):
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(FOLDS)


def hiragana(text):
    return text.translate(HIRAGANA)


def is_kana(text):
    return LETTERS.search(text) is None


def opened(text):
    """々 is the kanji before it."""
    return re.sub("(.)々", r"\1\1", text)


def skeleton(text):
    """What is not kana."""
    return opened("".join(LETTERS.findall(text)))


def reads_as(spelling, kana):
    """True where the kana in the spelling are those of the reading: 易へる is not かえる of today."""
    pattern = "".join(".+" if LETTERS.match(part) else re.escape(part)
                      for part in re.findall(rf"[{KANJI}a-z0-9]+|[^{KANJI}a-z0-9]+", hiragana(spelling)))
    return re.fullmatch(pattern, kana) is not None


class Lemma:
    def __init__(self, name, sino):
        self.name = fold(name.split("-")[0])
        self.sino = sino
        self.spellings = {}  # to the lowest cost


def read_unidic(path):
    lemmas = {}
    readers = collections.defaultdict(set)  # kana: the lemmas that sound so
    with open(path, encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines):
            if row[POS] in LEFT_OUT or row[SUBPOS] in LEFT_OUT_BELOW or row[INFLECTION].startswith("文語"):
                continue
            spelling, kana = fold(row[BASE]), hiragana(row[KANA])
            if not SPELLING.fullmatch(spelling) or not reads_as(spelling, kana):
                continue
            readers[kana].add(row[LEMMA_ID])
            key = (row[LEMMA_ID], row[POS], kana)
            lemma = lemmas.setdefault(key, Lemma(row[LEMMA], row[ORIGIN] == "漢"))
            cost = int(row[3])
            lemma.spellings[spelling] = min(cost, lemma.spellings.get(spelling, cost))
    return lemmas, readers


def read_ipadic(folder):
    known = set()
    for path in glob.glob(f"{folder}/*.csv"):
        with open(path, encoding="euc-jp", newline="") as lines:
            for row in csv.reader(lines):
                if row[0] == row[10]:
                    known.add((fold(row[0]), hiragana(row[11])))
    return known


def covers(few, many):
    """True where many has the kanji of few, and others only where few has kana: 笑み is no 微笑."""
    pattern = "".join(f"{c}[{KANA_RANGE}]*" if LETTERS.match(c) else ".*" for c in opened(few))
    return re.fullmatch(pattern, opened(many)) is not None


def differ_in_one(a, b):
    x, y = skeleton(a), skeleton(b)
    same = [c for c, d in zip(x, y) if c == d]
    return len(x) == len(y) and len(same) == len(x) - 1 and any(not c.isascii() for c in same)


class Spelling:
    """One that is not all in kana, in one lemma."""

    def __init__(self, text, excess, interchangeable):
        self.text = text
        self.at_home = excess <= FOREIGN
        self.interchangeable = interchangeable  # with another such where one kanji differs

    def agrees(self, other):
        if skeleton(self.text) == skeleton(other.text):
            return True
        if not (self.at_home and other.at_home):
            return False
        if covers(self.text, other.text) or covers(other.text, self.text):
            return True
        return self.interchangeable and other.interchangeable and differ_in_one(self.text, other.text)


def groups_of(spellings):
    """Connected components."""
    rest = list(spellings)
    while rest:
        group, todo = [], [rest.pop(0)]
        while todo:
            here = todo.pop()
            group.append(here)
            near = [s for s in rest if here.agrees(s)]
            todo += near
            rest = [s for s in rest if s not in near]
        yield group


def without_twins(spellings, costs):
    """Of spellings that differ in hiragana and katakana alone, the most usual one."""
    best = {}
    for s in sorted(spellings, key=lambda s: (costs[s], s)):
        best.setdefault(hiragana(s), s)
    return sorted(best.values(), key=lambda s: (costs[s], s))


def lowest_costs(lemmas):
    """Of each spelling, in whatever lemma."""
    lowest = {}
    for lemma in lemmas.values():
        for spelling, cost in lemma.spellings.items():
            lowest[spelling] = min(cost, lowest.get(spelling, cost))
    return lowest


def lines_of(lemma, kana, lowest, shared, known):
    costs = lemma.spellings
    candidates = []
    for text in sorted(s for s in costs if not is_kana(s)):
        excess = costs[text] - lowest[text]
        if excess <= STRANGE:
            candidates.append(Spelling(text, excess, lemma.sino or (text, kana) in known))
    groups = list(groups_of(candidates))
    homes = [g for g in groups if any(s.at_home for s in g) and
             any(s.text == lemma.name or (s.text, kana) in known for s in g)]
    shared = shared or len(homes) > 1
    in_kana = without_twins((s for s in costs if is_kana(s)), costs)
    if len(kana) == 1 or (shared and len(kana) <= SHORT_KANA):
        in_kana = []
    for group in groups:
        written = without_twins((s.text for s in group), costs)
        if group in homes:
            written += [("~" if shared else "") + s for s in in_kana]
        if len(written) > 1:
            yield written


def main():
    lemmas, readers = read_unidic(sys.argv[1])
    known = read_ipadic(sys.argv[2])
    lowest = lowest_costs(lemmas)
    table = {}
    for (number, _, kana), lemma in lemmas.items():
        if len(lemma.spellings) > 1:
            for written in lines_of(lemma, kana, lowest, len(readers[kana]) > 1, known):
                line = int(number), "|".join(written)
                key = frozenset(hiragana(s) for s in written)
                table[key] = min(line, table.get(key, line))
    print("# kind\tspellings, ~ before kana that other words share\treason: the number of UniDic's lemma")
    for number, line in sorted(table.values(), key=lambda line: (line[1], line[0])):
        print(f"same\t{line}\tUniDic {number}")


if __name__ == "__main__":
    main()
