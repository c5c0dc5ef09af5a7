# kyodo_embed_text(TARGET NAME FILE...)
#
# Adds to TARGET an array of the files' bytes, declared as
#   extern const struct { const char *name; const char *bytes; const char *end; } NAME[];
# ended by an entry without a name; a file's name is its last part. Assembled, not compiled: .incbin takes bytes as they are.
function(kyodo_embed_text target name)
  set(made ${CMAKE_CURRENT_BINARY_DIR}/${name})
  set(assembly "  .section .rodata\n")
  set(declarations "#include <stddef.h>\n")
  set(entries "")
  set(i 0)
  foreach(file ${ARGN})
    get_filename_component(path ${file} ABSOLUTE)
    get_filename_component(base ${file} NAME)
    string(APPEND assembly "  .globl ${name}_${i}\n  .globl ${name}_${i}_end\n"
      "${name}_${i}:\n  .incbin \"${path}\"\n${name}_${i}_end:\n  .byte 0\n")
    string(APPEND declarations "extern const char ${name}_${i}[];\n"
      "extern const char ${name}_${i}_end[];\n")
    string(APPEND entries "    {\"${base}\", ${name}_${i}, ${name}_${i}_end},\n")
    math(EXPR i "${i} + 1")
  endforeach()
  string(APPEND assembly "  .section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT ${made}.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${made}.c CONTENT "${declarations}
struct file {
    const char *name;
    const char *bytes;
    const char *end;
};
extern const struct file ${name}[];
const struct file ${name}[] = {
${entries}    {0},
};
" @ONLY)
  set_source_files_properties(${made}.S PROPERTIES OBJECT_DEPENDS "${ARGN}")
  target_sources(${target} PRIVATE ${made}.S ${made}.c)
endfunction()
