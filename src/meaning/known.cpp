#include "meaning/known.hpp"

#include <algorithm>
#include <charconv>

namespace omnitrack::meaning {

using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

/// Whether what a call gives is the same wherever it is written alike in one template.
bool is_repeatable(Function function) {
  return function != Function::transform && function != Function::unknown &&
         function != Function::for_each;
}

void append_canonical(std::string& text, const Node& value) {
  switch (value.kind) {
    case Kind::list:
      text += '[';
      for (const Node& item : value.items()) {
        append_canonical(text, item);
        text += ',';
      }
      text += ']';
      return;
    case Kind::map: {
      text += '{';
      for (const Member& member : value.members()) {
        text.append(member.key()).append(1, ':');
        append_canonical(text, member.value);
        text += ',';
      }
      text += '}';
      return;
    }
    default:
      // The length keeps texts apart that hold commas and brackets.
      text.append(std::to_string(value.count)).append(1, '"').append(value.text());
  }
}

}  // namespace

const Node* allowed_values(const tmpl::Index& index, const Node& value) {
  if (!value.calls(Function::ref)) return nullptr;
  const tmpl::ParameterEntry* parameter = index.find_parameter(value.argument().text());
  return parameter == nullptr ? nullptr : parameter->member->value.find("AllowedValues");
}

std::optional<std::string_view> known_text(const Node* value) {
  if (value == nullptr) return std::nullopt;
  if (value->calls(Function::sub)) {
    const Node& text = value->argument();
    if (!text.is(Kind::string) || text.text().find("${") != std::string_view::npos) {
      return std::nullopt;
    }
    value = &text;
  }
  if (!value->is_scalar() || value->is(Kind::null)) return std::nullopt;
  if (is_dynamic(*value)) return std::nullopt;
  return value->text();
}

std::optional<std::int64_t> known_integer(const Node* value) {
  const auto text = known_text(value);
  if (!text) return std::nullopt;
  std::int64_t number = 0;
  const char* end = text->data() + text->size();
  const auto result = std::from_chars(text->data(), end, number);
  if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return number;
}

std::optional<bool> known_boolean(const Node* value) {
  const auto text = known_text(value);
  if (!text) return std::nullopt;
  if (*text == "true" || *text == "True" || *text == "TRUE") return true;
  if (*text == "false" || *text == "False" || *text == "FALSE") return false;
  return std::nullopt;
}

bool may_be_rewritten(const Node& map) {
  if (!map.has_function_key) return false;
  const Node* transform = map.find(name_of(Function::transform));
  return transform != nullptr && tmpl::calls_own_macro(*transform);
}

bool may_be_rewritten(const tmpl::ResourceEntry& resource) {
  return may_be_rewritten(resource.member->value) ||
         (resource.properties != nullptr && may_be_rewritten(*resource.properties));
}

const Node* unchanged_properties(const tmpl::ResourceEntry& resource) {
  const Node* properties = resource.properties;
  const bool is_map = properties != nullptr && properties->is(Kind::map);
  return is_map && !may_be_rewritten(resource) ? properties : nullptr;
}

const Node* all_properties(const tmpl::ResourceEntry& resource) {
  const Node* properties = resource.properties;
  if (properties == nullptr || !properties->is(Kind::map) || may_have_more(*properties)) {
    return nullptr;
  }
  return properties;
}

const Node* find_value(const Node* map, std::string_view key) {
  const Node* value = map == nullptr ? nullptr : map->find(key);
  return value == nullptr || is_no_value(*value) ? nullptr : value;
}

bool surely_same(const Node& left, const Node& right) {
  if (left.is_scalar() && right.is_scalar()) return left.text() == right.text();
  if (left.kind != right.kind || left.count != right.count) return false;
  if (left.is(Kind::list)) {
    return std::equal(left.items().begin(), left.items().end(), right.items().begin(), surely_same);
  }
  if (left.function != right.function || !is_repeatable(left.function)) return false;
  return std::all_of(left.members().begin(), left.members().end(), [&right](const Member& each) {
    const Node* other = right.find(each.key());
    return other != nullptr && surely_same(each.value, *other);
  });
}

std::string written_text(const Node& value) {
  std::string text;
  append_canonical(text, value);
  return text;
}

}  // namespace omnitrack::meaning
