kyodo_fuzzer(table SOURCES fuzz_table.c LIBS kyodo-table
  DEFINITIONS KYODO_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
# xapian-c comes along as a sanitized C++ library, which wants the C++ half of clang's runtime.
set_target_properties(fuzz_table PROPERTIES LINKER_LANGUAGE CXX)
