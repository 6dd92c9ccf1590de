#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "split/node_maker.hpp"
#include "template/index.hpp"

namespace omnitrack::split {

/// The beginning of the logical ids of nested stacks that a stack is split into; a number follows.
inline constexpr std::string_view part_name = "NestedStack";

/// Whether it is the logical id of such a nested stack: `NestedStack1`, `NestedStack2`, …
bool is_part_name(std::string_view logical_id);

/// The `Metadata` by which a nested stack of a stack is known as a part of it.
tmpl::Node part_metadata(std::string_view stack, NodeMaker& make);

/// The `Description` by which the template of a part is known.
std::string part_description(std::string_view part, std::string_view stack);

/// A nested stack that a stack was split into.
struct PartMark {
  std::string_view logical_id;
  std::string_view hash;  ///< of its template, by which the URL ends
};

/// The nested stacks that a stack was split into, in the order of its own template: those that are
/// marked. Before there was a mark they had a certain form; those of a template without any mark
/// may be somebody's own, of which the template tells.
std::vector<PartMark> parts_in(const tmpl::Index& own);

/// Whose part a template is; empty where it is none.
struct PartOrigin {
  std::string_view part;
  std::string_view stack;
};
PartOrigin part_origin(const tmpl::Index& index);

}  // namespace omnitrack::split
