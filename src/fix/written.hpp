#pragma once

#include <string>
#include <string_view>

#include "template/model.hpp"

namespace omnitrack::fix {

/// A word as it is written, with quotes or without.
struct Written {
  std::string_view name =
      {};  ///< between the quotes; empty where that says something else than it is
  char quote = '\0';
  bool is_json = false;

  /// Another word in its place, with the same quotes, or with some where it needs them.
  [[nodiscard]] std::string with(std::string_view other) const;
};

/// The word that takes a part of the text.
Written written_at(const tmpl::Template& in, std::uint32_t begin, std::uint32_t end);

}  // namespace omnitrack::fix
