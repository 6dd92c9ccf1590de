#pragma once

#include <omnitrack/iam/policy.hpp>

namespace omnitrack {

/// What sends an event to a target.
enum class EventSender : std::uint8_t { rule, schedule, pipe };

/// What a target asks of its sender besides its ARN, with the names of the sender's resource type.
struct TargetParameters {
  /// The ARN that this kind of sender is given in place of the target's.
  Value<std::string> arn = {};
  /// What job of Batch is submitted: `BatchParameters` of a rule, `BatchJobParameters` of a pipe.
  Value<Json> batch_job = {};
  /// How a task of ECS is run: `EcsParameters` of a rule or a schedule, `EcsTaskParameters` of a
  /// pipe.
  Value<Json> ecs_task = {};
  /// What the target is given, of a rule or a schedule; what the sender gives where it is not set.
  Value<Json> input = {};
};

struct EventRuleTarget;

/// What an event can reach: by a rule of EventBridge, by a schedule, by a pipe. A construct of
/// one's own takes part by deriving from it.
class EventTarget {
 public:
  /// The ARN that the sender is given.
  [[nodiscard]] virtual Value<std::string> event_target_arn() const = 0;
  /// Allows a role that the sender assumes to deliver here.
  virtual void grant_delivery(Grantee& sender) const = 0;
  /// Has the target's own policy allow a service to deliver here on behalf of one source, such as
  /// `events.amazonaws.com` for a rule; `id` names what is made for that among what the target has.
  /// Returns whether it did: where it did not, the sender needs a role.
  virtual bool permit_delivery(std::string_view /*id*/, std::string_view /*service*/,
                               const Value<std::string>& /*source_arn*/) {
    return false;
  }

  /// Itself as the target of a rule, with nothing said of how: `.targets = {function, queue}`.
  operator EventRuleTarget();

  /// What the sender needs to know of the target besides its ARN.
  [[nodiscard]] virtual TargetParameters target_parameters(EventSender /*sender*/) const {
    return {};
  }

 protected:
  ~EventTarget() = default;
};

}  // namespace omnitrack
