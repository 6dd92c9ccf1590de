#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/change_set.hpp"
#include "deploy/nested_change_sets.hpp"

namespace omnitrack::deploy {

/// The construct and the line of code that a resource comes from.
struct ResourceOrigin {
  std::string logical_id;
  std::string construct;  ///< its path
  std::string file = {};
  std::uint32_t line = 0;
};

/// What CloudFormation says of a nested stack of a change set.
struct NestedVerdicts {
  std::string path;  ///< its logical id, after those of the nested stacks that it is in and a dot
  std::vector<ResourceVerdict> verdicts;
};

/// A change set that waits for its execution.
struct PreparedStack {
  std::string stack;        ///< by the app's name
  std::string deployed_as;  ///< the name that it is deployed under
  std::string region;       ///< empty for that of the environment
  bool is_new = false;
  bool is_unchanged = false;    ///< then there is no change set
  std::string change_set = {};  ///< its ARN
  std::string created = {};     ///< when, as CloudFormation tells it
  std::string stack_id = {};
  std::string last_updated = {};             ///< the stack's, when the change set was made
  std::string template_digest = {};          ///< SHA-256 in hexadecimal
  std::vector<std::string> depends_on = {};  ///< stacks of the app, by their names in it
  std::vector<ResourceVerdict> verdicts = {};
  std::vector<NestedVerdicts> nested = {};
  std::vector<ResourceOrigin> origins = {};
};

/// What nested change sets say.
std::vector<NestedVerdicts> verdicts_of(const std::vector<NestedChangeSet>& change_sets);

/// The change sets of an app as JSON, in the order of their deployment.
std::string json_of_prepared(const std::vector<PreparedStack>& stacks);

/// Reads what `json_of_prepared` wrote. Throws std::invalid_argument that says what is wrong.
std::vector<PreparedStack> read_prepared(const std::string& file, std::string text);

}  // namespace omnitrack::deploy
