#pragma once

#include <omnitrack/events/match.hpp>

namespace omnitrack {

/// Which events a rule is for: those that have a value of each list that is given, e.g.
/// `{.detail = {{"state", "stopped"}}, .source = {"aws.ec2"}}`.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
struct EventPattern {
  /// The numbers of accounts.
  Items<Match> account = {};
  /// What the sender says of the event.
  MatchFields detail = {};
  /// The kinds of events, e.g. `EC2 Instance State-change Notification`.
  Items<Match> detail_type = {};
  /// The events' ids.
  Items<Match> id = {};
  /// Other fields from the top, and alternatives: `MatchFields::any_of({…})`.
  MatchFields other_fields = {};
  /// The names of regions.
  Items<Match> region = {};
  /// The ARNs of what the event is about.
  Items<Match> resources = {};
  /// Who sends the event, e.g. `aws.s3`.
  Items<Match> source = {};
  /// The times of the events.
  Items<Match> time = {};
  /// The versions of the events.
  Items<Match> version = {};

  /// The pattern as it is written; not set where it says nothing.
  [[nodiscard]] Value<Json> json() const;
};

}  // namespace omnitrack
