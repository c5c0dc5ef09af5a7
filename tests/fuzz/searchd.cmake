kyodo_fuzzer(request SOURCES fuzz_request.c LIBS kyodo-searchd-parts
  DEFINITIONS KYODO_DATADIR="${CMAKE_BINARY_DIR}/share/kyodo"
              KYODO_SCHEMA="${CMAKE_SOURCE_DIR}/data/collaboration.schema.json")
add_dependencies(fuzz_request kyodo-dict)
# xapian-c comes along as a sanitized C++ library, which wants the C++ half of clang's runtime.
set_target_properties(fuzz_request PROPERTIES LINKER_LANGUAGE CXX)
