#pragma once

#include "meaning/sam/expansion.hpp"
#include "template/index.hpp"
#include "validate/finding.hpp"

namespace omnitrack::validate {

/// What every check of one template gets.
struct Context {
  const tmpl::Index& index;
  Reporter& report;
  /// What SAM's transform makes of the template; null where it has none, or another macro may
  /// change what SAM gets.
  const meaning::sam::Expansion* made = nullptr;
};

// The checks of one template, each a file of its own, called in this order by validate.cpp.

/// Whether the document is plainly the file of another tool, which is told and then all that is to
/// be told; OT4027.  (other_file.cpp)
bool check_other_file(const Context& context);

/// The shape of the document and of its sections, logical ids, limits, `Description`, `Metadata`,
/// `Transform`, `AWSTemplateFormatVersion`; OT40xx and OT41xx.  (sections.cpp, limits.cpp)
void check_sections(const Context& context);
void check_limits(const Context& context);

/// Numbers in YAML that are read otherwise than they are written; OT4009.  (yaml_numbers.cpp)
void check_yaml_numbers(const Context& context);

/// Parameters, mappings, conditions, rules, outputs; OT44xx.  (a file each)
void check_parameters(const Context& context);
void check_mappings(const Context& context);
void check_conditions(const Context& context);
void check_rules(const Context& context);
void check_outputs(const Context& context);

/// A resource's own keys: `Type`, `DependsOn`, `Condition`, `DeletionPolicy`, `UpdatePolicy`,
/// `CreationPolicy`, …; types that are unknown or deprecated; OT42xx.  (resources.cpp)
void check_resources(const Context& context);

/// Every property of every resource against the specification; OT42xx.  (properties.cpp)
void check_properties(const Context& context);

/// Every intrinsic function: where it stands, its shape, what it names; what nothing uses;
/// OT43xx.  (functions.cpp, references.cpp, unused.cpp)
void check_functions(const Context& context);

/// Dynamic references that are none; OT4325.  (functions/dynamic_references.cpp)
void check_dynamic_references(const Context& context);

/// Dependencies that run in a circle; OT4330.  (cycles.cpp)
void check_cycles(const Context& context);

/// What SAM's transform refuses; OT50xx. The paths of what it tells are found by their places.
/// (sam.cpp)
void check_sam(const Context& context, const meaning::sam::Expansion& made);

/// IAM policy documents; OT45xx.  (policies.cpp)
void check_policies(const Context& context);

/// Rules of single services that no specification states: runtimes, schedules, key schemas, CIDRs,
/// names twice in one template; OT46xx.  (services/*.cpp)
void check_services(const Context& context);

/// What services refuse though every schema allows it, told by src/schema/rules; OT48xx.
/// (rules/rules.cpp)
void check_service_rules(const Context& context);

/// `Metadata/OmniTrack/Acknowledge` of the template and of its resources: marks findings, and
/// reports acknowledgements without a reason or without an effect; OT49xx.  (acknowledgements.cpp)
void apply_acknowledgements(const Context& context, Findings& findings);

}  // namespace omnitrack::validate
