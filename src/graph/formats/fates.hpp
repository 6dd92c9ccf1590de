#pragma once

#include <span>
#include <string>
#include <string_view>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// One way to fare in a change, and how formats show it.
struct FateStyle {
  std::string_view name;     ///< its class in pictures: `added`
  std::string_view mark;     ///< what says it in one or two characters: `+`
  std::string_view word;     ///< what says it beside the mark, or alone
  std::string_view meaning;  ///< what a legend says of it
  std::string_view fill;     ///< of a node, as `picture.css` has it
  std::string_view stroke;   ///< the same
  bool (*is)(const Fate& fate);
};

/// All of them, actions first; of several that hold, the last decides on the colours.
std::span<const FateStyle> fate_styles();

/// Whether something in a view fares so.
bool is_used(const FateStyle& style, const View& view);

/// The style that colours a thing; null where it does not change.
const FateStyle* style_of(const Fate& fate);

/// The classes, each after a space: ` removed lost`.
std::string classes_of(const Fate& fate);

/// What a small mark says: `− lost`.
std::string mark_of(const Fate& fate);

/// What a label says after the name: `: − removed, ! lost`; empty where nothing changes.
std::string label_of(const Fate& fate);

}  // namespace omnitrack::graph
