#include "omnitrack/stack.hpp"

#include "core/tree.hpp"
#include "omnitrack/fn.hpp"

namespace omnitrack {

namespace {

Value<std::string> pseudo(const Stack& of, PseudoParameter parameter) {
  return Value<std::string>::from_node(detail::make_pseudo(parameter, &of));
}

}  // namespace

Stack::Stack(Attach at, const StackProps& props)
    : Construct(std::move(at), ConstructKind::stack),
      name_(props.stack_name.empty() ? id() : props.stack_name.text()),
      account_(props.account),
      region_(props.region),
      description_(props.description),
      outputs_role_(props.outputs_role),
      termination_protection_(props.termination_protection) {
  stack_ = this;
}

Value<std::string> Stack::account() const {
  return account_.empty() ? pseudo(*this, PseudoParameter::account_id)
                          : Value<std::string>(account_);
}

Value<std::string> Stack::region() const {
  return region_.empty() ? pseudo(*this, PseudoParameter::region) : Value<std::string>(region_);
}

Value<std::string> Stack::partition() const { return pseudo(*this, PseudoParameter::partition); }
Value<std::string> Stack::url_suffix() const { return pseudo(*this, PseudoParameter::url_suffix); }
Value<std::string> Stack::stack_id() const { return pseudo(*this, PseudoParameter::stack_id); }
Value<std::string> Stack::stack_name() const { return pseudo(*this, PseudoParameter::stack_name); }

List<std::string> Stack::notification_arns() const {
  return List<std::string>::from_node(
      detail::make_pseudo(PseudoParameter::notification_arns, this));
}

Value<std::string> Stack::arn(std::string_view service, const Value<std::string>& resource) const {
  return concat("arn:", partition(), ":", service, ":", region(), ":", account(), ":", resource);
}

void Stack::add_metadata(std::string_view key, const Json& value) { metadata_.set(key, value); }

void Stack::add_transform(std::string_view name) { transforms_.add(name); }

void Stack::set_section(std::string_view name, const Json& value) { sections_.set(name, value); }

Parameter::Parameter(Attach at, const ParameterProps& props)
    : Element(std::move(at), ConstructKind::parameter), props_(props) {}

ConditionExpression::ConditionExpression(const Condition& condition)
    : node_(detail::call(Intrinsic::condition, detail::make_logical_id(condition))) {}

Condition::Condition(Attach at, const ConditionProps& props)
    : Element(std::move(at), ConstructKind::condition), expression_(props.expression.node()) {}

Mapping::Mapping(Attach at, const MappingProps& props)
    : Element(std::move(at), ConstructKind::mapping), table_(props.table) {}

Node Mapping::find_node(const Node& top_key, const Node& second_key) const {
  return detail::call(Intrinsic::find_in_map, detail::make_logical_id(*this), top_key, second_key);
}

namespace {

Json rule_body(const RuleProps& props) {
  Json body = Json::object({});
  if (props.condition) {
    body.set("RuleCondition", Json::from_node(props.condition->node()));
  }
  Json assertions = Json::array({});
  for (const RuleAssertion& assertion : props.assertions) {
    Json item = Json::object({{"Assert", Json::from_node(assertion.expression.node())}});
    if (!assertion.description.empty()) item.set("AssertDescription", assertion.description);
    assertions.add(item);
  }
  body.set("Assertions", assertions);
  return body;
}

}  // namespace

Rule::Rule(Attach at, const RuleProps& props)
    : Element(std::move(at), ConstructKind::rule), body_(rule_body(props)) {}

Output::Output(Attach at, const OutputProps& props)
    : Element(std::move(at), ConstructKind::output), props_(props) {}

}  // namespace omnitrack
