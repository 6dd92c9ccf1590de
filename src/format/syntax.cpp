#include "format/syntax.hpp"

#include "template/short_forms.hpp"

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

bool has_other_tag(const Value& value) {
  const std::string& tag = value.tag;
  const bool is_of_yaml =
      tag.empty() || tag == "!" || tag.starts_with("!!") || tag.starts_with("!<tag:yaml.org,2002:");
  return !is_of_yaml && tmpl::function_of_tag(tag) == tmpl::Function::none;
}

std::size_t count_comments(const File& file) {
  return file.before_start.size() + (file.start_comment.empty() ? 0 : 1) + comments_of(file.root) +
         file.after.size();
}

}  // namespace omnitrack::format
