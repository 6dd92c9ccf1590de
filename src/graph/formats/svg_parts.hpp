#pragma once

#include <string>
#include <string_view>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// What a view's picture uses: the icons of families and the heads of edges.
std::string svg_definitions(const View& view);

/// The same for any picture.
std::string all_svg_definitions();

/// The `<svg>` of a view, with what stands in it first: definitions and style, or nothing in a
/// page that has them.
std::string svg_element(const View& view, std::string_view first);

/// A text of a template on one line of a picture: printable, and as it stands in XML.
std::string shown_in_xml(std::string_view text);

/// A key as it stands in pictures and in the data of a page: on one line, and printable.
std::string shown_key(std::string_view key);

/// A number of pixels, rounded to a tenth.
std::string pixels(double number);

/// The key of a node in pictures: of one resource its own, of a fold one that no resource has.
std::string key_of(const ViewNode& node);

/// The key of a box in pictures.
std::string key_of(const View& view, std::size_t box);

/// The name of a node's icon.
std::string_view icon_of(const ViewNode& node);

/// What a node is for people: `Lambda function ApiHandler`, `12 alarms`.
std::string label_of(const ViewNode& node);

/// How a kind of edge is called.
std::string_view name_of(EdgeKind kind);

/// How a kind of box is called.
std::string_view name_of(BoxKind kind);

}  // namespace omnitrack::graph
