#include "cli/deploy/outputs_text.hpp"

#include "cli/page/printable.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

std::string outputs_text(const std::vector<StackOutputs>& stacks) {
  std::string text;
  for (const StackOutputs& stack : stacks) {
    for (const deploy::NamedValue& each : stack.outputs) {
      text += printable(stack.stack) + '.' + printable(each.name) + " = " + printable(each.value) +
              '\n';
    }
  }
  return text;
}

std::string outputs_json(const std::vector<StackOutputs>& stacks) {
  return support::json_text(support::JsonLayout::wide, [&](support::JsonWriter& json) {
    json.begin_object();
    for (const StackOutputs& stack : stacks) {
      json.any_key(stack.stack);
      json.begin_object();
      for (const deploy::NamedValue& each : stack.outputs) {
        json.any_key(each.name);
        json.any_string(each.value);
      }
      json.end_object();
    }
    json.end_object();
  });
}

}  // namespace omnitrack::cli
