#pragma once

#include <omnitrack/known_number.hpp>
#include <omnitrack/lambda/function_version.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::lambda {
class Alias;  // defined in <omnitrack/cfn/lambda.hpp>
}

namespace omnitrack {

class FunctionAlias;

namespace detail {
inline void an_alias_sends_0_to_100_percent_to_another_version() {}
inline void the_target_of_provisioned_instances_is_10_to_90_percent_in_use() {}
}  // namespace detail

/// How many of a hundred invocations go to another version.
using VersionPercent = CheckedNumber<
    detail::Between<0, 100, detail::an_alias_sends_0_to_100_percent_to_another_version>>;
/// What share of the provisioned instances is to be in use, in percent.
using ProvisionedUse = CheckedNumber<detail::Between<
    10, 90, detail::the_target_of_provisioned_instances_is_10_to_90_percent_in_use>>;

/// A version that gets a share of an alias's invocations.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
struct VersionShare {
  /// The version, mostly an older one that is kept by its `removal_policy`.
  Required<Link<const FunctionVersion>, struct required_version> version;
  /// How many of a hundred invocations it gets, 0 to 100.
  VersionPercent percent = 0;
};

/// At what time the bounds of provisioned concurrency change.
struct ProvisionedSchedule {
  /// The name, unique for the alias.
  Required<Text, struct required_name> name;
  /// When, e.g. `cron(0 8 ? * MON-FRI *)`, `rate(1 day)` or `at(2027-01-01T00:00:00)`.
  Required<Value<std::string>, struct required_schedule> schedule;
  /// The greatest number from then on; as it was where it is left out.
  Value<std::int64_t> max = {};
  /// The least number from then on; as it was where it is left out.
  Value<std::int64_t> min = {};
  /// The time zone, e.g. `Europe/Berlin`; UTC where it is left out.
  Value<std::string> time_zone = {};
};

/// Provisioned concurrency that follows how much of it is in use.
/// https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
struct ProvisionedScaling {
  /// The greatest number of instances.
  Required<Value<std::int64_t>, struct required_max> max;
  /// The least number of instances.
  Value<std::int64_t> min = 1;
  /// At what times the bounds change.
  Items<ProvisionedSchedule> schedules = {};
  /// What share of the instances is to be in use, in percent, 10 to 90.
  ProvisionedUse target_percent = 70;
};

/// Properties of an alias of a function.
struct FunctionAliasProps {
  using Makes = FunctionAlias;
  /// The name of the alias.
  Id id;
  /// The function that it stands for.
  Required<Link<Function>, struct required_function> function;
  /// Versions that get a share of the invocations, one at most.
  Items<VersionShare> additional_versions = {};
  /// What it is for, 256 characters at most.
  Value<std::string> description = {};
  /// How long an event waits to be processed, in seconds, 60 to 21,600; the function's own setting
  /// is not for what is invoked by an alias.
  EventAge max_event_age = {};
  /// Where events go that failed for good.
  EventDestination on_failure = {};
  /// Where the results of events go.
  EventDestination on_success = {};
  /// How many instances are kept ready to answer at once.
  Value<std::int64_t> provisioned_concurrency = {};
  /// How many instances are kept ready by how much of them is in use.
  Optional<ProvisionedScaling> provisioned_scaling = {};
  /// How often a failed event is tried again, 0 to 2.
  EventRetries retry_attempts = {};
  /// The version that it stands for; the function's current one where it is left out.
  Link<FunctionVersion> version = {};
};

/// A name for the newest version of a function, which moves on whenever the function changes:
/// AWS::Lambda::Alias and AWS::Lambda::Version, and for provisioned concurrency that follows the
/// load AWS::ApplicationAutoScaling::ScalableTarget and AWS::ApplicationAutoScaling::ScalingPolicy.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
class FunctionAlias final : public AnyFunction {
 public:
  FunctionAlias(Attach at, const FunctionAliasProps& props);
  FunctionAlias(Attach at, const struct ImportedFunctionAliasProps& props);

  /// An alias of a function that is made elsewhere.
  static FunctionAlias& from_name(Construct& scope, const Id& id, const Link<Function>& function,
                                  const Value<std::string>& name);

  [[nodiscard]] Function& function() override { return *function_; }
  /// The version that it stands for; an error where the alias is made elsewhere.
  [[nodiscard]] FunctionVersion& version();
  /// The alias's own resource; an error where the alias is made elsewhere.
  [[nodiscard]] cfn::lambda::Alias& resource();

 private:
  void scale(const ProvisionedScaling& scaling);

  Link<Function> function_;
  FunctionVersion* version_ = nullptr;      // null where the alias is made elsewhere
  cfn::lambda::Alias* resource_ = nullptr;  // null where the alias is made elsewhere
};

}  // namespace omnitrack
