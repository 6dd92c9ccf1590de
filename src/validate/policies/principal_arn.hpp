#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace omnitrack::validate {

/// What is wrong with the ARN of a principal, and the way out.
struct PrincipalProblem {
  std::string message;
  std::string hint;
};

/// What an ARN under `AWS` has that no principal has, as far as its outline (`arn_outline`) tells;
/// nothing where it may be one. A text that does not begin with `arn:` is none of its business.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
std::optional<PrincipalProblem> problem_of_principal_arn(std::string_view outline);

}  // namespace omnitrack::validate
