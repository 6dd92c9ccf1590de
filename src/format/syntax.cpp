#include "format/syntax.hpp"

namespace omnitrack::format {

namespace {

std::size_t comments_of(const Value& value) {
  std::size_t count = value.trailing.size();
  count += value.head_comment.empty() ? 0 : 1;
  count += value.line_comment.empty() ? 0 : 1;
  for (const Entry& entry : value.entries) {
    count += entry.before.size() + comments_of(entry.key) + comments_of(entry.value);
  }
  return count;
}

}  // namespace

std::size_t count_comments(const File& file) {
  return file.before_start.size() + (file.start_comment.empty() ? 0 : 1) + comments_of(file.root) +
         file.after.size();
}

}  // namespace omnitrack::format
