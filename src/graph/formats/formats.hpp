#pragma once

#include <string>
#include <vector>

#include "graph/formats/page_data.hpp"
#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// A view that was laid out as an SVG that stands alone, with its style and icons.
std::string svg_of(const View& view);

/// Scenes that were laid out as one page, with what is known of their resources.
std::string html_of(const std::vector<View>& views, const PageData& data);

/// Scenes that were laid out as pages of diagrams.net.
std::string drawio_of(const std::vector<View>& views);

/// A view as a flowchart of Mermaid, which lays it out itself.
std::string mermaid_of(const View& view);

/// A view in the language of Graphviz, which lays it out itself.
std::string dot_of(const View& view);

}  // namespace omnitrack::graph
