#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "support/program.hpp"

namespace omnitrack::deploy {

/// Why a call of the AWS CLI has no answer.
enum class AwsFault : std::uint8_t {
  missing,          ///< there is no `aws` on PATH
  not_run,          ///< it could not be started for another reason
  too_old,          ///< it does not know an option or a command that is needed
  no_credentials,   ///< there are none, or they are expired or wrong
  no_region,        ///< no region is set
  access_denied,    ///< the caller may not do it
  throttled,        ///< there were too many calls
  connection_lost,  ///< the service could not be reached
  not_found,        ///< what was asked for does not exist
  invalid,          ///< the service refuses the request
  garbage,          ///< it did not answer with JSON
  too_long,         ///< it answered with more than 64 MB
  too_slow,         ///< it did not answer in time
  killed,           ///< a signal ended it
  other,
};

/// A call of the AWS CLI that has no answer. `what()` is a text of the AWS CLI in parts, which may
/// hold any bytes.
class AwsFailure : public std::runtime_error {
 public:
  AwsFailure(AwsFault fault, std::string said, std::string action);

  [[nodiscard]] AwsFault fault() const { return fault_; }
  /// The last line that the AWS CLI wrote; may be empty.
  [[nodiscard]] const std::string& said() const { return said_; }
  /// How to mend it; may be empty.
  [[nodiscard]] std::string hint() const;

 private:
  AwsFault fault_;
  std::string said_;
  std::string action_;
};

/// The right of IAM that a call of CloudFormation needs, such as `cloudformation:GetTemplate`;
/// empty for another service.
std::string iam_action_of(const std::vector<std::string>& arguments);

/// What went wrong with a run of the AWS CLI that did not end with success.
AwsFailure failure_of(const support::ProgramResult& result, const std::string& action);

/// Whether the same call may have an answer a little later.
bool is_passing(AwsFault fault);

}  // namespace omnitrack::deploy
