#include "validate/functions/function_results.hpp"

namespace omnitrack::validate {

using schema::Accepts;
using tmpl::Function;
using tmpl::Index;
using tmpl::Kind;
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

Result result_of_attribute(const Index& index, const Reference& reference) {
  const tmpl::ResourceEntry* resource = index.find_resource(reference.name);
  if (resource == nullptr || resource->is_open || !resource->type) return Result::unknown;
  // What a nested stack gives is text always.
  if (reference.attribute.starts_with("Outputs.")) return Result::one;
  const auto attribute = resource->type->find_attribute(reference.attribute);
  if (!attribute) return Result::unknown;
  const std::uint16_t accepts = attribute->type().accepts();
  if (accepts == static_cast<std::uint16_t>(Accepts::list)) return Result::list;
  const auto others = static_cast<std::uint16_t>(
      static_cast<unsigned>(Accepts::string) | static_cast<unsigned>(Accepts::boolean) |
      static_cast<unsigned>(Accepts::integer) | static_cast<unsigned>(Accepts::number));
  return (accepts & ~others) == 0 ? Result::one : Result::unknown;
}

Reference split_attribute(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return {text, {}};
  return {text.substr(0, dot), text.substr(dot + 1)};
}

}  // namespace

Reference reference_in(const Node& call) {
  const Node& argument = call.argument();
  switch (call.function) {
    case Function::ref:
      return {argument.text(), {}};
    case Function::get_att: {
      if (argument.is(Kind::string)) return split_attribute(argument.text());
      const auto parts = argument.items();
      if (parts.size() != 2 || !parts[0].is(Kind::string) || !parts[1].is(Kind::string)) return {};
      return {parts[0].text(), parts[1].text()};
    }
    case Function::sub: {
      const std::string_view text = argument.text();
      if (!argument.is(Kind::string) || !text.starts_with("${") || !text.ends_with('}') ||
          text.find('}') != text.size() - 1 || text.starts_with("${!")) {
        return {};
      }
      return split_attribute(text.substr(2, text.size() - 3));
    }
    default:
      return {};
  }
}

Result result_of(const Index& index, const Node& call) {
  switch (call.function) {
    case Function::ref:
      return result_of_ref(index, call.argument().text());
    case Function::get_att: {
      const Reference reference = reference_in(call);
      return reference.name.empty() ? Result::unknown : result_of_attribute(index, reference);
    }
    case Function::base64:
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
