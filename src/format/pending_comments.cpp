#include "format/pending_comments.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace omnitrack::format {

namespace {

// `# - item`, and no line of dashes.
bool is_hidden_item(std::string_view comment) {
  const std::size_t word = comment.find_first_not_of("# ");
  if (word == std::string_view::npos || comment[word] != '-') return false;
  return comment.substr(word, 2) != "--";
}

// The next line of one, such as `#   Value: b`.
bool continues_item(const Comment& comment) {
  return !comment.is_after_blank_line && comment.text.starts_with("#  ");
}

}  // namespace

void PendingComments::add(std::string text) {
  all_.push_back({.comment = {.text = std::move(text)}, .is_on_own_line = true});
}

void PendingComments::take_all(std::vector<Comment>& to) { take_first(all_.size(), to); }

void PendingComments::take_from_column(std::uint32_t column, std::vector<Comment>& to) {
  const auto end =
      std::ranges::find_if(all_, [&](const FoundComment& each) { return each.column < column; });
  take_first(static_cast<std::size_t>(end - all_.begin()), to);
}

void PendingComments::take_hidden_items(std::uint32_t column, std::vector<Comment>& to) {
  take_from_column(column + 1, to);
  std::size_t count = 0;
  for (std::size_t i = 0; i < all_.size() && all_[i].column >= column; ++i) {
    const Comment& comment = all_[i].comment;
    const bool is_next_line = count > 0 && count == i && continues_item(comment);
    if (is_next_line || is_hidden_item(comment.text)) count = i + 1;
  }
  take_first(count, to);
}

void PendingComments::take_head(Value& value) {
  if (all_.empty() || all_.front().is_on_own_line || !value.head_comment.empty()) return;
  value.head_comment = std::move(all_.front().comment.text);
  all_.erase(all_.begin());
}

void PendingComments::take_first(std::size_t count, std::vector<Comment>& to) {
  const auto end = all_.begin() + static_cast<std::ptrdiff_t>(count);
  std::transform(all_.begin(), end, std::back_inserter(to),
                 [](FoundComment& each) { return std::move(each.comment); });
  all_.erase(all_.begin(), end);
}

}  // namespace omnitrack::format
