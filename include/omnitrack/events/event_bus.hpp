#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/events/event_pattern.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::events {
class Archive;   // defined in <omnitrack/cfn/events.hpp>
class EventBus;  // defined in <omnitrack/cfn/events.hpp>
enum class EventBusArn : char;
enum class EventBusName : char;
}  // namespace omnitrack::cfn::events

namespace omnitrack {

class Queue;

namespace detail {

inline void
a_bus_name_has_1_to_256_letters_digits_dots_hyphens_underscores_slashes_and_not_default() {}
inline void an_archive_keeps_events_for_0_or_more_days() {}

struct EventBusNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.empty() || name.size() > 256 || name == "default") return false;
    return has_only_letters_digits_and("._-/", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_bus_name_has_1_to_256_letters_digits_dots_hyphens_underscores_slashes_and_not_default();
    }
  }
};

}  // namespace detail

/// The name of a bus: 1 to 256 letters, digits, `.`, `-`, `_` and, of a partner's, `/`; not
/// `default`.
/// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html
using EventBusName = CheckedText<detail::EventBusNameRule>;
/// How long an archive keeps events, in days; 0 for ever.
using ArchiveDays = CheckedNumber<
    detail::TimeBetween<0, 2147483647, detail::an_archive_keeps_events_for_0_or_more_days, 86400>>;

/// What a bus logs of the events.
enum class EventBusLogLevel : std::uint8_t { off, error, info, trace };

/// Properties of an archive of a bus.
struct EventArchive {
  /// The name; made up by CloudFormation where it is left out.
  Value<std::string> archive_name = {};
  /// How long events are kept, in days; 0 for ever.
  ArchiveDays days = 0;
  /// What it is for, 512 characters at most.
  Value<std::string> description = {};
  /// Which events are kept; all where it is left out.
  EventPattern pattern = {};
};

class EventBus;

/// Properties of a bus.
struct EventBusProps {
  using Makes = EventBus;
  Id id;
  /// The name; made of the stack's name and the path where it is left out.
  EventBusName bus_name = {};
  /// A queue for the events that could not be encrypted or decrypted.
  Link<Queue> dead_letter_queue = {};
  /// What it is for, 512 characters at most.
  Value<std::string> description = {};
  /// The partner's event source that the bus is for; its name is then the bus's.
  Value<std::string> event_source_name = {};
  /// The key that events are encrypted with; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// Whether logs hold the events' details too.
  Bool log_details = false;
  /// What is logged; the logs' delivery is set up by CloudWatch Logs.
  Optional<EventBusLogLevel> log_level = {};
};

/// A bus for events: AWS::Events::EventBus and, as needed, AWS::Events::EventBusPolicy and
/// AWS::Events::Archive.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus.html
class EventBus final : public Construct, public EventTarget, public Measured {
 public:
  EventBus(Attach at, const EventBusProps& props);
  EventBus(Attach at, const struct ImportedEventBusProps& props);

  /// The bus that the account has, with the events of AWS's services.
  static EventBus& default_bus(Construct& scope, const Id& id);
  /// A bus that is made elsewhere, perhaps of another account or region.
  static EventBus& from_arn(Construct& scope, const Id& id,
                            const Value<cfn::events::EventBusArn>& arn);
  /// A bus of this stack's region and account that is made elsewhere.
  static EventBus& from_name(Construct& scope, const Id& id,
                             const Value<cfn::events::EventBusName>& name);

  /// Keeps events, so that they can be sent again; `id` names the archive among those of the bus.
  cfn::events::Archive& add_archive(std::string_view id, const EventArchive& archive = {});
  /// Adds a statement to the bus's policy, e.g. for other accounts; `id` is the statement's name,
  /// 64 letters, digits, `-` and `_` at most.
  void add_to_resource_policy(std::string_view id, PolicyStatement statement);

  /// Allows to send events.
  void grant_put_events(Grantee& grantee) const;

  [[nodiscard]] Value<std::string> event_target_arn() const override { return arn(); }
  void grant_delivery(Grantee& sender) const override { grant_put_events(sender); }

  /// One of EventBridge's metrics of the bus, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many events met a rule.
  [[nodiscard]] Metric metric_matched_events() const { return metric("MatchedEvents").sum(); }

  /// The ARN.
  [[nodiscard]] const Value<cfn::events::EventBusArn>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<cfn::events::EventBusName>& name() const { return name_; }
  /// Whether it is the account's default bus.
  [[nodiscard]] bool is_default() const { return name_.literal_text() == "default"; }
  /// The bus's own resource; an error where the bus is made elsewhere.
  [[nodiscard]] cfn::events::EventBus& resource();

 private:
  void let_eventbridge_use(const KeyLink& key, const Value<std::string>& known_arn) const;

  cfn::events::EventBus* resource_ = nullptr;  // null where the bus is made elsewhere
  Value<cfn::events::EventBusArn> arn_;
  Value<cfn::events::EventBusName> name_;
};

}  // namespace omnitrack
