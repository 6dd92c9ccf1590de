// The blocks that pack.py wrote; records.hpp declares them. Read-only and without relocation: the
// system loads the pages that are touched.
asm(R"(
    .section .rodata.omnitrack_specification, "a", @progbits
    .balign 4096
    .globl omnitrack_specification
omnitrack_specification:
    .incbin "specification.bin"
    .section .rodata.omnitrack_documentation, "a", @progbits
    .balign 4096
    .globl omnitrack_documentation
omnitrack_documentation:
    .incbin "documentation.bin"
)");
