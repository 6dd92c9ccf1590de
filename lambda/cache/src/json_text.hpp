#pragma once

#include <string>
#include <string_view>

namespace omnitrack::cache {

/// A text of UTF-8 in JSON, with its quotes.
std::string json_text(std::string_view text);

}  // namespace omnitrack::cache
