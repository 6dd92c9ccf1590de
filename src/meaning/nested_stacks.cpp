#include "meaning/nested_stacks.hpp"

#include <filesystem>

#include "meaning/known.hpp"
#include "meaning/text_parts.hpp"

namespace omnitrack::meaning {

namespace {

bool is_of_sam(const tmpl::ResourceEntry& resource) {
  return resource.type_name == "AWS::Serverless::Application";
}

/// A list becomes a text with commas.
std::optional<std::string> handed_text(const tmpl::Node& value) {
  if (!value.is(tmpl::Kind::list)) {
    const auto text = known_text(&value);
    return text ? std::optional<std::string>(*text) : std::nullopt;
  }
  std::string joined;
  for (const tmpl::Node& each : value.items()) {
    const auto text = known_text(&each);
    if (!text) return std::nullopt;
    if (&each != value.items().data()) joined += ',';
    joined += *text;
  }
  return joined;
}

}  // namespace

bool is_nested_stack(const tmpl::ResourceEntry& resource) {
  return resource.type_name == "AWS::CloudFormation::Stack" || is_of_sam(resource);
}

// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
std::optional<std::string> nested_file(const tmpl::Index& parent,
                                       const tmpl::ResourceEntry& stack) {
  if (!is_nested_stack(stack)) return std::nullopt;
  const auto url =
      known_text(find_value(stack.properties, is_of_sam(stack) ? "Location" : "TemplateURL"));
  if (!url || url->find("://") != std::string_view::npos) return std::nullopt;
  const std::filesystem::path folder = std::filesystem::path(parent.source().file()).parent_path();
  return (folder / *url).lexically_normal().generic_string();
}

std::string nested_file_name(const tmpl::ResourceEntry& stack) {
  const tmpl::Node* url =
      find_value(stack.properties, is_of_sam(stack) ? "Location" : "TemplateURL");
  if (url == nullptr || (!url->is_scalar() && !is_text_expression(*url))) return {};
  const std::vector<TextPart> parts = text_parts(*url);
  if (parts.empty() || parts.back().kind != TextPart::Kind::literal) return {};
  const std::string& end = parts.back().text;
  const std::size_t slash = end.rfind('/');
  return slash == std::string::npos ? std::string() : end.substr(slash + 1);
}

HandedValues handed_values(const tmpl::ResourceEntry& stack) {
  HandedValues handed;
  const tmpl::Node* properties = all_properties(stack);
  if (properties == nullptr) {
    handed.is_whole = false;
    return handed;
  }
  const tmpl::Node* parameters = find_value(properties, "Parameters");
  if (parameters == nullptr) return handed;
  if (parameters->is_call() || may_have_more(*parameters)) {
    handed.is_whole = false;
    return handed;
  }
  for (const tmpl::Member& each : parameters->members()) {
    if (is_no_value(each.value)) continue;
    if (auto text = handed_text(each.value)) {
      handed.known.emplace(each.key(), GivenText{std::move(*text), "the stack around it"});
    } else {
      handed.open.emplace(each.key());
    }
  }
  return handed;
}

}  // namespace omnitrack::meaning
