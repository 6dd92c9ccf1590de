#include "omnitrack/config/config_rule.hpp"

#include "config_frequency.hpp"
#include <omnitrack/cfn/config.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

namespace {

using config::frequency_name;
namespace l1 = cfn::config::config_rule;

// https://docs.aws.amazon.com/config/latest/APIReference/API_SourceDetail.html
List<l1::SourceDetail> details_of(const ConfigTriggers& triggers) {
  List<l1::SourceDetail> details;
  if (triggers.on_changes) {
    for (const std::string_view type :
         {"ConfigurationItemChangeNotification", "OversizedConfigurationItemChangeNotification"}) {
      details.add(l1::SourceDetail{.event_source = "aws.config", .message_type = type});
    }
  }
  if (triggers.every) {
    details.add(l1::SourceDetail{.event_source = "aws.config",
                                 .message_type = "ScheduledNotification",
                                 .maximum_execution_frequency = frequency_name(*triggers.every)});
  }
  return details;
}

l1::Source source_of(const ConfigRuleSource& source) {
  switch (source.kind()) {
    case ConfigRuleSource::Kind::function:
      return {.owner = "CUSTOM_LAMBDA",
              .source_details = details_of(source.triggers()),
              .source_identifier = source.function()->arn()};
    case ConfigRuleSource::Kind::guard:
      return {.owner = "CUSTOM_POLICY",
              .custom_policy_details = l1::CustomPolicyDetails{.policy_runtime = "guard-2.x.x",
                                                               .policy_text = source.text()},
              .source_details = details_of(source.triggers())};
    case ConfigRuleSource::Kind::managed:
      break;
  }
  return {.owner = "AWS", .source_identifier = source.text()};
}

}  // namespace

ConfigRuleSource ConfigRuleSource::managed(std::string_view identifier) {
  return {Kind::managed, identifier, nullptr, {}};
}

ConfigRuleSource ConfigRuleSource::function(Function& function, const ConfigTriggers& triggers) {
  return {Kind::function, {}, &function, triggers};
}

ConfigRuleSource ConfigRuleSource::guard(const Value<std::string>& policy) {
  return {Kind::guard, policy, nullptr, {}};
}

ConfigRule::ConfigRule(Attach at, const ConfigRuleProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::config::ConfigRuleProps{
          .id = primary(),
          .source = source_of(props.source),
          .config_rule_name = props.rule_name,
          .description = props.description,
      })) {
  cfn::config::ConfigRuleProps& made = resource_.props;
  const bool is_managed = props.source.kind() == ConfigRuleSource::Kind::managed;
  const ConfigTriggers& triggers = props.source.triggers();
  if (!is_managed && !triggers.on_changes && !triggers.every) {
    error(codes::OT3631, "the rule is never judged", "judge it on_changes, or every so often");
  }
  if (props.every) {
    if (!is_managed) {
      error(codes::OT3632, "a rule of one's own is judged as its triggers say, and has `every` too",
            "give ConfigTriggers its `every`");
    }
    made.maximum_execution_frequency = frequency_name(*props.every);
  }
  if (props.parameters.is_set()) made.input_parameters = Json(props.parameters);
  if (props.scope) {
    made.scope = l1::Scope{
        .compliance_resource_id = props.scope->resource_id,
        .compliance_resource_types = props.scope->resource_types,
        .tag_key = props.scope->tag_key,
        .tag_value = props.scope->tag_value,
    };
  }
  Function* function = props.source.function();
  if (function == nullptr) return;
  // AWS Config tries the function when the rule is made.
  resource_.depends_on(function->add_permission(path() + "Evaluation",
                                                PolicyPrincipal::service("config.amazonaws.com"),
                                                {}, stack().account()));
  if (function->is_imported()) return;
  // The action knows no resources.
  function->add_to_policy({.actions = {"config:PutEvaluations"}, .resources = {"*"}});
}

Value<std::string> ConfigRule::arn() const { return resource_.attr_arn(); }
Value<std::string> ConfigRule::name() const { return resource_.ref(); }
Value<std::string> ConfigRule::rule_id() const { return resource_.attr_config_rule_id(); }

}  // namespace omnitrack
