#include "cli/app/construct_tree.hpp"

#include <algorithm>
#include <string_view>

namespace omnitrack::cli {

namespace {

void add_element(TreeNode& root, const ElementOrigin& element) {
  TreeNode* node = &root;
  for (std::size_t begin = 0; begin <= element.path.size();) {
    const std::size_t end = std::min(element.path.find('/', begin), element.path.size());
    const std::string id = element.path.substr(begin, end - begin);
    const auto [place, is_new] = node->places.try_emplace(id, node->children.size());
    if (is_new) node->children.push_back({.id = id, .path = element.path.substr(0, end)});
    node = &node->children[place->second];
    begin = end + 1;
  }
  node->elements.push_back(&element);
}

bool same_line(const Source& a, const Source& b) {
  return a.line == b.line && std::string_view(a.file) == b.file;
}

}  // namespace

const ElementOrigin* TreeNode::resource() const {
  // The last one, as of all that bear one path.
  const auto found =
      std::find_if(elements.rbegin(), elements.rend(),
                   [](const ElementOrigin* each) { return each->kind == ConstructKind::resource; });
  return found == elements.rend() ? nullptr : *found;
}

Source TreeNode::line() const {
  if (!elements.empty()) return elements.front()->source;
  Source line;
  for (const TreeNode& each : children) {
    const Source own = each.line();
    if (own.line == 0 || (line.line != 0 && !same_line(line, own))) return {};
    line = own;
  }
  return line;
}

void add_to_tree(TreeNode& root, const std::vector<ElementOrigin>& elements) {
  for (const ElementOrigin& each : elements) add_element(root, each);
}

TreeNode construct_tree(const std::vector<SynthesizedStack>& stacks) {
  TreeNode root;
  for (const SynthesizedStack& stack : stacks) add_to_tree(root, stack.origins);
  return root;
}

}  // namespace omnitrack::cli
