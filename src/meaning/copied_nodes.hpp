#pragma once

#include <span>
#include <vector>

#include "template/model.hpp"

namespace omnitrack::meaning {

/// Which node is a copy of which, for copied lists and maps: their items and members, one by one.
class CopiedNodes {
 public:
  /// The items or members of `made` are copies of those of `from`.
  void add(const tmpl::Node& made, const tmpl::Node& from);
  /// Readies what was added for `find`.
  void sort();
  /// What a node is a copy of; null for one that is no copy.
  [[nodiscard]] const tmpl::Node* find(const tmpl::Node& copy) const;

 private:
  template <class Element>
  struct Run {
    std::span<const Element> copies;
    const Element* from;
  };

  std::vector<Run<tmpl::Node>> items_;
  std::vector<Run<tmpl::Member>> members_;
};

}  // namespace omnitrack::meaning
