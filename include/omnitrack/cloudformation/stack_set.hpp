#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudformation/nested_stack.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::cloudformation {
class StackSet;  // defined in <omnitrack/cfn/cloudformation.hpp>
}

namespace omnitrack {

namespace detail {

inline void a_stack_set_name_has_1_to_128_letters_digits_and_hyphens_and_begins_with_a_letter() {}
inline void a_share_of_accounts_is_0_to_100_percent() {}

struct StackSetNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 128 && is_letter(name.front()) &&
           has_only_letters_digits_and("-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_stack_set_name_has_1_to_128_letters_digits_and_hyphens_and_begins_with_a_letter();
    }
  }
};

}  // namespace detail

/// A share of the accounts of an operation, in percent.
using AccountShare =
    CheckedNumber<detail::Between<0, 100, detail::a_share_of_accounts_is_0_to_100_percent>>;

/// By whose roles a stack set is deployed.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
enum class StackSetPermissions : std::uint8_t {
  self_managed,     ///< by roles that the accounts have already
  service_managed,  ///< by those of the organization, to its units
};

/// What a template may do that the deployment has to be told of.
enum class StackSetCapability : std::uint8_t { iam, named_iam, auto_expand };

/// Which accounts of the units a stack set is deployed to.
enum class StackSetAccounts : std::uint8_t {
  intersection,  ///< those of `accounts` alone
  difference,    ///< all but `accounts`
  union_,        ///< all, and `accounts` too
};

/// Where stacks of a stack set are made.
struct StackSetInstances {
  /// The regions, e.g. `eu-central-1`.
  Required<List<std::string>, struct required_regions> regions;
  /// Which accounts of the units are meant; for service-managed permissions, with `accounts`.
  Optional<StackSetAccounts> account_filter = {};
  /// The accounts, by their 12 digits.
  List<std::string> accounts = {};
  /// The units of the organization, e.g. `ou-ab12-01234567`; for service-managed permissions.
  List<std::string> organizational_units = {};
  /// Parameters that differ here, by their names.
  Map<std::string> parameter_overrides = {};
};

/// How fast a stack set is deployed, and when that is given up.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html
struct StackSetOperation {
  /// How many of a hundred accounts of a region may fail before it is given up, 0 to 100.
  AccountShare failure_tolerance_percentage = {};
  /// How many of a hundred accounts are deployed to at once, 1 to 100.
  AccountShare max_concurrent_percentage = {};
  /// Whether all regions are deployed to at once, and not one by one.
  Bool parallel_regions = false;
  /// The order of the regions, where it is one by one.
  List<std::string> region_order = {};
};

class Role;
class StackSet;

/// Properties of a stack set.
struct StackSetProps {
  using Makes = StackSet;
  Id id;
  /// The name: 1 to 128 letters, digits and hyphens, beginning with a letter.
  CheckedText<detail::StackSetNameRule, struct required_stack_set_name> stack_set_name;
  /// The role that CloudFormation deploys by; for self-managed permissions, where it has another
  /// name than `AWSCloudFormationStackSetAdministrationRole`.
  Link<const Role> administration_role = {};
  /// Whether accounts that join a unit get the stacks by themselves; for service-managed
  /// permissions.
  Bool auto_deployment = true;
  /// What the template may do.
  Items<StackSetCapability> capabilities = {};
  /// Whether the account administers stack sets for the organization without being its management
  /// account; for service-managed permissions.
  Bool delegated_admin = false;
  /// What it is for, 1,024 characters at most.
  Value<std::string> description = {};
  /// The name of the role in each account that stacks are made by; for self-managed permissions,
  /// where it is not `AWSCloudFormationStackSetExecutionRole`.
  Value<std::string> execution_role_name = {};
  /// Where stacks are made.
  Items<StackSetInstances> instances = {};
  /// Whether operations that do not concern each other run at once.
  Bool managed_execution = true;
  /// How fast it is deployed.
  Optional<StackSetOperation> operation = {};
  /// The values of the template's parameters by their names.
  Map<std::string> parameters = {};
  /// By whose roles it is deployed.
  StackSetPermissions permissions = StackSetPermissions::self_managed;
  /// Whether stacks of an account that leaves a unit stay; for service-managed permissions.
  Bool retain_stacks_on_account_removal = false;
  /// The template as text, 51,200 bytes at most; in place of `template_file`.
  Value<std::string> template_body = {};
  /// The template; in place of `template_body`.
  Optional<NestedTemplate> template_file = {};
};

/// One template that is deployed to several accounts and regions: AWS::CloudFormation::StackSet.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/what-is-cfnstacksets.html
class StackSet final : public Construct {
 public:
  StackSet(Attach at, const StackSetProps& props);

  /// Has stacks made in more accounts and regions.
  void add_instances(const StackSetInstances& instances);
  /// Sets a parameter.
  void set_parameter(std::string_view name, const Value<std::string>& value);

  /// The id, e.g. `shop:6d4e3a0c-…`.
  [[nodiscard]] Value<std::string> stack_set_id() const;
  /// The stack set's own resource.
  [[nodiscard]] cfn::cloudformation::StackSet& resource() { return *resource_; }

 private:
  void check(const StackSetProps& props) const;
  void manage_by_service(const StackSetProps& props);

  bool is_service_managed_;
  cfn::cloudformation::StackSet* resource_;
};

}  // namespace omnitrack
