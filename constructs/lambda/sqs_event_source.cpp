#include "omnitrack/lambda/sqs_event_source.hpp"

#include <string>

#include "../events/sender_id.hpp"
#include "mapping.hpp"
#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {

namespace {

// How long a received message is hidden; nothing where that is not known.
Optional<std::int64_t> known_visibility(Queue& queue) {
  constexpr std::int64_t default_seconds = 30;
  if (queue.is_imported()) return {};
  const Node& node = queue.resource().props.visibility_timeout.node();
  if (!node.is_set()) return default_seconds;
  return node.kind == NodeKind::integer ? Optional(node.integer) : Optional<std::int64_t>();
}

}  // namespace

cfn::lambda::EventSourceMapping& SqsEventSource::connect(AnyFunction& function, Source at) const {
  queue->grant_consume_messages(function);
  const std::string name = events::sender_id(*queue, &function) + "Mapping";
  auto& mapping = lambda::add_mapping(function, Id(Text(name), at), queue->arn());
  lambda::set_batch(mapping, batch_size, batch_window);
  lambda::set_filters(mapping, filters, filter_key);
  lambda::set_pollers(mapping, provisioned_pollers);
  lambda::set_switches(
      mapping,
      {.count_events = count_events, .enabled = enabled, .report_failures = report_failures});
  if (max_concurrency.is_set()) {
    mapping.props.scaling_config = cfn::lambda::event_source_mapping::ScalingConfig{
        .maximum_concurrency = max_concurrency.value()};
  }
  lambda::check_number(mapping, max_concurrency.is_broken(), max_concurrency.number(),
                       "max_concurrency", "2 to 1000");
  const Optional<std::int64_t> timeout = function.function().known_timeout();
  const Optional<std::int64_t> visibility = known_visibility(*queue);
  if (timeout.has_value() && visibility.has_value() && *visibility < *timeout) {
    mapping.error(codes::OT2240,
                  "messages of '" + queue->path() + "' show again after " +
                      std::to_string(*visibility) + " seconds, while the function may run for " +
                      std::to_string(*timeout),
                  "give the queue a `visibility_timeout` of six times the function's timeout");
  }
  return mapping;
}

}  // namespace omnitrack
