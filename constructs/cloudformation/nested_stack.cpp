#include "omnitrack/cloudformation/nested_stack.hpp"

#include <string>

#include <omnitrack/cfn/cloudformation.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

NestedTemplate NestedTemplate::url(const Value<std::string>& url) { return NestedTemplate(url); }

NestedTemplate NestedTemplate::local(std::string_view path) {
  return NestedTemplate(Value<std::string>(path));
}

NestedStack::NestedStack(Attach at, const NestedStackProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::cloudformation::StackProps{
          .id = primary(),
          .parameters = props.parameters,
          .template_url = props.template_file.text(),
          .timeout_in_minutes = props.timeout.value(),
      })) {
  if (props.timeout.is_broken()) {
    error(
        codes::OT3644,
        "timeout is " + std::to_string(props.timeout.number()) + " minutes, which is out of bounds",
        "it is 1 minute or more");
  }
  for (const auto& topic : props.notifications) {
    resource_.props.notification_arns.add(topic->event_target_arn());
  }
  resource_.set_removal_policy(props.removal_policy);
}

void NestedStack::set_parameter(std::string_view name, const Value<std::string>& value) {
  resource_.props.parameters.set(name, value);
}

Value<std::string> NestedStack::output(std::string_view name) const {
  return resource_.attribute("Outputs." + std::string(name));
}

Value<std::string> NestedStack::stack_id() const { return resource_.untyped_ref(); }

}  // namespace omnitrack
