#pragma once

#include <string>
#include <vector>

#include "deploy/aws_cli.hpp"

namespace omnitrack::deploy {

/// A nested stack of a deployed stack, with its template.
struct NestedTemplate {
  std::string logical_id;
  std::string text;
};

/// The templates of nested stacks by their logical ids; of one that was not made, none. Throws
/// AwsFailure.
std::vector<NestedTemplate> nested_templates(const AwsCli& aws, const std::string& stack,
                                             const std::vector<std::string>& logical_ids);

}  // namespace omnitrack::deploy
