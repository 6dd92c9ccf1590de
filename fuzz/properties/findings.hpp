#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "template/document.hpp"
#include "validate/finding.hpp"

namespace omnitrack::fuzz {

/// How often each code was found.
using CountByCode = std::map<std::string_view, std::size_t>;

/// All that `validate` finds in a template, its text included.
validate::Findings findings_of(const tmpl::Document& document);
/// How often each code is among findings that nobody acknowledged.
CountByCode count_by_code(const validate::Findings& findings);
/// The codes that the second has more of, with how often: `OT4203: 1 became 2`; empty for none.
std::string grown(const CountByCode& before, const CountByCode& after);

/// How bad a template is, worst first: whether it cannot be read, keys that are there twice,
/// errors, warnings, the rest.
using Faults = std::array<std::size_t, 5>;
Faults faults_of(const tmpl::Document& document);

}  // namespace omnitrack::fuzz
