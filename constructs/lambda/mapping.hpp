#pragma once

#include <string>
#include <string_view>

#include <omnitrack/lambda/event_source_rules.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

class KeyLink;
class MatchFields;

namespace lambda {

/// A mapping that has a function work on a source; the function's role is allowed that already.
cfn::lambda::EventSourceMapping& add_mapping(AnyFunction& function, const Id& id,
                                             const Value<std::string>& source_arn);

/// The id of the mapping of a source with a name: its letters and digits, and `Mapping`.
std::string id_of_mapping(std::string_view source);

/// Reports a number that is out of its bounds at a mapping.
void check_number(const Construct& mapping, bool is_broken, std::int64_t number,
                  std::string_view name, std::string_view bounds);

/// How many records there are in a batch.
void set_batch(cfn::lambda::EventSourceMapping& mapping, const BatchSize& size,
               const BatchWindow& window);

/// Which records are worked on.
void set_filters(cfn::lambda::EventSourceMapping& mapping, const Items<MatchFields>& filters,
                 const KeyLink& key);

/// Pollers that are kept ready.
void set_pollers(cfn::lambda::EventSourceMapping& mapping,
                 const Optional<ProvisionedPollers>& pollers);

/// Where it is told which records could not be processed.
void set_failures(cfn::lambda::EventSourceMapping& mapping, AnyFunction& function,
                  const EventDestination& destination);

/// Switches that most sources have.
struct MappingSwitches {
  bool count_events;
  bool enabled;
  bool report_failures;
};
void set_switches(cfn::lambda::EventSourceMapping& mapping, const MappingSwitches& switches);

/// Where a stream is read from at first.
void set_start(cfn::lambda::EventSourceMapping& mapping, const StartingPosition& start);

}  // namespace lambda
}  // namespace omnitrack
