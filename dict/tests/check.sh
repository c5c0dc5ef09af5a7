#!/bin/sh
# Proves: the dictionary that is built passes check.awk, each kind of fault in a user dictionary is
# refused with file, line and reason, and the words come out as they stand without their reasons.
# Stop words that name a part of speech which IPADIC lacks are refused too.
# Usage: check.sh AWK DICT_DIRECTORY POS_LIST
set -eu
awk=$1 dict=$2 pos=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

check() { # FILE
    LC_ALL=C "$awk" -f "$dict/check.awk" "$pos" "$1" > bare
}

# The line after a good one is refused for this reason, and nothing else is.
refused_whole() { # LINE REASON
    printf '%s\n' '"a,""b",,,0,名詞,一般,*,*,*,*,"a,""b",エー,エー,"a,|""b",エ|ー,r' "$1" > user.csv
    if check user.csv 2> said; then
        echo "taken: $1" >&2
        exit 1
    fi
    if [ "$(cat said)" != "user.csv:2: $2" ]; then
        echo "$1" >&2
        cat said >&2
        exit 1
    fi
}

refused() { # COLUMNS REASON
    refused_whole "$1,r" "$2"
}

check "$dict/user.csv"

noun='0,名詞,一般,*,*,*,*'
refused_whole '' '1 columns, 16 are needed'
refused_whole "会,,,$noun,会,カイ,カイ,," '15 columns, 16 are needed'
refused_whole "会,,,$noun,会,カイ,カイ,,,r,r" '17 columns, 16 are needed'
refused_whole "会,,,$noun,会,カイ,カイ,,," 'the reason is empty or in quotes'
refused_whole "会,,,$noun,会,カイ,カイ,,, " 'the reason is empty or in quotes'
refused_whole "会,,,$noun,会,カイ,カイ,,,　" 'the reason is empty or in quotes'
refused_whole "会,,,$noun,会,カイ,カイ,,,\"a,b\"" 'the reason is empty or in quotes'
refused "\"会,,,$noun,会,カイ,カイ,," 'a quote does not close'
refused ",,,$noun,会,カイ,カイ,," 'no surface or no base form'
refused "会,,,$noun,,カイ,カイ,," 'no surface or no base form'
refused "会,1285,,$noun,会,カイ,カイ,," 'the ids must be empty'
refused '会,,,x,名詞,一般,*,*,*,*,会,カイ,カイ,,' \
    "the cost 'x' is not a number from -32768 to 32767"
refused '会,,,32768,名詞,一般,*,*,*,*,会,カイ,カイ,,' \
    "the cost '32768' is not a number from -32768 to 32767"
refused '会,,,0,名詞,普通,*,*,*,*,会,カイ,カイ,,' 'IPADIC has no part of speech 名詞,普通,*,*'
refused '会う,,,0,動詞,自立,*,*,五段・ワ行促音便,基本形,会う,アウ,アウ,,' \
    'no word here inflects, not by 五段・ワ行促音便,基本形'
refused "会,,,$noun,議会,カイ,カイ,," 'the base form 議会 is not the surface 会'
refused "会,,,$noun,会,カイ,カ,," 'the pronunciation カ has not as many kana as the reading カイ'
refused "会,,,$noun,会,かい,カイ,," "the reading 'かい' is not katakana"
refused "会,,,$noun,会,カイ,会,," "the pronunciation '会' is not katakana"
refused "会,,,$noun,会,,カイ,," "the reading '' is not katakana"
refused "協議会,,,$noun,協議会,キョウギカイ,キョーギカイ,協議会,キョウギカイ" \
    'a compound has two parts or more'
refused "協議会,,,$noun,協議会,キョウギカイ,キョーギカイ,協議|会,キョウギカイ" \
    'not as many readings of parts as parts'
refused "協議会,,,$noun,協議会,キョウギカイ,キョーギカイ,協議|会|,キョウギ|カ|イ" \
    'part 3 or its reading is empty'
refused "協議会,,,$noun,協議会,キョウギカイ,キョーギカイ,協議|議会,キョウギ|カイ" \
    'the parts do not join to the surface 協議会'
refused "協議会,,,$noun,協議会,キョウギカイ,キョーギカイ,協議|会,キョウギ|ガイ" \
    'the readings of the parts do not join to the reading キョウギカイ'
refused '"a,""b",,,9,名詞,一般,*,*,*,*,"a,""b",エー,エー,,' 'the same word stands in line 1'

# Another reading or another part of speech is another word.
printf '%s\n' "本町,,,$noun,本町,ホンチョウ,ホンチョー,,,r" "本町,,,$noun,本町,ホンマチ,ホンマチ,,,r" \
    '本町,,,0,名詞,固有名詞,地域,一般,*,*,本町,ホンチョウ,ホンチョー,,,r' > user.csv
check user.csv

# The reason goes, whatever the columns before it hold.
printf '%s\n' '"a,""b",,,0,名詞,一般,*,*,*,*,"a,""b",エー,エー,"a,|""b",エ|ー,torn: a "b"; new' \
    "会,,,$noun,会,カイ,カイ,,,unknown" > user.csv
check user.csv
printf '%s\n' '"a,""b",,,0,名詞,一般,*,*,*,*,"a,""b",エー,エー,"a,|""b",エ|ー' \
    "会,,,$noun,会,カイ,カイ,," | cmp - bare

# A rule of stopwords.tsv names whole columns, from the first.
stops() { # FILE
    LC_ALL=C "$awk" -F '\t' -f "$dict/check_pos.awk" "$pos" "$1"
}
stops "$dict/stopwords.tsv"
printf 'pos\t助詞\tfunction\tr\npos\t名詞,固有名詞,人名\tword\tr\npos\t名詞,一\tstop\tr\npos\t名刺\tstop\tr\n' > stops.tsv
if stops stops.tsv 2> said; then
    echo 'parts of speech that IPADIC lacks were taken' >&2
    exit 1
fi
printf '%s\n' 'stops.tsv:3: IPADIC has no part of speech 名詞,一' \
    'stops.tsv:4: IPADIC has no part of speech 名刺' | cmp - said
