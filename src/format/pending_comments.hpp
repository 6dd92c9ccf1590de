#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "format/comment_scan.hpp"

namespace omnitrack::format {

/// Comments that were found and of which it is not known yet what they belong to, in the order of
/// the text.
class PendingComments {
 public:
  /// Finds those of a part of the text that holds no value.
  void find(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    find_comments(text, begin, end, all_);
  }

  /// Adds one that cannot stay where it stands, as if it were on a line of its own.
  void add(std::string text);

  void take_all(std::vector<Comment>& to);

  /// Takes those that stand at a column or right of it, up to the first that does not.
  void take_from_column(std::uint32_t column, std::vector<Comment>& to);

  /// Takes those of a list whose dashes stand at the column of the keys around it, so that only a
  /// `# - item` says that a comment belongs to the list.
  void take_hidden_items(std::uint32_t column, std::vector<Comment>& to);

  /// Takes what ends the line of a key, a dash or a tag before its value.
  void take_head(Value& value);

 private:
  void take_first(std::size_t count, std::vector<Comment>& to);

  std::vector<FoundComment> all_;
};

}  // namespace omnitrack::format
