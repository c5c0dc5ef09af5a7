#!/bin/sh
# Proves: the build reads every table as the programs do. Each table here passes check_table; a line
# that cannot be used, a word twice and a contradiction are refused with file, line and reason, and
# so are words of user.csv that no text can have.
# Usage: tables.sh CHECK_TABLE DICT_DIRECTORY
set -eu
check=$1 dict=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

for table in user.csv stopwords.tsv romaji.tsv synonyms.tsv variants.tsv spellings.tsv ruby.tsv; do
    "$check" "$dict/$table"
done

# The table with this line behind a good one is refused for this reason.
refused() { # TABLE GOOD_LINE BAD_LINE REASON
    printf '%b\n' "$2" > "$1"
    "$check" "$1"
    printf '%b\n' "$3" >> "$1"
    if "$check" "$1" 2> said; then
        echo "taken: $3" >&2
        exit 1
    fi
    if [ "$(cat said)" != "$1:2: $4" ]; then
        echo "$3" >&2
        cat said >&2
        exit 1
    fi
}

stop='base\tする\tstop\tr'
refused stopwords.tsv "$stop" 'base\tする\tword\tr' "'する' stands there twice"
refused stopwords.tsv "$stop" 'base\tＮＰＯ\tstop\tr' "'ＮＰＯ' is not in normal form"
refused stopwords.tsv "$stop" 'base\tこと\tstop' 'not 4 columns of text with tabs between'

romaji='ka\tか\tr'
refused romaji.tsv "$romaji" 'ka\tか\ts' "'ka' as 'か' stands there twice"
refused romaji.tsv "$romaji" 'ki\tキ\tr' "'キ' is not a kana key"
refused romaji.tsv "$romaji" 'ki\t\0343\tr' 'not UTF-8'

synonyms='finds\ta|b\tあ|い\tr'
refused synonyms.tsv "$synonyms" 'finds\tb|a\tい|あ\tr' "'b' and 'a' stand together in line 1 already"
refused synonyms.tsv "$synonyms" 'equal\tc\tう\tr' 'one term alone says nothing'

same='same\t引越|引越し\tr'
for table in variants.tsv spellings.tsv; do
    refused "$table" "$same" 'same\t引越し|引越\ts' \
        "'引越し' begins the group that stands in line 1"
    refused "$table" "$same" 'apart\t引越|引越し\tr' \
        "'引越' is kept apart from what is the same in line 1"
    refused "$table" "$same" 'sane\t打合|打合せ\tr' "'sane' is not one of same, apart"
done

counter='numeral\t三\tさん\tr'
refused ruby.tsv "$counter" 'numeral\t三\t-\tr' "'三' stands there twice"
refused ruby.tsv "$counter" 'numeral\t3\tさん\tr' "'3' is not one kanji"
refused ruby.tsv "$counter" 'counter\t３人\tにん\tr' "'３人' is not in normal form"
refused ruby.tsv "$counter" 'counter\t人|三人\tにん\tr' "'三人' begins with a number"
refused ruby.tsv "$counter" 'counter\tつ\tつ\tr' "'つ' has no kanji to be read"
refused ruby.tsv "$counter" 'whole\t三\tさん\tr' "'三' is not a number and a counter"
refused ruby.tsv "$counter" 'ending\t人\tにん\tr' "'人' is not a number and a counter"
refused ruby.tsv "$counter" 'counter\t人\tニン\tr' "'ニン' is not hiragana"
refused ruby.tsv "$counter" 'word\t2人\tふたり\tr' "'2人' begins with a number"
refused ruby.tsv "$counter" 'doubt\t方\t-\tr' 'a doubt names the reading that it is about'
refused ruby.tsv "$counter" 'counters\t人\tにん\tr' \
    "'counters' is not one of numeral, counter, ending, whole, word, doubt"

noun=',,,0,名詞,一般,*,*,*,*,'
word() { # SURFACE BASE
    printf '%s' "$1$noun$2,カイ,カイ,,"
}
good=$(word 会 会)
refused user.csv "$good" "$(word ＡＢＣ abc)" "'ＡＢＣ' is not in normal form, which is 'abc'"
refused user.csv "$good" "$(word ABC abc)" "'ABC' is not in normal form, which is 'abc'"
refused user.csv "$good" "$(word ｶﾝｼﾞ カンジ)" "'ｶﾝｼﾞ' is not in normal form, which is 'カンジ'"
refused user.csv "$good" "$(word 圖書 図書)" "'圖書' is not in normal form, which is '図書'"
refused user.csv "$good" "$(word 図書 圖書)" "'圖書' is not in normal form, which is '図書'"
refused user.csv "$good" "$(word ' 協働会' 協働会)" "' 協働会' holds a blank"
refused user.csv "$good" "$(word 協働　会 協働会)" "'協働　会' holds a blank"
refused user.csv "$good" "$(word デイ・ケア デイケア)" "'デイ・ケア' holds marks beside text"
refused user.csv "$good" '会\0377'"$noun"'会,カイ,カイ,,' 'not UTF-8'

# A reason that says nothing, and what an editor leaves behind.
blank='begins or ends with a blank'
refused stopwords.tsv "$stop" 'base\tこと\tstop\t ' "column 4 $blank"
refused stopwords.tsv "$stop" 'base\tこと \tstop\tr' "column 2 $blank"
refused romaji.tsv "$romaji" 'ki\tき\t　' "column 3 $blank"
refused synonyms.tsv "$synonyms" 'equal\tc|d\tう|え\t ' "column 4 $blank"
refused variants.tsv "$same" 'same\t打合|打合せ\tr ' "column 3 $blank"
refused spellings.tsv "$same" 'same\t打合|打合せ\t　r' "column 3 $blank"
refused stopwords.tsv "$stop" 'base\tこと\tstop\tr\r' 'column 4 holds a control character'
refused romaji.tsv "$romaji" 'ki\tき\tr\0177' 'column 3 holds a control character'
refused spellings.tsv "$same" 'same\t打合|打合せ\tr\tr' 'not 3 columns of text with tabs between'
refused variants.tsv "$same" '\tsame\t打合|打合せ' 'not 3 columns of text with tabs between'
refused user.csv "$good" "$(word 議会 議会),r\r" 'a control character'

# What is no table at all is no table without faults.
: > other.tsv
if "$check" other.tsv 2> /dev/null; then
    echo 'other.tsv was taken for a table' >&2
    exit 1
fi
