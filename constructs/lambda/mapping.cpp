#include "mapping.hpp"

#include <string>

#include "../json_text.hpp"
#include <omnitrack/characters.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/events/match.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack::lambda {

using cfn::lambda::EventSourceMapping;
using cfn::lambda::EventSourceMappingProps;
namespace mapping_made = cfn::lambda::event_source_mapping;

EventSourceMapping& add_mapping(AnyFunction& function, const Id& id,
                                const Value<std::string>& source_arn) {
  auto& mapping = function.add(EventSourceMappingProps{
      .id = id,
      .function_name = decltype(EventSourceMappingProps::function_name)::from_node(
          function.name_or_arn().node()),
      .event_source_arn = source_arn,
  });
  // Lambda refuses a mapping of a source that the function's role may not read yet.
  function.function().have_wait_for_grants(mapping);
  return mapping;
}

std::string id_of_mapping(std::string_view source) {
  std::string id;
  for (const char c : source) {
    if (detail::is_letter_or_digit(c)) id += c;
  }
  return id + "Mapping";
}

void check_number(const Construct& mapping, bool is_broken, std::int64_t number,
                  std::string_view name, std::string_view bounds) {
  if (!is_broken) return;
  mapping.error(codes::OT2239,
                std::string(name) + " is " + std::to_string(number) + ", which is out of bounds",
                "it is " + std::string(bounds));
}

void set_batch(EventSourceMapping& mapping, const BatchSize& size, const BatchWindow& window) {
  mapping.props.batch_size = size.value();
  mapping.props.maximum_batching_window_in_seconds = window.value();
  check_number(mapping, size.is_broken(), size.number(), "batch_size", "1 to 10000");
  check_number(mapping, window.is_broken(), window.number(), "batch_window", "0 to 300 seconds");
}

// https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
void set_filters(EventSourceMapping& mapping, const Items<MatchFields>& filters,
                 const KeyLink& key) {
  List<mapping_made::Filter> patterns;
  for (const MatchFields& each : filters) {
    patterns.add(mapping_made::Filter{.pattern = json_text(each.fields())});
  }
  if (patterns.is_set()) {
    mapping.props.filter_criteria = mapping_made::FilterCriteria{.filters = patterns};
  }
  if (!key.is_set()) return;
  mapping.props.kms_key_arn = key.arn();
  // The number of the mapping is not known before it is made.
  const Stack& stack = mapping.stack();
  key.allow_service(
      "lambda.amazonaws.com", {"kms:Decrypt"},
      {{"StringEquals", Json::object({{"aws:SourceAccount", stack.account()}})},
       {"ArnLike", Json::object({{"aws:SourceArn",
                                  concat("arn:", stack.partition(), ":lambda:", stack.region(), ":",
                                         stack.account(), ":event-source-mapping:*")}})}});
}

void set_pollers(EventSourceMapping& mapping, const Optional<ProvisionedPollers>& pollers) {
  if (!pollers.has_value()) return;
  mapping.props.provisioned_poller_config = mapping_made::ProvisionedPollerConfig{
      .maximum_pollers = pollers->max.value(), .minimum_pollers = pollers->min.value()};
  check_number(mapping, pollers->max.is_broken(), pollers->max.number(),
               "the greatest number of pollers", "1 to 10000");
  check_number(mapping, pollers->min.is_broken(), pollers->min.number(),
               "the least number of pollers", "1 to 200");
}

void set_failures(EventSourceMapping& mapping, AnyFunction& function,
                  const EventDestination& destination) {
  using Kind = EventDestination::Kind;
  if (!destination.is_set()) return;
  if (destination.kind() == Kind::function || destination.kind() == Kind::event_bus) {
    mapping.error(codes::OT2241, "failed records go to a queue, a topic or a bucket",
                  "give it one of these");
    return;
  }
  mapping.props.destination_config = mapping_made::DestinationConfig{
      .on_failure = mapping_made::OnFailure{.destination = destination.arn()}};
  destination.grant_send(function.function().role());
}

void set_switches(EventSourceMapping& mapping, const MappingSwitches& switches) {
  if (switches.count_events) {
    mapping.props.metrics_config =
        mapping_made::MetricsConfig{.metrics = {mapping_made::MetricsConfig::Metrics::event_count}};
  }
  if (!switches.enabled) mapping.props.enabled = false;
  if (switches.report_failures) {
    mapping.props.function_response_types = {
        EventSourceMappingProps::FunctionResponseTypes::report_batch_item_failures};
  }
}

void set_start(EventSourceMapping& mapping, const StartingPosition& start) {
  mapping.props.starting_position = start.name();
  mapping.props.starting_position_timestamp = start.timestamp();
}

}  // namespace omnitrack::lambda
