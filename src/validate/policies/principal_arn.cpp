#include "validate/policies/principal_arn.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "support/letters.hpp"
#include "validate/policies/policy_arn.hpp"

namespace omnitrack::validate {

namespace {

constexpr std::string_view form =
    "write 'arn:aws:iam::ACCOUNT:root', ':role/NAME' or ':user/NAME' with the account's 12 digits";

/// The parts of an ARN before the first that is not known; of the last, which may have colons of
/// its own, only what is known too.
struct Parts {
  std::vector<std::string_view> whole;
  bool are_all = true;

  explicit Parts(std::string_view outline) {
    constexpr std::size_t most = 6;
    while (whole.size() < most) {
      const std::size_t colon =
          whole.size() + 1 == most ? std::string_view::npos : outline.find(':');
      const std::string_view part = outline.substr(0, colon);
      if (part.find(unknown_part) != std::string_view::npos) {
        are_all = false;
        return;
      }
      whole.push_back(part);
      if (colon == std::string_view::npos) return;
      outline.remove_prefix(colon + 1);
    }
  }

  [[nodiscard]] bool has(std::size_t index) const { return index < whole.size(); }
};

bool is_account(std::string_view text) {
  constexpr std::size_t digits = 12;
  // The account of CloudFront's origin access identities has a name.
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3-oai.html
  return text == "account" || text == "cloudfront" ||
         (text.size() == digits && std::ranges::all_of(text, support::is_digit));
}

bool begins_with_one_of(std::string_view text, std::span<const std::string_view> beginnings) {
  return std::ranges::any_of(beginnings,
                             [text](std::string_view each) { return text.starts_with(each); });
}

std::optional<PrincipalProblem> problem_of_resource(std::string_view service,
                                                    std::string_view resource) {
  static constexpr std::array<std::string_view, 2> of_iam{"role/", "user/"};
  static constexpr std::array<std::string_view, 2> of_sts{"assumed-role/", "federated-user/"};
  static constexpr std::array<std::string_view, 2> federated{"oidc-provider/", "saml-provider/"};
  if (service == "sts") {
    if (begins_with_one_of(resource, of_sts)) return std::nullopt;
    return PrincipalProblem{
        "an sts ARN is of a session",
        "write 'arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION', or the role's own ARN"};
  }
  if (resource == "root" || begins_with_one_of(resource, of_iam)) return std::nullopt;
  if (resource.starts_with("group/")) {
    return PrincipalProblem{"a group cannot be a principal", "name its users, or a role"};
  }
  if (begins_with_one_of(resource, federated)) {
    return PrincipalProblem{"an identity provider is no principal of 'AWS'",
                            "write it under 'Federated'"};
  }
  return PrincipalProblem{"a principal is an account, a role, a user or a session",
                          std::string(form)};
}

}  // namespace

std::optional<PrincipalProblem> problem_of_principal_arn(std::string_view outline) {
  if (!outline.starts_with("arn:")) return std::nullopt;
  if (outline.find('*') != std::string_view::npos) {
    return PrincipalProblem{
        "a principal's ARN has no wildcards",
        "name the account, and compare 'aws:PrincipalArn' by 'ArnLike' in a condition"};
  }
  const Parts parts(outline);
  const auto wrong = [](std::string message) {
    return PrincipalProblem{std::move(message), std::string(form)};
  };
  if (parts.has(1) && parts.whole[1].empty()) return wrong("the ARN names no partition");
  if (parts.has(2) && parts.whole[2] != "iam" && parts.whole[2] != "sts") {
    return wrong("the ARN is not of 'iam' or 'sts'");
  }
  if (parts.has(3) && !parts.whole[3].empty()) {
    return wrong("the ARN names a region, which identities do not have: two colons stand there");
  }
  if (parts.has(4) && !is_account(parts.whole[4])) return wrong("the ARN names no account");
  if (parts.has(5)) return problem_of_resource(parts.whole[2], parts.whole[5]);
  if (parts.are_all) return wrong("the ARN is not whole");
  return std::nullopt;
}

}  // namespace omnitrack::validate
