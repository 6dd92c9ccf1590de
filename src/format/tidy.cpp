#include "format/tidy.hpp"

#include <iterator>
#include <utility>

#include "format/short_functions.hpp"

namespace omnitrack::format {

namespace {

void move_to(std::vector<Comment>& to, std::vector<Comment>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  from.clear();
}

// Empty brackets hold no line for a comment.
void empty_of_comments(Value& value, std::vector<Comment>& to) {
  if (!value.is_collection() || !value.entries.empty()) return;
  move_to(to, value.trailing);
  if (value.line_comment.empty()) std::swap(value.line_comment, value.head_comment);
  if (!value.head_comment.empty()) to.push_back({.text = std::move(value.head_comment)});
  value.head_comment.clear();
}

// An item begins on the line of its dash, so that a comment goes above that.
void lift_from_first(Entry& item) {
  Value& value = item.value;
  if (!value.is_collection() || value.entries.empty()) return;
  if (value.has_properties() || !value.head_comment.empty() || !value.line_comment.empty()) return;
  move_to(item.before, value.entries.front().before);
}

// Only the tool that a tag is of knows what stands under it.
void shorten_below(Value& value) {
  if (has_other_tag(value)) return;
  for (Entry& entry : value.entries) {
    shorten_below(entry.value);
    shorten(entry.value);
  }
}

}  // namespace

void tidy(File& file) {
  for_each_value(file.root, [](Value& value) {
    for (Entry& entry : value.entries) {
      empty_of_comments(entry.value, entry.before);
      if (value.shape == Shape::list) lift_from_first(entry);
    }
  });
  shorten_below(file.root);
  Value& root = file.root;
  empty_of_comments(root, file.after);
  if (!root.entries.empty() && !root.line_comment.empty()) {
    root.trailing.insert(root.trailing.begin(), {.text = std::exchange(root.line_comment, {})});
  }
}

}  // namespace omnitrack::format
