# Who may include whom: dependencies point one way, and each outside library with a lower layer of
# its own stays in that layer. Paths are relative to the root.
BEGIN {
    may["xapian-c"] = "xapian-c"
    may["lib/base"] = "lib/base"
    may["lib/ja"] = "lib/ja lib/base"
    may["lib/search"] = "lib/search lib/ja lib/base xapian-c"
    may["indexer"] = "indexer lib/search lib/ja lib/base"
    may["searchd"] = "searchd lib/search lib/ja lib/base"
    may["cli"] = "cli lib/search lib/ja lib/base"
    may["dict"] = "dict lib/ja lib/base"
    owner["xapian.h"] = "xapian-c"
    owner["mecab.h"] = "lib/ja"
    owner["microhttpd.h"] = "searchd"
    owner["curl/curl.h"] = "cli"
    client["curl/curl.h"] = 1 # tests ask a daemon, too
}
function part_of(path) {
    if (path ~ /^lib\//) {
        split(path, piece, "/")
        return piece[1] "/" piece[2]
    }
    split(path, piece, "/")
    return piece[1]
}
# Where a quoted include is found: beside the file, then in the folders that the build adds.
function place_of(header, from, part, folder, i, n, folders, rest) {
    folder = from
    sub(/[^\/]*$/, "", folder)
    rest = part ~ /^lib\// ? "lib" : part
    n = split(folder " lib/ xapian-c/include/ xapian-c/src/ " rest "/", folders, " ")
    for (i = 1; i <= n; i++)
        if ((folders[i] header) in known)
            return part_of(folders[i] header)
    if (header in known)
        return part_of(header)
    return header ~ /^xapian_c/ ? "xapian-c" : ""
}
function complain(what) {
    printf "%s:%d: %s\n", FILENAME, FNR, what
    bad = 1
}
# First file: every source, one a line.
NR == FNR { known[$0] = 1; next }
/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
    header = $0
    sub(/^[ \t]*#[ \t]*include[ \t]*[<"]/, "", header)
    sub(/[>"].*$/, "", header)
    while (header ~ /^\.\.\//)
        sub(/^\.\.\//, "", header)
    part = part_of(FILENAME)
    first = header
    sub(/\/.*$/, "", first)
    if (first == "xapian")
        first = "xapian.h"
    owning = (header in owner) ? owner[header] : ((first in owner) ? owner[first] : "")
    target = place_of(header, FILENAME, part)
    if (target == "" && owning != "" && part != owning && !(part == "tests" && (header in client)))
        complain("only " owning " may include " header)
    if (part in may && target != "" && index(" " may[part] " ", " " target " ") == 0)
        complain(part " may not include " target " (" header ")")
}
END { exit bad }
