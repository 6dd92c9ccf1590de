// The block that pack.py wrote; src/cli/code_pages.cpp declares it. Without relocation: the system
// loads the bytes when they are asked for.
asm(R"(
    .section .rodata.omnitrack_code_pages, "a", @progbits
    .balign 8
    .globl omnitrack_code_pages
omnitrack_code_pages:
    .incbin "code_pages.bin"
    .globl omnitrack_code_pages_end
omnitrack_code_pages_end:
)");
