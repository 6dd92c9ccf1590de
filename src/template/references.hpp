#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::tmpl {

/// One naming of a resource or a parameter by a resource or an output.
struct Reference {
  enum class How : std::uint8_t { ref, get_att, sub, depends_on };

  std::string_view user;       ///< the logical id of the resource, or the output's name
  std::string_view target;     ///< as it is written; may name nothing
  std::string_view attribute;  ///< of a GetAtt or of `${Resource.Attribute}`, else empty
  const Node* at = nullptr;    ///< the call, or the text in DependsOn
  How how = How::ref;
  bool is_from_output = false;
  bool is_conditional = false;  ///< stands in a branch of an Fn::If
};

/// Appends the references of all resources and outputs, in the order of the template. Names that
/// are computed, and those of loops' bodies, are left out. Linear, without allocations but those of
/// the vector.
void collect_references(const Index& index, std::vector<Reference>& references);

}  // namespace omnitrack::tmpl
