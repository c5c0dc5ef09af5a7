#!/usr/bin/env bash
# Everything one does with this tree. `./do` lists the verbs.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")"
root=$PWD
jobs=$(nproc)

usage() {
    cat <<'END'
./do VERB

  build             the three programs, in build/bin/
  serve [OPTION…]   index data/ and serve it on http://127.0.0.1:8080 until Ctrl-C;
                    options go to kyodo-searchd, the index to $KYODO_HOME (build/home)
  test  [OPTION…]   every test; options go to ctest (-R NAME runs some)
  lint              clang, layout, static analysis, size limits, who includes whom
  torture [OPTION…] the browser tests at full length, every page in every language and look (options
                    go to ctest); without options also lint with clang's analyser at full depth
  sanitize          the tests under ASan and UBSan (but the browser's and the largest), the threaded
                    ones under TSan
  fuzz  SECONDS     each fuzzer for that long
  bench [CORPUS QUERIES]
                    measure indexing, searching and serving; also on a corpus
                    (.jsonl or .jsonl.zst) with a file of queries
  relevance [COLLECTION]
                    how well the search answers: judged questions, kana for kanji,
                    and a judged collection (../shared/corpora/jsquad)
  clean             remove what was built

Each verb first installs what it misses from Debian's packages (packages.txt).
END
}

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() { printf './do: %s\n' "$*" >&2; exit 1; }
[[ -t 2 ]] || say() { printf '==> %s\n' "$*" >&2; }

# ---- packages ---------------------------------------------------------------------------------

packages_of() { # GROUP…
    local group
    for group in "$@"; do
        awk -v group="$group" '$1 == group { print $2 }' packages.txt
    done | sort -u
}

missing_of() { # GROUP…
    local wanted
    mapfile -t wanted < <(packages_of "$@")
    comm -23 <(printf '%s\n' "${wanted[@]}") \
        <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' -- "${wanted[@]}" 2>/dev/null |
            sed -n 's/^installed //p' | sort -u)
}

as_root() {
    if [[ $(id -u) -eq 0 ]]; then
        "$@"
    else
        sudo "$@"
    fi
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" >&2
}

need() { # GROUP…
    command -v dpkg-query > /dev/null || die "this is not Debian; install by hand what packages.txt lists"
    local missing package unknown=()
    mapfile -t missing < <(missing_of "$@")
    [[ ${#missing[@]} -gt 0 ]] || return 0
    say "installing ${missing[*]}"
    if [[ $(id -u) -ne 0 ]] && ! command -v sudo > /dev/null; then
        die "missing packages, and neither root nor sudo to install them: ${missing[*]}"
    fi
    apt update || say "apt-get update failed; going on with the lists that are here"
    if apt install -y --no-install-recommends "${missing[@]}"; then
        return 0
    fi
    mapfile -t missing < <(missing_of "$@")
    for package in "${missing[@]}"; do
        apt-cache show -- "$package" > /dev/null 2>&1 || unknown+=("$package")
    done
    if [[ ${#unknown[@]} -gt 0 && ${#unknown[@]} -lt ${#missing[@]} ]]; then
        die "apt knows no package called: ${unknown[*]}"
    fi
    die "could not install: ${missing[*]} (apt's reason is above)"
}

# Node.js and npm come from wherever they come; Debian's where there are none.
need_to_build() { # GROUP…
    need build "$@"
    if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
        need web
    fi
}

# ---- building ---------------------------------------------------------------------------------

folder_of() { # PRESET
    if [[ $1 == release ]]; then echo build; else echo "build-$1"; fi
}

cmake_lists() {
    find . \( -path './build*' -o -path ./.git -o -name node_modules \) -prune -o \
        \( -name CMakeLists.txt -o -name '*.cmake' \) -print | sort
}

# One build at a time in a folder: ninja does not guard itself. Output to standard error, so that
# standard output is the tests' or the daemon's.
compile() { # PRESET [TARGET…]
    local preset=$1 folder
    folder=$(folder_of "$preset")
    shift
    mkdir -p "$folder"
    (
        flock 9
        # A tree that was copied or moved brings a cache that points to the old place.
        if [[ -f $folder/CMakeCache.txt ]] &&
            ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
            find "$folder" -mindepth 1 -maxdepth 1 ! -name .lock -exec rm -rf {} +
        fi
        # ninja configures again when a list changes; one that is new it cannot know of.
        if [[ ! -f $folder/build.ninja || ! -f $folder/.lists ||
            $(< "$folder/.lists") != "$(cmake_lists)" ]]; then
            say "configuring $folder"
            cmake --preset "$preset" 9>&-
            cmake_lists > "$folder/.lists"
        fi
        cmake --build "$folder" --parallel "$jobs" ${1:+--target "$@"} 9>&-
    ) 9> "$folder/.lock" >&2
}

build() {
    need_to_build
    compile release
}

# ---- serving ----------------------------------------------------------------------------------

# What the index depends on: tables, schema, words, the programs that read them, the dictionary.
ingredients() {
    find build/bin/kyodo-indexer build/share data -type f -print0 | sort -z | xargs -0 sha256sum
    stat -Lc '%n %s %Y' /var/lib/mecab/dic/ipadic-utf8/sys.dic 2> /dev/null || true
}

index_data() { # HOME
    local home=$1 tables stamp
    shopt -s nullglob
    tables=(data/collaboration-*.{tsv,csv,jsonl})
    shopt -u nullglob
    [[ ${#tables[@]} -gt 0 ]] || die "no table in data/"
    mkdir -p "$home"
    stamp=$(ingredients)
    if [[ -e $home/index/current && -f $home/stamp && $(< "$home/stamp") == "$stamp" ]]; then
        return 0
    fi
    say "indexing ${tables[*]}"
    build/bin/kyodo-indexer build --schema data/collaboration.schema.json --index "$home/index" \
        "${tables[@]}" > "$home/report.txt"
    printf '%s\n' "$stamp" > "$home/stamp"
}

serve() {
    build
    local home=${KYODO_HOME:-build/home}
    index_data "$home"
    exec build/bin/kyodo-searchd --index "$home/index" "$@"
}

# ---- checking ---------------------------------------------------------------------------------

run_tests() {
    need browser
    build
    ctest --test-dir build --parallel "$jobs" --no-tests=error --output-on-failure "$@"
}

torture() {
    need browser
    build
    ctest --test-dir build -C torture --no-tests=error --output-on-failure -L torture "$@"
    [[ $# -eq 0 ]] || return 0
    KYODO_ANALYSER=deep lint
    KYODO_SANITIZER=deep sanitize
}

lint() {
    need_to_build lint
    compile release
    say "the same sources under clang"
    compile clang
    .ci/lint
}

# TSan's memory map does not stand high-entropy address randomisation; where the kernel lets us, it
# is switched off for the run.
without_aslr() {
    if setarch -R true 2> /dev/null; then
        setarch -R "$@"
    else
        "$@"
    fi
}

sanitize() {
    need_to_build
    # A browser asks the daemon nothing that the other tests do not. Frames that outlive their functions
    # cost a fifth of the time to look for, so torture does, and runs what is large.
    local outlived=0 left_out='browser|large'
    if [[ ${KYODO_SANITIZER:-} == deep ]]; then
        outlived=1
        left_out=browser
    fi
    say "AddressSanitizer, UndefinedBehaviourSanitizer: all tests but $left_out"
    compile asan
    ASAN_OPTIONS=detect_stack_use_after_return=$outlived:strict_string_checks=1:allocator_may_return_null=1 \
        UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 \
        ctest --test-dir build-asan --parallel "$jobs" --no-tests=error --output-on-failure -LE "$left_out"
    say "ThreadSanitizer: the threaded tests"
    compile tsan threaded-tests
    TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1 \
        without_aslr ctest --test-dir build-tsan --parallel "$jobs" --no-tests=error \
        --output-on-failure -L threads
}

fuzz() { # SECONDS
    local seconds=${1:-} fuzzer name corpus targets=()
    [[ $seconds =~ ^[1-9][0-9]*$ ]] || die "fuzz: how many seconds for each fuzzer?"
    need_to_build fuzz
    while read -r name; do
        targets+=("fuzz_$name")
    done < <(sed -n 's/^kyodo_fuzzer(\([a-z_]*\).*/\1/p' tests/fuzz/*.cmake)
    [[ ${#targets[@]} -gt 0 ]] || die "fuzz: there is no fuzzer"
    compile fuzz "${targets[@]}"
    for fuzzer in "${targets[@]}"; do
        corpus=build-fuzz/corpus/${fuzzer#fuzz_}
        mkdir -p "$corpus"
        say "$fuzzer"
        "build-fuzz/tests/$fuzzer" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=2048 \
            -print_final_stats=1 -artifact_prefix="build-fuzz/$fuzzer-" "$corpus" \
            "tests/fuzz/corpus/${fuzzer#fuzz_}"
    done
}

bench() { # [CORPUS QUERIES]
    [[ $# -eq 0 || $# -eq 2 ]] || die "bench: a corpus needs its queries: bench CORPUS QUERIES"
    need_to_build bench browser
    compile release
    bench/run "$@"
}

relevance() { # [COLLECTION]
    [[ $# -le 1 ]] || die "relevance: at most one collection"
    need_to_build
    compile release
    bench/relevance "$@"
}

clean() {
    rm -rf build build-*
}

verb=${1:-}
[[ $# -eq 0 ]] || shift
case $verb in
build) build ;;
serve) serve "$@" ;;
test) run_tests "$@" ;;
torture) torture "$@" ;;
lint) lint ;;
sanitize) sanitize ;;
fuzz) fuzz "$@" ;;
bench) bench "$@" ;;
relevance) relevance "$@" ;;
clean) clean ;;
'' | -h | --help | help) usage ;;
*)
    usage >&2
    printf '\n./do: no verb called %s\n' "$verb" >&2
    exit 2
    ;;
esac
