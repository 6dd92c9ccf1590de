#pragma once

#include <string>
#include <vector>

#include "template/model.hpp"

namespace omnitrack::meaning {

/// The blocks of addresses that an `Fn::Cidr` of known arguments gives; none for anything else.
std::vector<std::string> cidr_blocks(const tmpl::Node& call);

}  // namespace omnitrack::meaning
