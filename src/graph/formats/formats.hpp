#pragma once

#include <string>
#include <vector>

#include "graph/formats/page_data.hpp"
#include "graph/views/scene.hpp"

namespace omnitrack::graph {

/// A scene that was laid out as an SVG that stands alone, with its style and icons.
std::string svg_of(const Scene& scene);

/// Scenes that were laid out as one page, with what is known of their resources.
std::string html_of(const std::vector<Scene>& scenes, const PageData& data);

/// Scenes that were laid out as pages of diagrams.net.
std::string drawio_of(const std::vector<Scene>& scenes);

/// A scene as a flowchart of Mermaid, which lays it out itself.
std::string mermaid_of(const Scene& scene);

/// A scene in the language of Graphviz, which lays it out itself.
std::string dot_of(const Scene& scene);

}  // namespace omnitrack::graph
