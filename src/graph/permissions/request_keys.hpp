#pragma once

#include <string_view>
#include <vector>

#include "graph/permissions/actors.hpp"
#include "graph/permissions/targets.hpp"

namespace omnitrack::graph {

/// What a request of an actor has under a key of conditions, as far as the templates tell it.
struct KeyValue {
  enum class State : std::uint8_t { unknown, absent, known };
  State state = State::unknown;
  std::vector<diff::Pattern> values = {};
  const tmpl::ResourceEntry* arn_of = nullptr;  ///< whose ARN it is, in place of values
  bool is_account = false;                      ///< whether it is the account of the stacks
  bool may_be_absent = false;                   ///< whether a request may have none all the same
};

/// The value of a key, which is in lower case.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
KeyValue value_of_key(const Scene& scene, const Actor& actor, const Target& target,
                      std::string_view key);

}  // namespace omnitrack::graph
