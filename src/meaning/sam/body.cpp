#include "meaning/sam/body.hpp"

#include <vector>

#include "meaning/known.hpp"
#include "meaning/sam/values.hpp"

namespace omnitrack::meaning::sam {

using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

std::string_view Body::text(std::string_view pattern) const {
  if (pattern.find('{') == std::string_view::npos) return pattern;
  std::string filled;
  while (!pattern.empty()) {
    const std::size_t begin = pattern.find('{');
    const std::size_t end = pattern.find('}', begin);
    // A name of Fn::Sub stays.
    const bool is_of_sub =
        begin != 0 && begin != std::string_view::npos && pattern[begin - 1] == '$';
    if (end == std::string_view::npos) {
      filled += pattern;
      break;
    }
    if (is_of_sub) {
      filled += pattern.substr(0, end + 1);
    } else {
      filled += pattern.substr(0, begin);
      filled += scene_.text(pattern.substr(begin + 1, end - begin - 1));
    }
    pattern.remove_prefix(end + 1);
  }
  return builder_.keep(filled);
}

std::optional<Node> Body::filled_text(const Node& pattern, const Node* item) const {
  const std::string_view written = pattern.text();
  if (written == "=") {
    if (item == nullptr) return std::nullopt;
    return *item;
  }
  if (written.starts_with('=')) {
    const Node* value = value_at(properties_, written.substr(1));
    if (value == nullptr || value->is(Kind::null) || is_no_value(*value)) return std::nullopt;
    return *value;
  }
  if (written.starts_with('@')) return scene_.value(written.substr(1));
  return tmpl::Builder::scalar(Kind::string, text(written), place_.key_begin, place_.key_begin);
}

// Where the key of a member stands: that of the property which it takes.
std::uint32_t Body::key_place(const Node& pattern) const {
  const std::string_view written = pattern.text();
  if (!written.starts_with('=')) return place_.key_begin;
  const Member* member = member_at(properties_, written.substr(1));
  return member == nullptr ? place_.key_begin : member->key_begin;
}

std::optional<Node> Body::filled_in(const Node& pattern, const Node* item) const {
  switch (pattern.kind) {
    case Kind::string:
      return filled_text(pattern, item);
    case Kind::list: {
      std::vector<Node> items;
      for (const Node& each : pattern.items()) {
        if (const auto value = filled_in(each, item)) items.push_back(*value);
      }
      if (items.empty() && pattern.count != 0) return std::nullopt;
      return builder_.list(items, place_.key_begin, place_.key_begin);
    }
    case Kind::map: {
      std::vector<Member> members;
      for (const Member& each : pattern.members()) {
        if (const auto value = filled_in(each.value, item)) {
          members.push_back(tmpl::Builder::member(each.key(), key_place(each.value), *value));
        }
      }
      if (members.empty() && pattern.count != 0) return std::nullopt;
      return builder_.map(members, place_.key_begin, place_.key_begin);
    }
    default: {
      Node copy = pattern;
      copy.begin = copy.end = place_.key_begin;
      return copy;
    }
  }
}

std::optional<Node> Body::filled(const Node& pattern) const { return filled_in(pattern, nullptr); }

std::optional<Node> Body::filled(const Node& pattern, const Node& item) const {
  return filled_in(pattern, &item);
}

}  // namespace omnitrack::meaning::sam
