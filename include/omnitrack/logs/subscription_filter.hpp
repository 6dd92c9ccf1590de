#pragma once

#include <omnitrack/events/event_target.hpp>
#include <omnitrack/logs/filter_pattern.hpp>

namespace omnitrack::cfn::logs {
class SubscriptionFilter;  // defined in <omnitrack/cfn/logs.hpp>
}

namespace omnitrack {

class Role;

/// How the events of a log group are spread over the shards of a stream.
enum class LogDistribution : std::uint8_t {
  by_log_stream,  ///< those of a log stream go to one shard
  random,         ///< evenly
};

/// Properties of a subscription, which `LogGroup::add_subscription` makes.
struct SubscriptionFilterProps {
  Id id;
  /// Where the events go: a function, a stream or a delivery stream.
  Required<Link<EventTarget>, struct required_destination> destination;
  /// How events are spread over the shards of a stream.
  LogDistribution distribution = LogDistribution::by_log_stream;
  /// The filter's name; made up by CloudFormation where it is left out.
  Value<std::string> filter_name = {};
  /// Which events go there.
  FilterPattern pattern = FilterPattern::all_events();
  /// The role that CloudWatch Logs delivers by; it gets the right to. One of its own where it is
  /// left out and the destination does not permit the delivery by itself.
  Link<Role> role = {};
};

/// The events of a log group as they come: AWS::Logs::SubscriptionFilter and, for what is no
/// function, AWS::IAM::Role with AWS::IAM::Policy.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
class SubscriptionFilter final : public Construct {
 public:
  SubscriptionFilter(Attach at, const struct MadeSubscriptionFilterProps& made);

  /// The role that CloudWatch Logs delivers by; null where the destination permits it by itself.
  [[nodiscard]] Role* role() { return role_; }
  /// The filter's own resource.
  [[nodiscard]] cfn::logs::SubscriptionFilter& resource() { return resource_; }

 private:
  void permit(const struct MadeSubscriptionFilterProps& made);

  cfn::logs::SubscriptionFilter& resource_;
  Role* role_ = nullptr;
};

}  // namespace omnitrack
