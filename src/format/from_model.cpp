#include "format/from_model.hpp"

#include <algorithm>

#include "format/scalar_text.hpp"

namespace omnitrack::format {

namespace {

using tmpl::Kind;
using tmpl::Node;

// JSON's `1e5` has neither point nor sign, without which YAML 1.1 takes it for a text.
std::string yaml_number(std::string_view text) {
  std::string number(text);
  const std::size_t exponent = number.find_first_of("eE");
  if (exponent == std::string::npos) return number;
  const char sign = exponent + 1 < number.size() ? number[exponent + 1] : '\0';
  if (sign != '+' && sign != '-') number.insert(exponent + 1, 1, '+');
  if (number.find('.') == std::string::npos) number.insert(exponent, ".0");
  return number;
}

Value scalar_of(const Node& node) {
  Value value;
  value.text = node.text();
  switch (node.kind) {
    case Kind::null:
      value.text = "null";
      break;
    case Kind::number:
      value.text = yaml_number(node.text());
      break;
    case Kind::string: {
      const bool has_lines = node.text().find('\n') != std::string_view::npos;
      value.style =
          has_lines && can_be_literal(node.text()) ? Style::literal : Style::double_quoted;
      break;
    }
    default:
      break;
  }
  return value;
}

// What a call is given is read at a glance where it is words and other calls.
bool is_small(const Node& node) {
  if (node.is_scalar()) return node.text().find('\n') == std::string_view::npos;
  if (node.is(Kind::list)) return std::ranges::all_of(node.items(), is_small);
  return node.is_call() && is_small(node.argument());
}

Value value_of(const Node& node, bool is_argument) {
  if (node.is_scalar()) return scalar_of(node);
  Value value;
  value.shape = node.is(Kind::list) ? Shape::list : Shape::map;
  value.is_flow = node.count == 0 || (is_argument && is_small(node));
  for (const Node& item : node.items()) {
    value.entries.emplace_back().value = value_of(item, value.is_flow);
  }
  for (const tmpl::Member& member : node.members()) {
    Entry& entry = value.entries.emplace_back();
    entry.key.text = member.key();
    entry.key.style = Style::double_quoted;
    entry.value = value_of(member.value, value.is_flow || node.is_call());
  }
  return value;
}

}  // namespace

File from_model(const Node& root) {
  File file;
  file.root = value_of(root, false);
  return file;
}

}  // namespace omnitrack::format
