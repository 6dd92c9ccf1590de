// Lets libFuzzer drive the one target that is linked into this program.

#include "engine/libfuzzer.hpp"

#include "engine/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  omnitrack::fuzz::all_targets().front()->run(input);
  return 0;
}
