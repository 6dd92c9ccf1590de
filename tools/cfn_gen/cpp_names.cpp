// The table that cpp_names.py wrote; src/import reads it. Read-only and without relocation: the
// system loads its pages when they are touched.
asm(R"(
    .section .rodata.omnitrack_cpp_names, "a", @progbits
    .balign 4096
    .globl omnitrack_cpp_names
omnitrack_cpp_names:
    .incbin "cpp_names.bin"
    .globl omnitrack_cpp_names_end
omnitrack_cpp_names_end:
)");
