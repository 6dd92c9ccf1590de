#pragma once

#include <omnitrack/cfn/ssm.hpp>
#include <omnitrack/ssm/association.hpp>

namespace omnitrack::ssm {

/// Targets as one of the types of CloudFormation has them.
template <class Target>
List<Target> targets_of(const Items<SsmTarget>& targets) {
  List<Target> list;
  for (const SsmTarget& each : targets) list.add(Target{.key = each.key, .values = each.values});
  return list;
}

/// The name of a severity in templates.
std::string_view severity_name(ComplianceSeverity severity);

}  // namespace omnitrack::ssm
