#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "template/document.hpp"

namespace omnitrack::fuzz {

struct Child;

/// A value of JSON that can be changed: what a mutation works on.
struct Tree {
  tmpl::Kind kind = tmpl::Kind::null;
  std::string text;  ///< of a scalar; of a number as it is written
  std::vector<Child> children;
};

/// A member of a map, or an item of a list, which has no key.
struct Child {
  Child(std::string_view name, Tree tree) : key(name), value(std::move(tree)) {}

  std::string key;
  Tree value;
};

/// A string.
Tree text_tree(std::string_view text);
/// All of a document that could be read, with the long forms of functions.
Tree tree_of(const tmpl::Document& document);
/// Turns around the order of the members of all maps.
void reverse_members(Tree& tree);
/// The tree as JSON on one line.
std::string json_of(const Tree& tree);

}  // namespace omnitrack::fuzz
