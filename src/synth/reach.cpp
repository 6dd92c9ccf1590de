#include "synth/reach.hpp"

#include <string>

#include "core/tree.hpp"
#include "meaning/partitions.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::synth {

namespace {

std::string_view partition_of(const Stack& stack) {
  const std::string_view region = stack.fixed_region();
  return region.empty() ? region : meaning::partition_of(region).name;
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
bool is_secret(const Construct& target) {
  return target.construct_kind() == ConstructKind::parameter &&
         TreeAccess::props(static_cast<const Parameter&>(target)).no_echo;
}

// What a call leaves out, CloudFormation takes of the stack that reads.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
void warn_of_unknown_place(const Construct& user, const Construct& target) {
  const Stack& own = user.stack();
  const Stack& other = target.stack();
  const auto warn = [&](const Stack& unknown, const std::string& what, const std::string& where) {
    user.warning(codes::OT1036,
                 "reads '" + target.path() + "', but the stack '" + std::string(unknown.name()) +
                     "' has no " + what + ": CloudFormation looks for '" +
                     std::string(other.name()) + "' in " + where,
                 "give '" + std::string(unknown.name()) + "' its " + what);
  };
  if (other.fixed_region().empty() && !own.fixed_region().empty()) {
    warn(other, "region", std::string(own.fixed_region()));
  }
  if (own.fixed_account().empty() == other.fixed_account().empty()) return;
  if (other.fixed_account().empty()) {
    warn(other, "account", "the account " + std::string(own.fixed_account()));
  } else {
    warn(own, "account", "whichever that is deployed to");
  }
}

}  // namespace

ReferenceStrength strength_of(const Node& reference, const Construct& user) {
  if (reference.strength != ReferenceStrength::inherited) return reference.strength;
  const auto& strengths = TreeAccess::state(user.app()).reference_strengths;
  if (strengths.empty()) return ReferenceStrength::strong;
  for (const Construct* at = &user; at != nullptr; at = at->parent()) {
    const auto found = strengths.find(at);
    if (found != strengths.end() && found->second != ReferenceStrength::inherited) {
      return found->second;
    }
  }
  return ReferenceStrength::strong;
}

bool are_different(std::string_view one, std::string_view other) {
  return one != other && !one.empty() && !other.empty();
}

bool is_account_or_empty(std::string_view text) {
  return text.empty() ||
         (text.size() == 12 && text.find_first_not_of("0123456789") == std::string_view::npos);
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
bool is_role_of(std::string_view arn, std::string_view account) {
  const std::size_t service = arn.find(":iam::");
  if (!arn.starts_with("arn:") || service == std::string_view::npos) return false;
  const std::string_view rest = arn.substr(service + 6);
  return rest.size() > 18 && is_account_or_empty(rest.substr(0, 12)) &&
         rest.substr(12).starts_with(":role/") && (account.empty() || rest.starts_with(account));
}

bool check_reach(const Construct& user, const Construct& target, bool is_weak) {
  const Stack& own = user.stack();
  const Stack& other = target.stack();
  const bool other_account = are_different(own.fixed_account(), other.fixed_account());
  const bool other_region = are_different(own.fixed_region(), other.fixed_region());
  const auto refuse = [&](const std::string& where, const std::string& hint) {
    user.error(codes::OT1011,
               "uses a value of '" + target.path() + "', which is in another " + where, hint);
    return false;
  };
  if (is_weak && is_secret(target)) {
    user.error(codes::OT1027,
               "reads '" + target.path() + "' by an output, which shows what no_echo hides",
               "keep it in a secret, and hand on the secret's ARN");
    return false;
  }
  if (!is_weak) {
    if (!other_account && !other_region) return true;
    return refuse(own.fixed_region() == other.fixed_region() ? "account" : "region",
                  "exports reach one account and region; refer to it by weak(…) or, where a "
                  "construct is given, by set_reference_strength(ReferenceStrength::weak)");
  }
  if (are_different(partition_of(own), partition_of(other))) {
    return refuse("partition", "no reference reaches there; pass the value as a parameter");
  }
  if (!other_account || !TreeAccess::outputs_role(other).empty()) {
    warn_of_unknown_place(user, target);
    return true;
  }
  return refuse("account", "give the stack '" + std::string(other.name()) +
                               "' the role that may read its outputs: .outputs_role = "
                               "\"arn:aws:iam::" +
                               std::string(other.fixed_account()) + ":role/…\"");
}

}  // namespace omnitrack::synth
