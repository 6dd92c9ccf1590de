#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::diff {

/// A part of a stack: the logical id of the nested stack, and its template.
struct PartTemplate {
  std::string_view id;
  const tmpl::Index* index = nullptr;
};

/// The template of a stack with the resources of its parts in it, and what the parts are given and
/// give in place of their parameters and outputs. As JSON.
std::string joined_template(const tmpl::Index& whole, const std::vector<PartTemplate>& parts);

}  // namespace omnitrack::diff
