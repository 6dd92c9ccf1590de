#include "synth/json_node.hpp"

#include <charconv>
#include <string>
#include <vector>

#include "template/parse.hpp"

namespace omnitrack::synth {

namespace {

Node number_of(std::string_view text) {
  const char* const end = text.data() + text.size();
  std::int64_t whole = 0;
  const auto [rest, error] = std::from_chars(text.data(), end, whole);
  if (rest == end && error == std::errc()) return detail::make_integer(whole);
  double number = 0;
  std::from_chars(text.data(), end, number);
  return detail::make_number(number);
}

Node node_of(const tmpl::Node& value) {
  switch (value.kind) {
    case tmpl::Kind::null:
      return Node(NodeKind::null);
    case tmpl::Kind::boolean:
      return detail::make_bool(value.text() == "true");
    case tmpl::Kind::number:
      return number_of(value.text());
    case tmpl::Kind::string:
      return detail::make_string(value.text());
    case tmpl::Kind::list: {
      std::vector<Node> items;
      for (const tmpl::Node& each : value.items()) items.push_back(node_of(each));
      return detail::make_list(items.data(), items.size());
    }
    case tmpl::Kind::map:
      break;
  }
  std::vector<Field> fields;
  for (const tmpl::Member& each : value.members()) {
    fields.push_back({detail::copy_text(each.key()), node_of(each.value)});
  }
  return detail::make_object(fields.data(), fields.size());
}

}  // namespace

std::optional<Node> node_of_json(std::string_view text) {
  tmpl::Template source("", std::string(text));
  if (!tmpl::parse_json(source).empty()) return std::nullopt;
  return node_of(source.root());
}

}  // namespace omnitrack::synth
