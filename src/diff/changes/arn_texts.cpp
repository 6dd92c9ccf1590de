#include "diff/changes/arn_texts.hpp"

#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "meaning/policy_text.hpp"
#include "meaning/reference_text.hpp"
#include "meaning/references.hpp"
#include "meaning/text_parts.hpp"

namespace omnitrack::diff {

using meaning::TextPart;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

/// What a Ref to a resource gives; no text holds the first character.
std::string reference_mark(std::string_view name, std::string_view attribute) {
  return '\x01' + std::string(name) + '.' + std::string(attribute) + '\x01';
}

/// Whether a variable of an ARN's pattern is what a Ref to the resource gives.
bool is_given_by_ref(const ResourceEntry& resource, std::string_view variable) {
  constexpr std::string_view with_path = "WithPath";
  if (variable.ends_with(with_path)) {
    variable.remove_suffix(with_path.size());
    if (meaning::find_value(resource.properties, "Path") != nullptr) return false;
  }
  return variable == meaning::ref_attribute(*resource.type);
}

}  // namespace

std::string ArnTexts::of(const Node& value) const {
  if (!value.is_scalar() && !meaning::is_text_expression(value)) {
    return meaning::canonical_text(value, {});
  }
  std::string text;
  for (const TextPart& each : meaning::text_parts(value)) {
    switch (each.kind) {
      case TextPart::Kind::literal:
        text += each.text;
        break;
      case TextPart::Kind::reference:
        add_reference(each.text, each.attribute, text);
        break;
      case TextPart::Kind::other:
        text.append(1, '\x01').append(meaning::canonical_text(*each.value, {}));
        break;
    }
  }
  return text;
}

std::string ArnTexts::of_statement(const Node& statement) const {
  return meaning::statement_text(statement, [this](const Node& each) { return of(each); });
}

bool ArnTexts::has_arn(const Node& value) const {
  bool has_any = false;
  meaning::for_each_name_in(value, [&](const meaning::Name& name) {
    const ResourceEntry* resource = index_.find_resource(name.text);
    has_any = has_any || (resource != nullptr && !name.attribute.empty() &&
                          meaning::is_own_arn(*resource, name.attribute));
  });
  return has_any;
}

void ArnTexts::add_pseudo(std::string_view name, std::string& text) const {
  if (const meaning::KnownPlace* place = surroundings_.find(name)) {
    text += place->text;
  } else if (name == "AWS::Partition") {
    // Other partitions have stacks of their own, so that a literal one is the stack's.
    text += "aws";
  } else if (name == "AWS::URLSuffix") {
    text += "amazonaws.com";
  } else {
    text += reference_mark(name, {});
  }
}

void ArnTexts::add_reference(std::string_view name, std::string_view attribute,
                             std::string& text) const {
  const ResourceEntry* resource = index_.find_resource(name);
  if (resource == nullptr) return add_pseudo(name, text);
  const bool is_arn = resource->type && meaning::is_own_arn(*resource, attribute);
  if (is_arn && add_arn(*resource, text)) return;
  text += reference_mark(
      name, meaning::is_ref_attribute(*resource, attribute) ? std::string_view() : attribute);
}

bool ArnTexts::add_arn(const ResourceEntry& resource, std::string& text) const {
  const std::string_view form = resource.type->arn();
  std::string arn;
  for (std::size_t at = 0; at < form.size();) {
    const std::size_t begin = form.find("${", at);
    arn += form.substr(at, begin - at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = form.find('}', begin);
    if (end == std::string_view::npos) return false;
    const std::string_view variable = form.substr(begin + 2, end - begin - 2);
    at = end + 1;
    if (variable == "Account") {
      add_pseudo("AWS::AccountId", arn);
    } else if (variable == "Partition" || variable == "Region") {
      add_pseudo("AWS::" + std::string(variable), arn);
    } else if (is_given_by_ref(resource, variable)) {
      arn += reference_mark(resource.logical_id, {});
    } else {
      return false;
    }
  }
  if (arn.empty()) return false;
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
  if (resource.type_name == "AWS::Logs::LogGroup") arn += ":*";
  text += arn;
  return true;
}

}  // namespace omnitrack::diff
