#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace omnitrack::fix {

/// A part of a text that is replaced.
struct Edit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text;
};

/// An edit and what it is for.
struct Fix {
  Edit edit;
  std::string what;  ///< e.g. `'QueuName' becomes 'QueueName'`
};

/// The text with edits that do not overlap, in their order.
std::string applied(std::string_view text, const std::vector<Edit>& edits);

}  // namespace omnitrack::fix
