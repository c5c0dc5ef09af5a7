# One interface target carries the flags that every source of the tree is compiled with.
add_library(kyodo-warnings INTERFACE)
target_compile_options(kyodo-warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wformat=2 -Wvla -Wundef -Werror
  $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition>)
# The sources use what glibc offers: memmem, accept4, nftw.
target_compile_definitions(kyodo-warnings INTERFACE _GNU_SOURCE)
