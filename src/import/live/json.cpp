#include "import/live/json.hpp"

#include <algorithm>

#include "template/parse.hpp"

namespace omnitrack::importing {

using tmpl::Kind;

Json Json::of_text(std::string_view text) {
  return {.kind = Kind::string, .text = std::string(text)};
}

Json Json::of_node(const tmpl::Node& node) {
  Json value{.kind = node.kind, .text = std::string(node.text())};
  for (const tmpl::Node& each : node.items()) value.items.push_back(of_node(each));
  for (const tmpl::Member& each : node.members()) {
    value.members.push_back({std::string(each.key()), of_node(each.value)});
  }
  return value;
}

bool Json::is_empty() const {
  return kind == Kind::null || (kind == Kind::string && text.empty()) ||
         (kind == Kind::list && items.empty()) || (kind == Kind::map && members.empty());
}

const Json* Json::find(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &JsonMember::key);
  return found == members.end() ? nullptr : &found->value;
}

Json* Json::find(std::string_view key) {
  return const_cast<Json*>(static_cast<const Json*>(this)->find(key));
}

Json& Json::at(std::string_view key) {
  if (!is(Kind::map)) *this = of_map();
  if (Json* found = find(key)) return *found;
  members.push_back({std::string(key), {}});
  return members.back().value;
}

void Json::erase(std::string_view key) {
  std::erase_if(members, [key](const JsonMember& each) { return each.key == key; });
}

void write_json(const Json& value, support::JsonWriter& json) {
  if (value.is_text()) {
    json.any_string(value.text);
  } else if (value.is_scalar()) {
    json.word(value.is(Kind::null) ? std::string_view("null") : std::string_view(value.text));
  } else if (value.is(Kind::list)) {
    json.begin_list();
    for (const Json& each : value.items) {
      json.begin_item();
      write_json(each, json);
    }
    json.end_list();
  } else {
    json.begin_object();
    for (const JsonMember& each : value.members) {
      json.any_key(each.key);
      write_json(each.value, json);
    }
    json.end_object();
  }
}

Json json_in(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || (text[first] != '{' && text[first] != '[')) return {};
  tmpl::Template source("json", std::string(text));
  if (!tmpl::parse_json(source).empty()) return {};
  return Json::of_node(source.root());
}

}  // namespace omnitrack::importing
