# Refuse a user dictionary that README.md's "user.csv" does not allow.
#   LC_ALL=C awk -f check.awk POS_LIST USER_CSV
# POS_LIST is IPADIC's pos-id.def in UTF-8: four columns of a part of speech, a blank, a number.
# Each fault is told on stderr as FILE:LINE: reason; the exit code is 1 where there is one. The words
# without their reasons go to stdout, for mecab-dict-index.

function fault(reason) {
    print FILENAME ":" FNR ": " reason > "/dev/stderr"
    faults++
}

# Columns of a CSV line into col[1..]; 0 where a quote does not close.
function split_csv(line, col,    n, end, text) {
    for (n = 1; ; n++) {
        text = ""
        if (substr(line, 1, 1) == "\"") {
            for (line = substr(line, 2); ; line = substr(line, end + 2)) {
                end = index(line, "\"")
                if (end == 0)
                    return 0
                text = text substr(line, 1, end - 1)
                if (substr(line, end + 1, 1) != "\"")
                    break
                text = text "\""
            }
            line = substr(line, end + 1)
        }
        end = index(line, ",")
        col[n] = text (end == 0 ? line : substr(line, 1, end - 1))
        if (end == 0)
            return n
        line = substr(line, end + 1)
    }
}

# Katakana U+30A1 to U+30FA and the long vowel mark, as bytes: awk need not know UTF-8.
function is_katakana(text) {
    return text ~ /^(\343\202[\241-\277]|\343\203[\200-\272\274])+$/
}

function check_parts(surface, reading, parts, readings,    n, i, part, sound) {
    if (parts == "" && readings == "")
        return
    n = split(parts, part, "|")
    if (n < 2) {
        fault("a compound has two parts or more")
        return
    }
    if (split(readings, sound, "|") != n) {
        fault("not as many readings of parts as parts")
        return
    }
    for (i = 1; i <= n; i++) {
        if (part[i] == "" || sound[i] == "")
            fault("part " i " or its reading is empty")
    }
    gsub(/\|/, "", parts)
    gsub(/\|/, "", readings)
    if (parts != surface)
        fault("the parts do not join to the surface " surface)
    if (readings != reading)
        fault("the readings of the parts do not join to the reading " reading)
}

function check_word(col) {
    if (col[1] == "" || col[11] == "")
        fault("no surface or no base form")
    else if (col[11] != col[1])
        fault("the base form " col[11] " is not the surface " col[1])
    if (col[2] != "" || col[3] != "")
        fault("the ids must be empty")
    if (col[4] !~ /^-?[0-9]+$/ || col[4] + 0 < -32768 || col[4] + 0 > 32767)
        fault("the cost '" col[4] "' is not a number from -32768 to 32767")
    if (!(col[5] "," col[6] "," col[7] "," col[8] in known))
        fault("IPADIC has no part of speech " col[5] "," col[6] "," col[7] "," col[8])
    if (col[9] != "*" || col[10] != "*")
        fault("no word here inflects, not by " col[9] "," col[10])
    if (col[5] == "\350\250\230\345\217\267") # 記号
        return
    if (!is_katakana(col[12]))
        fault("the reading '" col[12] "' is not katakana")
    if (!is_katakana(col[13]))
        fault("the pronunciation '" col[13] "' is not katakana")
    if (is_katakana(col[12]) && is_katakana(col[13]) && length(col[12]) != length(col[13]))
        fault("the pronunciation " col[13] " has not as many kana as the reading " col[12])
    check_parts(col[1], col[12], col[14], col[15])
}

NR == FNR {
    known[$1] = 1
    next
}

{
    columns = split_csv($0, col)
    if (columns != 16) {
        fault(columns == 0 ? "a quote does not close" : columns " columns, 16 are needed")
        next
    }
    check_word(col)
    if (col[16] ~ /^( |\343\200\200)*$/ || $0 ~ /"$/)
        fault("the reason is empty or in quotes")
    bare = $0
    sub(/,[^,]*$/, "", bare)
    print bare
    key = col[1] "," col[5] "," col[6] "," col[7] "," col[8] "," col[9] "," col[10] "," col[12]
    if (key in seen)
        fault("the same word stands in line " seen[key])
    else
        seen[key] = FNR
}

END {
    exit faults > 0
}
