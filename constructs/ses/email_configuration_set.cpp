#include <string>

#include <omnitrack/cfn/ses.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/ses/email_identity.hpp>
#include <omnitrack/sns/topic.hpp>

namespace omnitrack {

namespace {

namespace set_made = cfn::ses::configuration_set;

cfn::ses::ConfigurationSetProps set_props(const Id& id, const EmailConfigurationSetProps& props) {
  cfn::ses::ConfigurationSetProps made{
      .id = id,
      .delivery_options =
          set_made::DeliveryOptions{.tls_policy = props.require_tls ? "REQUIRE" : "OPTIONAL"},
      .name = props.name,
      .reputation_options =
          set_made::ReputationOptions{.reputation_metrics_enabled = bool(props.reputation_metrics)},
  };
  if (props.suppress_failed_addresses) {
    made.suppression_options =
        set_made::SuppressionOptions{.suppressed_reasons = {"BOUNCE", "COMPLAINT"}};
  }
  return made;
}

std::string_view event_name(EmailEvent event) {
  constexpr std::string_view names[] = {
      "SEND",           "REJECT",      "BOUNCE", "COMPLAINT",
      "DELIVERY",       "OPEN",        "CLICK",  "RENDERING_FAILURE",
      "DELIVERY_DELAY", "SUBSCRIPTION"};
  return names[static_cast<std::size_t>(event)];
}

}  // namespace

EmailConfigurationSet::EmailConfigurationSet(Attach at, const EmailConfigurationSetProps& props)
    : Construct(std::move(at)), resource_(add(set_props(primary(), props))) {}

// https://docs.aws.amazon.com/ses/latest/dg/event-publishing-add-event-destination-sns.html
void EmailConfigurationSet::tell(std::string_view id, Topic& topic,
                                 const Items<EmailEvent>& events) {
  namespace destination = cfn::ses::configuration_set_event_destination;
  List<std::string> names;
  for (const EmailEvent event : events) names.add(event_name(event));
  topic.allow_service("ses.amazonaws.com",
                      {{"StringEquals", Json::object({{"aws:SourceAccount", stack().account()},
                                                      {"aws:SourceArn", arn()}})}},
                      {{"StringEquals", Json::object({{"aws:SourceAccount", stack().account()}})}});
  auto& made = add(cfn::ses::ConfigurationSetEventDestinationProps{
      .id = child(id),
      .configuration_set_name = name(),
      .event_destination =
          destination::EventDestination{
              .matching_event_types = names,
              .enabled = true,
              .sns_destination = destination::SnsDestination{.topic_arn = topic.arn()}},
  });
  // SES tries whether it may publish.
  made.depends_on(topic);
}

Value<cfn::ses::ConfigurationSetName> EmailConfigurationSet::name() const {
  return resource_.ref();
}

Value<std::string> EmailConfigurationSet::arn() const {
  return stack().arn("ses", concat("configuration-set/", name()));
}

}  // namespace omnitrack
