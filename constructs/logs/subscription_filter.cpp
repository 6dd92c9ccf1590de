#include "omnitrack/logs/subscription_filter.hpp"

#include <string>

#include "made_props.hpp"
#include <omnitrack/cfn/logs.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

SubscriptionFilter::SubscriptionFilter(Attach at, const MadeSubscriptionFilterProps& made)
    : Construct(std::move(at)),
      resource_(add(cfn::logs::SubscriptionFilterProps{
          .id = primary(),
          .destination_arn = made.props.destination->event_target_arn(),
          .filter_pattern = made.props.pattern.value(),
          .log_group_name = made.log_group.name(),
          .filter_name = made.props.filter_name,
      })) {
  const SubscriptionFilterProps& props = made.props;
  if (props.distribution == LogDistribution::random) {
    resource_.props.distribution = cfn::logs::SubscriptionFilterProps::Distribution::random;
  }
  if (!props.pattern.problem().empty()) {
    error(codes::OT2213, props.pattern.problem(),
          "name a field of FilterPattern::space_delimited, and join patterns of JSON alone");
  }
  permit(made);
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample
void SubscriptionFilter::permit(const MadeSubscriptionFilterProps& made) {
  const SubscriptionFilterProps& props = made.props;
  auto* function = dynamic_cast<Function*>(props.destination.get());
  if (function != nullptr) {
    // CloudWatch Logs tries the function when the filter is made.
    resource_.depends_on(function->add_permission(path() + "Delivery",
                                                  PolicyPrincipal::service("logs.amazonaws.com"),
                                                  made.log_group.arn(), stack().account()));
    return;
  }
  if (props.role.is_set()) {
    role_ = &props.role->used_by(*this, child("Role"));
  } else {
    role_ = &add(RoleProps{
        .id = child("Role"),
        .assumed_by = PolicyPrincipal::service("logs.amazonaws.com"),
        .assume_conditions = {{"StringLike",
                               Json::object({{"aws:SourceArn", stack().arn("logs", "*")}})}},
    });
  }
  props.destination->grant_delivery(*role_);
  resource_.props.role_arn = role_->arn();
  resource_.depends_on(*role_);
}

}  // namespace omnitrack
