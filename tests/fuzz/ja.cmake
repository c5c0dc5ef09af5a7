kyodo_fuzzer(ja SOURCES fuzz_ja.c LIBS kyodo-ja
  DEFINITIONS KYODO_MECAB_DICDIR="${KYODO_MECAB_DICDIR}"
              KYODO_DATADIR="${CMAKE_BINARY_DIR}/share/kyodo")
add_dependencies(fuzz_ja kyodo-dict)
