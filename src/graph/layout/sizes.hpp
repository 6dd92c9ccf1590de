#pragma once

namespace omnitrack::graph::sizes {

// In pixels; a picture's unit.

inline constexpr double node_width = 196;
inline constexpr double node_height = 48;
inline constexpr double icon = 24;
inline constexpr double icon_left = 10;
inline constexpr double text_left = 44;  ///< of a node's lines, from its left side
inline constexpr double text_right = 8;  ///< what stays free at a node's right side
inline constexpr double name_font = 12;
inline constexpr double kind_font = 10.5;
inline constexpr double title_font = 12;
inline constexpr double note_font = 10.5;
inline constexpr double most_title = 420;   ///< of a box's title that makes its box wider
inline constexpr double most_note = 210;    ///< the same of a note beside it
inline constexpr double beside_title = 10;  ///< between a title and what stands beside it
inline constexpr double subnet_inset = 10;  ///< of the title of a subnet
inline constexpr double label_font = 9.5;   ///< of what stands on an edge
inline constexpr double gap = 12;           ///< between nodes of a box
inline constexpr double padding = 14;       ///< inside of a box
inline constexpr double title_height = 26;
inline constexpr double note_height = 15;
inline constexpr double margin = 16;  ///< around the picture

}  // namespace omnitrack::graph::sizes
