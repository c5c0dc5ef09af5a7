# Refuse a stopwords.tsv that names a part of speech which IPADIC lacks, so that the line says nothing.
#   LC_ALL=C awk -F '\t' -f check_pos.awk POS_LIST STOPWORDS_TSV
# POS_LIST is as for check.awk. Each fault is told on stderr as FILE:LINE: reason; the exit code is 1
# where there is one.

NR == FNR {
    sub(/ .*/, "")
    for (part = $0; ; sub(/,[^,]*$/, "", part)) {
        known[part] = 1
        if (part !~ /,/)
            break
    }
    next
}

$1 == "pos" && !($2 in known) {
    print FILENAME ":" FNR ": IPADIC has no part of speech " $2 > "/dev/stderr"
    faults++
}

END {
    exit faults > 0
}
