#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/templates/side.hpp"
#include "deploy/aws_cli.hpp"

namespace omnitrack::cli {

/// A stack and the name that it is deployed under.
struct DeployedName {
  std::string stack;
  std::string deployed;
  std::string region = {};  ///< where the stack is fixed to one
};

/// The names that stacks are deployed under where these are others, by the stacks.
using StackNames = std::vector<DeployedName>;

/// Reads `STACK=NAME` of each text. Throws UsageError.
StackNames parse_stack_names(const std::vector<std::string>& texts);

/// What to ask for: the stacks of a side that are chosen, or all of them. Throws Failure for a
/// stack that the side has not, which would be a difference of nothing.
std::vector<DeployedName> deployed_names(const Side& side, const std::vector<std::string>& chosen,
                                         const StackNames& stack_names);

/// The places of stacks by the regions that they are fixed to, which must outlive the result.
template <class Stacks>
std::map<std::string_view, std::vector<std::size_t>> by_region(const Stacks& stacks) {
  std::map<std::string_view, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < stacks.size(); ++i) places[stacks[i].region].push_back(i);
  return places;
}

/// Adds the text of a deployed template, which is no file.
void add_deployed(Side& side, const DeployedName& name, std::string text);

/// Adds the templates of the nested stacks that a deployed stack of the side is split into, asked
/// of the AWS CLI. Throws AwsFailure.
void add_deployed_parts(Side& side, const DeployedName& name, const deploy::AwsCli& aws);

/// The templates that are deployed, as they were given to CloudFormation, asked of the AWS CLI: in
/// the region that a stack is fixed to, or in that of the options. Says which stacks are not
/// deployed. Throws Failure where it cannot be asked.
Side read_deployed(const std::vector<DeployedName>& names, const deploy::AwsOptions& options,
                   const Console& console);

}  // namespace omnitrack::cli
