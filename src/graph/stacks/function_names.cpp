#include "graph/stacks/function_names.hpp"

#include <algorithm>

#include "diff/security/add_new.hpp"
#include "diff/security/statements.hpp"

namespace omnitrack::graph {

using meaning::Symbols;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

std::string_view service_in(std::string_view type) { return type.substr(0, type.rfind("::")); }

/// What follows a name in `name:live` or in `…:function:name:live/invocations`; nothing where the
/// name goes on.
std::optional<Symbols> qualifier_after(const Symbols& text, std::size_t end) {
  if (end == text.size() || text[end] == U'/') return Symbols();
  if (text[end] != U':') return std::nullopt;
  return text.substr(end + 1, text.find(U'/', end) - end - 1);
}

}  // namespace

FunctionNames::FunctionNames(const Scene& scene, const ResourceEntry& function)
    : scene_(scene), function_(function) {
  const diff::Reader& reader = scene.reader();
  own_.push_back(reader.own_attribute(function, {}).symbols);
  if (const Node* name = scene.find(function, "FunctionName")) {
    own_.push_back(reader.pattern(*name, diff::Wildcards::none).symbols);
  }
  for (const ResourceEntry* each : naming("AWS::Lambda::Alias", "FunctionName")) {
    const Node* name = scene.find(*each, "Name");
    qualified_.push_back({.entry = each,
                          .reference = reader.own_attribute(*each, {}).symbols,
                          .qualifier = name == nullptr
                                           ? reader.own_attribute(*each, "Name")
                                           : reader.pattern(*name, diff::Wildcards::none)});
  }
  for (const ResourceEntry* each : naming("AWS::Lambda::Version", "FunctionName")) {
    qualified_.push_back({.entry = each,
                          .reference = reader.own_attribute(*each, {}).symbols,
                          .qualifier = reader.own_attribute(*each, "Version")});
  }
}

Entries FunctionNames::entries() const {
  Entries found{&function_};
  for (const QualifiedFunction& each : qualified_) found.push_back(each.entry);
  return found;
}

std::optional<Symbols> FunctionNames::qualifier_in(const Symbols& text) const {
  static const Symbols mark = diff::symbols_of(":function:");
  for (const QualifiedFunction& each : qualified_) {
    if (text.find(each.reference) != Symbols::npos) return each.qualifier.symbols;
  }
  const std::size_t at = text.find(mark);
  const std::size_t begin = at == Symbols::npos ? 0 : at + mark.size();
  for (const Symbols& each : own_) {
    if (text.compare(begin, each.size(), each) != 0) continue;
    if (auto qualifier = qualifier_after(text, begin + each.size())) return qualifier;
  }
  return std::nullopt;
}

std::optional<Symbols> FunctionNames::qualifier_in(const Node& value) const {
  return qualifier_in(scene_.reader().pattern(value, diff::Wildcards::none).symbols);
}

std::vector<Symbols> FunctionNames::named_by(const ResourceEntry& caller) const {
  std::vector<Symbols> found;
  if (caller.properties != nullptr) add_named_below(*caller.properties, found);
  for (const ResourceEntry& each : scene_.model().index().resources()) {
    if (service_in(each.type_name) != service_in(caller.type_name)) continue;
    const Entries& users = scene_.model().users_of(caller.logical_id, each.type_name);
    const bool is_part = std::ranges::find(users, &each) != users.end();
    if (!is_part || each.properties == nullptr || !scene_.reader().exists(each)) continue;
    add_named_below(*each.properties, found);
  }
  // A variable of a stage may name any.
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html
  const bool is_variable = std::ranges::any_of(
      found, [](const Symbols& each) { return each.find(U'{') != Symbols::npos; });
  return is_variable ? std::vector<Symbols>() : found;
}

void FunctionNames::add_named_below(const Node& value, std::vector<Symbols>& found) const {
  const Node* settled = scene_.reader().settle(&value);
  if (settled == nullptr) return;
  if (settled->is_scalar() || settled->is_call()) {
    if (auto qualifier = qualifier_in(*settled)) diff::add_new(found, std::move(*qualifier));
    return;
  }
  for (const Node& each : settled->items()) add_named_below(each, found);
  for (const tmpl::Member& each : settled->members()) add_named_below(each.value, found);
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-url.html
std::vector<FunctionUrl> FunctionNames::urls() const {
  std::vector<FunctionUrl> found;
  for (const ResourceEntry* each : naming("AWS::Lambda::Url", "TargetFunctionArn")) {
    FunctionUrl url{.entry = each};
    url.qualifier = *qualifier_in(*scene_.find(*each, "TargetFunctionArn"));
    if (const Node* qualifier = scene_.find(*each, "Qualifier")) {
      url.qualifier = scene_.reader().pattern(*qualifier, diff::Wildcards::none).symbols;
    }
    found.push_back(std::move(url));
  }
  return found;
}

Entries FunctionNames::naming(std::string_view type, std::string_view property) const {
  Entries found;
  for (const ResourceEntry* each : scene_.model().of_type(type)) {
    if (!scene_.reader().exists(*each)) continue;
    const Node* value = scene_.find(*each, property);
    if (value != nullptr && qualifier_in(*value)) found.push_back(each);
  }
  return found;
}

}  // namespace omnitrack::graph
