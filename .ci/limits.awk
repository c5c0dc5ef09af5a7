# Size limits: 600 lines a file, 80 lines a function (counted between its braces, which
# .clang-format puts in the first column).
function finish() {
    if (lines > 600) {
        printf "%s: %d lines; the limit is 600: one idea a file\n", file, lines
        bad = 1
    }
}
FNR == 1 { finish(); file = FILENAME; opened = 0; before = "" }
{ lines = FNR }
/^\{/ { opened = before ~ /^(namespace|extern|enum|struct|union|class|typedef)/ ? 0 : FNR }
/^\}/ {
    if (opened && FNR - opened - 1 > 80) {
        printf "%s:%d: a function of %d lines; the limit is 80\n", FILENAME, opened,
            FNR - opened - 1
        bad = 1
    }
    opened = 0
}
{ if ($0 != "") before = $0 }
END { finish(); exit bad }
