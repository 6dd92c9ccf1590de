#include "meaning/reference_text.hpp"

#include <algorithm>
#include <utility>

#include "meaning/known.hpp"
#include "schema/facts.hpp"
#include "schema/schema.hpp"

namespace omnitrack::meaning {

namespace {

using Of = ReferencePiece::Kind;
using ReferencePieces = std::vector<ReferencePiece>;
using tmpl::ResourceEntry;

bool is_arn_name(std::string_view name) { return name == "Arn" || name.ends_with("Arn"); }

/// Whether a resource sets a property of its own accord.
bool is_set(const ResourceEntry& resource, std::string_view name) {
  const auto property = resource.type->shape().find(name);
  return property && !property->is_read_only() && find_value(resource.properties, name) != nullptr;
}

std::string_view without(std::string_view name, std::string_view ending) {
  return name.ends_with(ending) ? name.substr(0, name.size() - ending.size()) : std::string_view();
}

/// Adds what a variable of an ARN's pattern stands for; false where the resource does not tell it.
bool add_variable(const ResourceEntry& resource, std::string_view variable,
                  ReferencePieces& pieces) {
  if (is_set(resource, variable)) {
    pieces.push_back({Of::property, std::string(variable)});
    return true;
  }
  // A path begins and ends with a slash, of which the pattern has the first.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  if (const std::string_view name = without(variable, "WithPath"); !name.empty()) {
    const tmpl::Node* path = find_value(resource.properties, "Path");
    const auto known = path == nullptr ? std::optional<std::string_view>("/") : known_text(path);
    if (!is_set(resource, name) || !known || !known->starts_with('/')) return false;
    pieces.push_back({Of::literal, std::string(known->substr(1))});
    pieces.push_back({Of::property, std::string(name)});
    return true;
  }
  // The pattern names it in full what the type calls its name.
  if (variable.ends_with("Name") && ref_attribute(*resource.type) == "Name" &&
      is_set(resource, "Name")) {
    pieces.push_back({Of::property, "Name"});
    return true;
  }
  return false;
}

ReferencePieces arn_pieces(const ResourceEntry& resource) {
  const std::string_view form = resource.type->arn();
  ReferencePieces pieces;
  for (std::size_t at = 0; at < form.size();) {
    const std::size_t begin = std::min(form.find("${", at), form.size());
    if (begin > at) pieces.push_back({Of::literal, std::string(form.substr(at, begin - at))});
    if (begin == form.size()) break;
    const std::size_t end = form.find('}', begin);
    if (end == std::string_view::npos) return {};
    const std::string_view variable = form.substr(begin + 2, end - begin - 2);
    at = end + 1;
    if (variable == "Partition" || variable == "Region") {
      pieces.push_back({Of::pseudo, "AWS::" + std::string(variable)});
    } else if (variable == "Account") {
      pieces.push_back({Of::pseudo, "AWS::AccountId"});
    } else if (!add_variable(resource, variable, pieces)) {
      return {};
    }
  }
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
  if (resource.type_name == "AWS::Logs::LogGroup") pieces.push_back({Of::literal, ":*"});
  return pieces;
}

}  // namespace

std::string_view ref_attribute(const schema::ResourceType& type) {
  if (!type.ref().empty()) return type.ref();
  return type.identifier_count() == 1 ? type.identifier(0) : std::string_view();
}

bool is_ref_attribute(const ResourceEntry& resource, std::string_view attribute) {
  if (!resource.type || attribute.empty()) return false;
  if (ref_attribute(*resource.type) == attribute) return true;
  const auto fact = schema::fact_of<schema::RefGives>(resource.type_name);
  return fact && fact->attribute == attribute;
}

bool is_own_arn(const ResourceEntry& resource, std::string_view attribute) {
  if (attribute == "Arn") return true;
  if (attribute.empty()) return resource.type && is_arn_name(ref_attribute(*resource.type));
  const std::string_view name = resource.type_name.substr(resource.type_name.rfind(':') + 1);
  return attribute.size() == name.size() + 3 && attribute.starts_with(name) &&
         is_arn_name(attribute);
}

bool may_be_told(const ResourceEntry& resource, std::string_view attribute) {
  if (!resource.type) return false;
  const std::string_view named = attribute.empty() ? ref_attribute(*resource.type) : attribute;
  if (!named.empty() && find_value(resource.properties, named) != nullptr) return true;
  return is_own_arn(resource, attribute) || is_ref_attribute(resource, attribute);
}

std::vector<ReferencePiece> reference_pieces(const ResourceEntry& resource,
                                             std::string_view attribute) {
  if (!resource.type || may_be_rewritten(resource)) return {};
  const std::string_view named = attribute.empty() ? ref_attribute(*resource.type) : attribute;
  if (!named.empty() && is_set(resource, named)) return {{Of::property, std::string(named)}};
  return is_own_arn(resource, attribute) ? arn_pieces(resource) : ReferencePieces();
}

}  // namespace omnitrack::meaning
