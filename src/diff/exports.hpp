#pragma once

#include <set>
#include <string>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::diff {

/// An output that other stacks may import.
struct Export {
  const tmpl::Member* output = nullptr;
  std::string name;  ///< canonical text of its name: alike for names that are surely the same
};

/// The exports of a template, in its order.
std::vector<Export> exports_of(const tmpl::Index& index);

/// The canonical texts of all names that a template imports.
std::set<std::string> imports_of(const tmpl::Index& index);

}  // namespace omnitrack::diff
