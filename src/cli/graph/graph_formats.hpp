#pragma once

#include <array>
#include <string>
#include <vector>

#include "graph/formats/formats.hpp"

namespace omnitrack::cli {

/// A way to write a picture: a row in the table of formats, of which the first is the default.
struct GraphFormat {
  std::string_view name;
  std::string_view purpose;                 ///< follows the name in the help
  std::array<std::string_view, 2> endings;  ///< of files, the usual one first
  bool holds_all;                           ///< whether it has all views, and not one
  bool has_places;  ///< whether places are laid out here, and not by who reads it
  std::string (*write)(const std::vector<graph::View>& views, const graph::PageData& data);
};

inline constexpr std::array graph_formats{
    GraphFormat{
        "html", "with all views, to look around in", {".html", ".htm"}, true, true, graph::html_of},
    GraphFormat{"svg",
                "of one view",
                {".svg", ".svg"},
                false,
                true,
                [](const auto& views, const auto&) { return graph::svg_of(views.front()); }},
    GraphFormat{"mermaid",
                "for Markdown",
                {".mmd", ".mermaid"},
                false,
                false,
                [](const auto& views, const auto&) { return graph::mermaid_of(views.front()); }},
    GraphFormat{"dot",
                "for Graphviz",
                {".dot", ".gv"},
                false,
                false,
                [](const auto& views, const auto&) { return graph::dot_of(views.front()); }},
    GraphFormat{"drawio",
                "for diagrams.net",
                {".drawio", ".drawio.xml"},
                true,
                true,
                [](const auto& views, const auto&) { return graph::drawio_of(views); }},
};

}  // namespace omnitrack::cli
