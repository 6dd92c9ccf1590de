#include <new>

#include "memory/small_blocks.hpp"

// The other forms of new and delete call these, but those for what is aligned specially.

void* operator new(std::size_t size) { return omnitrack::memory::take_block(size); }

void operator delete(void* block) noexcept { omnitrack::memory::give_block(block); }

void operator delete(void* block, std::size_t) noexcept { omnitrack::memory::give_block(block); }
