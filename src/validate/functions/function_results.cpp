#include "validate/functions/function_results.hpp"

#include "meaning/references.hpp"

namespace omnitrack::validate {

using meaning::Name;
using meaning::sole_name;
using schema::Accepts;
using tmpl::Function;
using tmpl::Index;
using tmpl::Node;

namespace {

Result result_of_ref(const Index& index, std::string_view name) {
  if (name.starts_with("AWS::")) {
    return name == "AWS::NotificationARNs" ? Result::list
           : name == "AWS::NoValue"        ? Result::unknown
                                           : Result::one;
  }
  if (const tmpl::ParameterEntry* parameter = index.find_parameter(name)) {
    if (parameter->type_name.empty()) return Result::unknown;
    return parameter->is_list() ? Result::list : Result::one;
  }
  return index.find_resource(name) != nullptr ? Result::one : Result::unknown;
}

Result result_of_attribute(const Index& index, const Name& name) {
  const tmpl::ResourceEntry* resource = index.find_resource(name.text);
  if (resource == nullptr || resource->is_open || !resource->type) return Result::unknown;
  // What a nested stack gives is text always.
  if (name.attribute.starts_with("Outputs.")) return Result::one;
  const auto attribute = resource->type->find_attribute(name.attribute);
  if (!attribute) return Result::unknown;
  const std::uint16_t accepts = attribute->type().accepts();
  if (accepts == static_cast<std::uint16_t>(Accepts::list)) return Result::list;
  const auto others = static_cast<std::uint16_t>(
      static_cast<unsigned>(Accepts::string) | static_cast<unsigned>(Accepts::boolean) |
      static_cast<unsigned>(Accepts::integer) | static_cast<unsigned>(Accepts::number));
  return (accepts & ~others) == 0 ? Result::one : Result::unknown;
}

}  // namespace

Result result_of(const Index& index, const Node& call) {
  switch (call.function) {
    case Function::ref:
      return result_of_ref(index, call.argument().text());
    case Function::get_att: {
      const Name name = sole_name(call);
      return name.text.empty() ? Result::unknown : result_of_attribute(index, name);
    }
    case Function::base64:
    case Function::get_stack_output:
    case Function::import_value:
    case Function::join:
    case Function::length:
    case Function::sub:
    case Function::to_json_string:
      return Result::one;
    case Function::cidr:
    case Function::get_azs:
    case Function::split:
      return Result::list;
    default:
      return Result::unknown;
  }
}

}  // namespace omnitrack::validate
