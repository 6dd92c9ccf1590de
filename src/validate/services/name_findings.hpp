#pragma once

#include <string>
#include <string_view>

#include "meaning/name_claims.hpp"
#include "validate/finding.hpp"

namespace omnitrack::validate {

/// Reports that `owner` already has what is claimed.
void report_name_claim(Reporter& report, FindingCode<Severity::error> code,
                       const meaning::NameClaim& claim, const std::string& owner);

}  // namespace omnitrack::validate
