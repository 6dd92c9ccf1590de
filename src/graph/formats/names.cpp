#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "graph/formats/svg_parts.hpp"
#include "graph/model/kinds.hpp"
#include "support/printable.hpp"
#include "support/utf8.hpp"
#include "support/xml.hpp"

namespace omnitrack::graph {

std::string shown_in_xml(std::string_view text) {
  const bool is_plain = std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
  return is_plain ? support::xml_escaped(text) : support::xml_escaped(shown_key(text));
}

std::string shown_key(std::string_view key) {
  return support::printable_line(support::well_formed(key));
}

std::string pixels(double number) {
  const long tenths = std::lround(number * 10);
  std::string text = std::to_string(std::labs(tenths) / 10);
  if (tenths % 10 != 0) text += '.' + std::to_string(std::labs(tenths) % 10);
  return tenths < 0 ? '-' + text : text;
}

std::string key_of(const ViewNode& node) {
  if (!node.own_key.empty()) return shown_key(node.own_key);
  return (node.is_fold() ? "fold:" : "") + shown_key(node.keys.front());
}

std::string key_of(const View& view, std::size_t box) {
  const ViewBox& of = view.boxes[box];
  return of.key.empty() ? "box:" + std::to_string(box) : shown_key(of.key);
}

std::string_view icon_of(const ViewNode& node) {
  return node.icon.empty() ? name_of(node.family) : node.icon;
}

std::string label_of(const ViewNode& node) {
  return node.is_fold() ? node.name : node.kind + ' ' + node.name;
}

std::string_view name_of(EdgeKind kind) {
  constexpr std::array<std::string_view, 5> names{"reference", "permission", "traffic", "data",
                                                  "part"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(BoxKind kind) {
  constexpr std::array<std::string_view, 8> names{"account", "region", "stack",  "vpc",
                                                  "vpc",     "zone",   "subnet", "group"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace omnitrack::graph
