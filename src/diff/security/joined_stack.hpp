#pragma once

#include <optional>
#include <span>
#include <vector>

#include "diff/changes/changes.hpp"
#include "template/document.hpp"

namespace omnitrack::diff {

/// A stack and its parts as one: who may do what is told by resources of several templates.
class JoinedStack {
 public:
  /// The stack at a place, with its parts, by their places among all diffs, which must outlive it.
  JoinedStack(std::span<const StackDiff> diffs, std::size_t whole,
              std::span<const std::size_t> parts);

  [[nodiscard]] bool has_parts() const { return templates_.size() > 1; }
  /// How the joined templates differ.
  [[nodiscard]] const StackDiff& diff() const { return joined_; }

  /// A resource in the template that it stands in.
  struct Home {
    std::size_t stack = 0;
    const tmpl::ResourceEntry* resource = nullptr;
  };
  /// Where a resource stands in the new templates, or else in the old ones.
  [[nodiscard]] Home home_of(std::string_view logical_id) const;

 private:
  std::span<const StackDiff> diffs_;
  std::vector<std::size_t> templates_;  ///< the places of the stack and its parts
  std::optional<tmpl::Document> before_;
  std::optional<tmpl::Document> after_;
  StackDiff joined_;
};

}  // namespace omnitrack::diff
