#pragma once

#include <span>
#include <string_view>

#include "support/arena.hpp"
#include "template/model.hpp"

namespace omnitrack::diff {

/// Makes changed copies of a template's values; what does not change is shared with the original,
/// which must live as long. The copies' places in a text mean nothing.
class Editor {
 public:
  /// The map with a member replaced, or added at its end. Any but a map counts as an empty one.
  tmpl::Node with(const tmpl::Node& map, std::string_view key, const tmpl::Node& value);

  /// A list of these items.
  tmpl::Node list(std::span<const tmpl::Node> items);

  /// A text.
  tmpl::Node text(std::string_view text);

 private:
  std::string_view keep(std::string_view text);

  support::Arena arena_;
};

}  // namespace omnitrack::diff
