#pragma once

#include <memory>
#include <span>

#include "meaning/given_template.hpp"
#include "template/index.hpp"
#include "validate/finding.hpp"

namespace omnitrack::validate {

/// Checks one template by itself, its text included, and appends what is wrong, in the order of the
/// text. Findings that the template acknowledges keep their place and carry the reason. Where its
/// parameters are given values, all that these decide is checked as they make it, and what is not
/// there with them is left aside.
void check_template(const tmpl::Index& index, Findings& findings,
                    const meaning::GivenTemplate* given = nullptr);

/// Checks the templates of one app together: exports and imports, names, networks.
void check_together(std::span<const tmpl::Index* const> app, Findings& findings);

}  // namespace omnitrack::validate
