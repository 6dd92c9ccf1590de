#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::rds {
class EventSubscription;  // defined in <omnitrack/cfn/rds.hpp>
}

namespace omnitrack {

class DatabaseEventSubscription;
class Topic;

/// What events of RDS are about.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html
enum class DatabaseEventSource : std::uint8_t {
  blue_green_deployment,
  cluster,
  cluster_snapshot,
  custom_engine_version,
  instance,
  parameter_group,
  proxy,
  security_group,
  snapshot,
};

/// Properties of a subscription to events of RDS.
struct DatabaseEventSubscriptionProps {
  using Makes = DatabaseEventSubscription;
  Id id;
  /// The topic that is told; its policy and its key let RDS publish.
  Required<Link<Topic>, struct required_topic> topic;
  /// Whether events are told.
  Bool enabled = true;
  /// The categories, e.g. `failover` or `low storage`; all where they are left out.
  List<std::string> event_categories = {};
  /// The names of what the events are about; all of `source_type` where they are left out.
  List<std::string> source_ids = {};
  /// What the events are about; everything where it is left out.
  Optional<DatabaseEventSource> source_type = {};
  /// The name, shorter than 255 characters; made up by CloudFormation where it is left out.
  Value<std::string> subscription_name = {};
};

/// What tells a topic of failovers, full disks and so on: AWS::RDS::EventSubscription.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.html
class DatabaseEventSubscription final : public Construct {
 public:
  DatabaseEventSubscription(Attach at, const DatabaseEventSubscriptionProps& props);

  /// Tells of one more database, cluster or so on, by its name.
  void add_source(const Value<std::string>& source_id);
  /// The subscription's own resource.
  [[nodiscard]] cfn::rds::EventSubscription& resource() { return *resource_; }

 private:
  void check() const;

  cfn::rds::EventSubscription* resource_;
};

}  // namespace omnitrack
