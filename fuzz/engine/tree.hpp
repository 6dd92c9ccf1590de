#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "template/document.hpp"

namespace omnitrack::fuzz {

/// A value of JSON that can be changed: what a mutation works on.
struct Tree {
  tmpl::Kind kind = tmpl::Kind::null;
  std::string text;  ///< of a scalar; of a number as it is written
  std::vector<std::pair<std::string, Tree>> children;  ///< the items of a list have no names
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
