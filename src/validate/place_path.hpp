#pragma once

#include <cstdint>
#include <string>

#include "template/model.hpp"

namespace omnitrack::validate {

/// The path of what stands at a place of a document: of the value there, or of the member whose
/// key is there. Empty where nothing is.
std::string path_at(const tmpl::Node& root, std::uint32_t begin, std::uint32_t end);

}  // namespace omnitrack::validate
