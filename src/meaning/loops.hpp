#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "template/builder.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning {

/// What a loop runs over.
struct LoopItems {
  bool are_known = false;
  /// The parameter whose default they are; empty where they are written out.
  std::string_view parameter = {};
};

/// Appends the members that a loop (`Fn::ForEach::NAME`) of a template stands for, made by the
/// builder; nothing where it runs over what is known at the deployment only.
LoopItems expand_loop(const tmpl::Index& index, const tmpl::Member& loop, tmpl::Builder& builder,
                      std::vector<tmpl::Member>& members);

/// How many members a loop stands for, without making them; at least as many as are counted before
/// they are too many for any template. Nothing where what it runs over is not written out.
std::optional<std::size_t> members_of_loop(const tmpl::Index& index, const tmpl::Member& loop);

}  // namespace omnitrack::meaning
