#pragma once

#include <map>
#include <string>
#include <vector>

#include "omnitrack/synth.hpp"

namespace omnitrack::cli {

/// A construct of an app, with those in it in the order of the tree. Its elements are those of the
/// templates that bear its path.
struct TreeNode {
  std::string id;
  std::string path;
  std::vector<const ElementOrigin*> elements = {};
  std::vector<TreeNode> children = {};
  /// The places of the children, by their ids.
  std::map<std::string, std::size_t> places = {};

  /// The resource of its own; null where it has none.
  [[nodiscard]] const ElementOrigin* resource() const;
  /// The line that made it: that of its elements or, where they are all of one line, of those in
  /// it.
  [[nodiscard]] Source line() const;
};

/// Adds the elements of a stack, which must outlive the tree.
void add_to_tree(TreeNode& root, const std::vector<ElementOrigin>& elements);

/// The tree of an app's stacks, which were synthesized with their origins and must outlive it.
TreeNode construct_tree(const std::vector<SynthesizedStack>& stacks);

}  // namespace omnitrack::cli
