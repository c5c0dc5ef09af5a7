# Words as they are written in hiragana alone, which IPADIC has for few: じてんしゃ for 自転車.
#   LC_ALL=C awk -f kana.awk IPADIC IPADIC USER
# IPADIC is all of its CSV files in UTF-8: read once for what it has in hiragana, once for its nouns.
# USER is what check.awk prints. README.md, "Words in kana", tells which words are taken.

BEGIN {
    FS = OFS = ","
    katakana = "ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴ"
    hiragana = "ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔ"
    for (i = 1; i <= length(katakana); i += 3)
        kana[substr(katakana, i, 3)] = substr(hiragana, i, 3)
    split("一般 サ変接続 形容動詞語幹", kinds, " ")
    for (i in kinds)
        taken[kinds[i]] = 1
    DEARER = 3000 # than the word as it is usually written
    LEAST = 3     # kana
}

# Katakana as hiragana, with the bars between parts; empty where it holds anything else.
function in_hiragana(reading,    at, c, out) {
    for (at = 1; at <= length(reading); at += length(c)) {
        c = substr(reading, at, 1)
        if (c != "|")
            c = substr(reading, at, 3)
        if (c != "|" && !(c in kana))
            return ""
        out = out (c == "|" ? c : kana[c])
    }
    return out
}

# Two kanji or more: the readings of single ones are too many.
function kanji(surface,    at, n) {
    for (at = 1; at <= length(surface); at++)
        n += substr(surface, at, 1) ~ /[\344-\351]/
    return n
}

# かれは is 彼は before it is 枯れ葉.
function ends_in_particle(word) {
    return substr(word, length(word) - 2) ~ /^(は|が|を|に|へ|と|も|の|で|た|て)$/ && \
        substr(word, 1, length(word) - 3) in known
}

function offer(parts,    word, cost) {
    if ($5 != "名詞" || !($6 in taken) || kanji($1) < 2)
        return
    word = in_hiragana($12)
    cost = $4 + (ends_in_particle(word) ? 2 : 1) * DEARER
    if (length(word) < 3 * LEAST || word in known || (word in best && best[word] <= cost))
        return
    best[word] = cost
    line[word] = word OFS $2 OFS $3 OFS cost OFS $5 OFS $6 OFS $7 OFS $8 OFS $9 OFS $10 OFS word \
        OFS $12 OFS $13 OFS parts OFS $15 OFS "kana"
}

FNR == 1 { pass++ }

pass == 1 {
    if ($1 !~ /[^\343\201\202\203\200-\277]/)
        known[$1] = 1
    next
}

pass == 2 {
    $14 = $15 = ""
    offer("")
    next
}

{
    known[$1] = 1
    user[FNR] = $0
}

END {
    for (i = 1; i in user; i++) {
        $0 = user[i]
        offer(in_hiragana($15))
    }
    for (word in line)
        if (!(word in known))
            print line[word]
}
