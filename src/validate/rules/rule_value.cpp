#include "validate/rules/rule_value.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "meaning/known.hpp"
#include "meaning/mappings.hpp"
#include "meaning/references.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using Kind = RuleValue::Kind;

namespace {

constexpr double largest_whole_number = 1e15;

bool are_of_two_resources(const tmpl::Index& index, const tmpl::Node& left,
                          const tmpl::Node& right) {
  const meaning::Name one = meaning::sole_name(left);
  const meaning::Name other = meaning::sole_name(right);
  const tmpl::ResourceEntry* first = index.find_resource(one.text);
  const tmpl::ResourceEntry* second = index.find_resource(other.text);
  return first != nullptr && second != nullptr && first != second &&
         one.attribute == other.attribute && first->type_name == second->type_name;
}

// Whether a text that is known in part may become another one.
bool may_be_equal(const RuleValue& value, const RuleValue& known) {
  if (!value.is(Kind::unknown) || !known.is(Kind::text)) return true;
  const auto text = known_pieces(value);
  return !text || text->may_be(known.text);
}

std::string written(double number) {
  if (number == std::floor(number) && std::abs(number) < largest_whole_number) {
    return std::to_string(static_cast<long long>(number));
  }
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number);
  return {text.data(), end.ptr};
}

}  // namespace

RuleValue missing_value() { return {.kind = Kind::missing}; }
RuleValue unknown_value() { return {}; }
RuleValue text_value(std::string_view text) { return {.kind = Kind::text, .text = text}; }
RuleValue number_value(double number) { return {.kind = Kind::number, .number = number}; }
RuleValue truth_value(Truth truth) {
  if (truth == Truth::unknown) return unknown_value();
  return text_value(truth == Truth::yes ? "true" : "false");
}

RuleValue value_at(const tmpl::Index& index, const tmpl::Node& node) {
  const tmpl::Node* found = node.is_call() ? meaning::looked_up(index, node) : nullptr;
  const tmpl::Node& value = found == nullptr ? node : *found;
  if (const auto text = meaning::known_text(&value);
      text && (value.is_literal || !has_gap(*text))) {
    return {.kind = Kind::text, .text = *text, .node = &value};
  }
  const bool is_structure = !value.is_call() && !value.is_scalar();
  return {.kind = is_structure ? Kind::structure : Kind::unknown, .node = &value};
}

std::optional<GappedText> known_pieces(const RuleValue& value) {
  if (value.is(Kind::text)) return GappedText(value.text);
  if (!value.is(Kind::unknown) || value.node == nullptr) return std::nullopt;
  return GappedText::of(*value.node);
}

RuleValue as_number(const RuleValue& value) {
  if (!value.is(Kind::text)) return value.is(Kind::structure) ? unknown_value() : value;
  const auto number = number_in(value.text);
  return number ? number_value(*number) : unknown_value();
}

std::string shown(const RuleValue& value) {
  switch (value.kind) {
    case Kind::text:
      return std::string(value.text);
    case Kind::number:
      return written(value.number);
    case Kind::missing:
      return "nothing";
    default: {
      const auto text = known_pieces(value);
      return text ? text->shown() : "a value that is known later";
    }
  }
}

Truth are_equal(const tmpl::Index& index, const RuleValue& left, const RuleValue& right) {
  if (left.is(Kind::missing) || right.is(Kind::missing)) return Truth::no;
  if (!is_plain(left) || !is_plain(right)) {
    if (!may_be_equal(left, right) || !may_be_equal(right, left)) return Truth::no;
    if (left.node == nullptr || right.node == nullptr) return Truth::unknown;
    if (meaning::surely_same(*left.node, *right.node)) return Truth::yes;
    return are_of_two_resources(index, *left.node, *right.node) ? Truth::no : Truth::unknown;
  }
  if (left.is(Kind::text) && right.is(Kind::text) && left.text == right.text) return Truth::yes;
  if (const RuleValue one = as_number(left); one.is(Kind::number)) {
    const RuleValue other = as_number(right);
    if (other.is(Kind::number)) return truth_of(one.number == other.number);
  }
  if (left.is(Kind::number) || right.is(Kind::number)) return Truth::no;
  const auto truth = boolean_in(left.text);
  return truth_of(truth && truth == boolean_in(right.text));
}

std::optional<std::string> sure_text(const RuleValue& value) {
  if (value.is(Kind::missing)) return std::nullopt;
  if (const RuleValue number = as_number(value); number.is(Kind::number)) {
    return written(number.number);
  }
  if (value.is(Kind::text)) {
    const auto truth = boolean_in(value.text);
    return std::string(!truth ? value.text : *truth ? "true" : "false");
  }
  if (value.node == nullptr || !meaning::surely_same(*value.node, *value.node)) return std::nullopt;
  // What a function gives is told apart from a text that is written like it.
  return '\0' + meaning::written_text(*value.node);
}

Truth is_true(const RuleValue& value) {
  if (value.is(Kind::missing)) return Truth::no;
  if (!value.is(Kind::text)) return Truth::unknown;
  const auto truth = boolean_in(value.text);
  return truth ? truth_of(*truth) : Truth::unknown;
}

}  // namespace omnitrack::validate
