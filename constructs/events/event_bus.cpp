#include "omnitrack/events/event_bus.hpp"

#include <string>

#include "../check_number.hpp"
#include "../iam/let_in.hpp"
#include "sender_id.hpp"
#include <omnitrack/cfn/events.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {

namespace {

namespace bus = cfn::events::event_bus;

// The type needs a name, and a change of the stack's name makes another.
Value<std::string> bus_name_of(const Construct& at, const EventBusProps& props) {
  if (props.bus_name.is_set()) return props.bus_name.value();
  if (props.event_source_name.is_set()) return props.event_source_name;
  return concat(at.stack().stack_name(), "-", events::sender_id(at, &at));
}

std::string_view log_level_name(EventBusLogLevel level) {
  static constexpr std::string_view names[] = {"OFF", "ERROR", "INFO", "TRACE"};
  return names[static_cast<std::size_t>(level)];
}

}  // namespace

EventBus::EventBus(Attach at, const EventBusProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::events::EventBusProps{
          .id = primary(),
          .name = bus_name_of(*this, props),
          .description = props.description,
          .event_source_name = props.event_source_name,
          .kms_key_identifier = props.kms_key.arn(),
      })),
      arn_(resource_->attr_arn()),
      name_(resource_->ref()) {
  const Value<std::string> known_arn =
      stack().arn("events", concat("event-bus/", bus_name_of(*this, props)));
  let_eventbridge_use(props.kms_key, known_arn);
  if (props.dead_letter_queue.is_set()) {
    resource_->props.dead_letter_config =
        bus::DeadLetterConfig{.arn = props.dead_letter_queue->arn()};
    props.dead_letter_queue->permit_delivery(id(), "events.amazonaws.com", known_arn);
  }
  if (props.log_level) {
    resource_->props.log_config = bus::LogConfig{
        .include_detail = props.log_details ? bus::LogConfig::IncludeDetail::full
                                            : bus::LogConfig::IncludeDetail::none,
        .level = as<bus::LogConfig::Level>(log_level_name(*props.log_level)),
    };
  }
  if (props.bus_name.is_broken()) {
    error(codes::OT3125, "'" + std::string(props.bus_name.text()) + "' is not a name for a bus",
          "use 1 to 256 letters, digits, '.', '-' and '_', but not 'default'");
  }
}

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-key-policy.html
void EventBus::let_eventbridge_use(const KeyLink& key, const Value<std::string>& known_arn) const {
  if (!key.is_set()) return;
  key.allow_service(
      "events.amazonaws.com", {"kms:Decrypt", "kms:GenerateDataKey"},
      {{"StringEquals",
        Json::object({{"aws:SourceArn", known_arn},
                      {"kms:EncryptionContext:aws:events:event-bus:arn", known_arn}})}});
  key.allow_service("events.amazonaws.com", {"kms:DescribeKey"},
                    {{"StringEquals", Json::object({{"aws:SourceArn", known_arn}})}});
}

cfn::events::Archive& EventBus::add_archive(std::string_view archive_id,
                                            const EventArchive& archive) {
  omnitrack::check_number(*this, codes::OT3124, archive.days, "days",
                          "0 for ever, or a number of days");
  return add(cfn::events::ArchiveProps{
      .id = child(archive_id),
      .source_arn = arn(),
      .archive_name = archive.archive_name,
      .description = archive.description,
      .event_pattern = archive.pattern.json(),
      .retention_days = archive.days.value(),
  });
}

void EventBus::add_to_resource_policy(std::string_view statement_id, PolicyStatement statement) {
  if (!statement.resources.is_set()) statement.resources = {arn()};
  if (statement.sid.empty()) statement.sid = statement_id;
  const PolicyDocument document{statement};
  // The policy takes the statement alone. One that is about an organization and others is two.
  const Node& statements = document.json().node().fields[1].value;
  for (std::uint32_t i = 0; i < statements.size; ++i) {
    const std::string named = std::string(statement_id) + (i == 0 ? "" : "Organization");
    Json made = Json::from_node(statements.items[i]);
    if (i > 0) made.set("Sid", named);
    add(cfn::events::EventBusPolicyProps{
        .id = child(named),
        .statement_id = named,
        .event_bus_name = name(),
        .statement = made,
    });
  }
}

void EventBus::grant_put_events(Grantee& grantee) const {
  const Value<std::string> sender =
      iam::granted_besides(*this, grantee, {.actions = {"events:PutEvents"}, .resources = {arn()}});
  const std::string policy_id = "From" + iam::id_of(sender);
  if (!sender.is_set() || iam::has_child(*this, policy_id)) return;
  const_cast<EventBus*>(this)->add_to_resource_policy(
      policy_id, {.actions = {"events:PutEvents"}, .principals = PolicyPrincipal::aws(sender)});
}

Metric EventBus::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/Events",
                     .metric_name = metric_name,
                     .dimensions = {{"EventBusName", name()}}};
}

}  // namespace omnitrack
