#include "engine/tree.hpp"

#include <algorithm>

#include "template/write_json.hpp"

namespace omnitrack::fuzz {

namespace {

using support::JsonWriter;
using tmpl::Kind;

// Of a document of JSON, in which each number is one of JSON's.
Tree tree_of_node(const tmpl::Node& node) {
  Tree tree{node.kind, std::string(node.text()), {}};
  for (const tmpl::Node& each : node.items()) {
    tree.children.emplace_back(std::string(), tree_of_node(each));
  }
  for (const tmpl::Member& each : node.members()) {
    tree.children.emplace_back(each.key(), tree_of_node(each.value));
  }
  return tree;
}

void write(const Tree& tree, JsonWriter& json) {
  switch (tree.kind) {
    case Kind::null:
      return json.word("null");
    case Kind::boolean:
    case Kind::number:
      return json.word(tree.text);
    case Kind::string:
      return json.any_string(tree.text);
    case Kind::list:
      json.begin_list();
      for (const auto& [unused, item] : tree.children) {
        json.begin_item();
        write(item, json);
      }
      return json.end_list();
    case Kind::map:
      json.begin_object();
      for (const auto& [key, value] : tree.children) {
        json.any_key(key);
        write(value, json);
      }
      return json.end_object();
  }
}

}  // namespace

Tree text_tree(std::string_view text) { return {Kind::string, std::string(text), {}}; }

Tree tree_of(const tmpl::Document& document) {
  const tmpl::Document json("json", tmpl::json_of(document.root()));
  return tree_of_node(json.root());
}

void reverse_members(Tree& tree) {
  if (tree.kind == Kind::map) std::ranges::reverse(tree.children);
  for (auto& [unused, child] : tree.children) reverse_members(child);
}

std::string json_of(const Tree& tree) {
  support::Buffer out;
  JsonWriter json(out, support::JsonLayout::compact);
  write(tree, json);
  return std::string(out.view());
}

}  // namespace omnitrack::fuzz
