#pragma once

#include <array>
#include <span>
#include <string_view>

namespace omnitrack::graph {

/// The page's texts between what is filled in: the title, the title again as its heading, the
/// definitions that all pictures share, the pictures, and the data as JSON without `<`.
using PagePieces = std::array<std::string_view, 6>;

/// The page of `graph --format html`, with its style and script in place.
const PagePieces& page_pieces();

/// The style of a picture: colours, lines and fonts, in light and dark.
std::string_view picture_style();

/// The `<symbol>` of an icon, `icon-<name>`; one of an unknown name is that of `other`.
std::string_view icon_symbol(std::string_view name);

/// All of them.
std::span<const std::string_view> icon_symbols();

}  // namespace omnitrack::graph
