#pragma once

#include <string_view>

namespace omnitrack::fuzz {

/// Ends the program, which a fuzzer takes for a crash, where a property does not hold. `detail`
/// tells what was seen instead.
void require(bool holds, std::string_view property, std::string_view detail = {});

/// That a text is UTF-8 and steers nothing: no controls but line ends, no characters that turn the
/// direction of writing. `property` names where it comes from.
void require_harmless(std::string_view text, std::string_view property);

}  // namespace omnitrack::fuzz
