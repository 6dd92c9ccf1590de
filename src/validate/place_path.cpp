#include "validate/place_path.hpp"

#include "meaning/path.hpp"

namespace omnitrack::validate {

using meaning::Path;
using tmpl::Member;
using tmpl::Node;

namespace {

std::string path_below(const Node& node, const Path& path, std::uint32_t begin, std::uint32_t end) {
  if (node.begin == begin && node.end == end) return path.text();
  const auto items = node.items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (begin < items[i].begin || begin > items[i].end) continue;
    return path_below(items[i], Path(path, i), begin, end);
  }
  for (const Member& each : node.members()) {
    if (begin < each.key_begin || begin > each.value.end) continue;
    const Path member(path, each.key());
    if (begin < each.value.begin) return member.text();
    return path_below(each.value, member, begin, end);
  }
  return path.text();
}

}  // namespace

std::string path_at(const Node& root, std::uint32_t begin, std::uint32_t end) {
  return path_below(root, Path(), begin, end);
}

}  // namespace omnitrack::validate
