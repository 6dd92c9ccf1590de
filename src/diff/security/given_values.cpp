#include "diff/security/given_values.hpp"

#include "support/trimmed.hpp"

namespace omnitrack::diff {

using tmpl::Kind;
using tmpl::Node;

namespace {

Node text_of(std::string_view text) {
  Node node;
  node.kind = Kind::string;
  node.is_literal = true;
  node.count = static_cast<std::uint32_t>(text.size());
  node.characters = text.data();
  return node;
}

std::vector<Node> items_of(std::string_view text) {
  std::vector<Node> items;
  while (true) {
    const std::size_t comma = text.find(',');
    items.push_back(text_of(support::trimmed(text.substr(0, comma), " ")));
    if (comma == std::string_view::npos) return items;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

GivenValues::GivenValues(const tmpl::Index& index,
                         const std::map<std::string, std::string, std::less<>>& texts) {
  for (const auto& [name, text] : texts) {
    const tmpl::ParameterEntry* parameter = index.find_parameter(name);
    if (parameter == nullptr) continue;
    Node value = text_of(text);
    if (parameter->is_list()) {
      const std::vector<Node>& items = items_.emplace_back(items_of(text));
      value.kind = Kind::list;
      value.count = static_cast<std::uint32_t>(items.size());
      value.first_item = items.data();
    }
    values_.emplace(name, value);
  }
}

const Node* GivenValues::find(std::string_view parameter) const {
  const auto found = values_.find(parameter);
  return found == values_.end() ? nullptr : &found->second;
}

}  // namespace omnitrack::diff
