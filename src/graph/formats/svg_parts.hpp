#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/views/scene.hpp"

namespace omnitrack::graph {

/// What pictures share: the icons of families and the heads of edges.
std::string svg_definitions(const std::vector<const Scene*>& scenes);

/// The `<svg>` of a scene, with what stands in it first: definitions and style, or nothing in a
/// page that has them.
std::string svg_element(const Scene& scene, std::string_view first);

/// A number of pixels, rounded to a tenth.
std::string pixels(double number);

/// The key of a node in pictures: of one resource its own, of a fold one that no resource has.
std::string key_of(const SceneNode& node);

/// The key of a box in pictures.
std::string key_of(const Scene& scene, std::size_t box);

/// What a node is for people: `Lambda function ApiHandler`, `12 alarms`.
std::string label_of(const SceneNode& node);

/// How a kind of edge is called.
std::string_view name_of(EdgeKind kind);

/// How a kind of box is called.
std::string_view name_of(BoxKind kind);

}  // namespace omnitrack::graph
