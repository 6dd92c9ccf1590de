#pragma once

#include <span>
#include <string>
#include <string_view>

#include "meaning/exports.hpp"
#include "template/index.hpp"
#include "validate/finding.hpp"

namespace omnitrack::validate {

// The parts of check_together, a file each.

/// Two templates that export one name.
void check_exports_twice(const meaning::ExportTable& exports, Findings& findings);

/// Imports that nobody exports, and stacks that import from each other in a circle.
void check_imports(std::span<const tmpl::Index* const> app, const meaning::ExportTable& exports,
                   Findings& findings);

/// Reads of an output that the template named after its stack does not have.
void check_outputs_read(std::span<const tmpl::Index* const> app, Findings& findings);

/// Resources of two templates that claim one name.
void check_names_across(std::span<const tmpl::Index* const> app, Findings& findings);

/// AWS::ApiGateway::Account, of which an account and region has one, in two templates.
void check_accounts_across(std::span<const tmpl::Index* const> app, Findings& findings);

/// Nested stacks whose template is one of the app's: their parameters and outputs.
void check_nested_stacks(std::span<const tmpl::Index* const> app, Findings& findings);

/// VPCs that are connected though their ranges overlap.
void check_peered_networks(std::span<const tmpl::Index* const> app,
                           const meaning::ExportTable& exports, Findings& findings);

}  // namespace omnitrack::validate
