#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "format/syntax.hpp"

namespace omnitrack::format {

/// A comment where it was found.
struct FoundComment {
  Comment comment;
  std::uint32_t column = 0;  ///< from 0
  bool is_on_own_line = false;
};

/// Appends the comments of a part of a YAML text that holds no value.
void find_comments(std::string_view text, std::uint32_t begin, std::uint32_t end,
                   std::vector<FoundComment>& found);

/// The offset after a comment that begins at an offset, its line end left out.
std::uint32_t end_of_comment(std::string_view text, std::uint32_t begin);

/// Whether the line above that of an offset is empty.
bool is_after_blank_line(std::string_view text, std::uint32_t offset);

/// The first offset of the line that an offset is on.
std::uint32_t line_begin(std::string_view text, std::uint32_t offset);

/// Whether nothing but blanks stands before an offset on its line.
bool begins_line(std::string_view text, std::uint32_t offset);

}  // namespace omnitrack::format
