#include "validate/values/reference_kinds.hpp"

#include <algorithm>
#include <string>

#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "template/parameter_type.hpp"
#include "validate/values/arn_references.hpp"
#include "validate/values/identifier_kinds.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using meaning::all_properties;
using meaning::find_value;
using meaning::Path;
using schema::facts_of;
using schema::Identifier;

namespace {

// What a reference gives.
struct Given {
  bool is_known = false;
  Identifiers identifiers = {};  // none for any other text
  std::string words = {};
};

Given given_by_parameter(const tmpl::ParameterEntry& parameter) {
  std::string_view type = parameter.type_name;
  const auto unwrap = [&type](std::string_view begin) {
    if (!type.starts_with(begin) || !type.ends_with('>')) return;
    type.remove_prefix(begin.size());
    type.remove_suffix(1);
  };
  unwrap(tmpl::ssm_value_type);
  unwrap("List<");
  // Other texts and names may hold any identifier.
  if (!type.starts_with("AWS::EC2::")) return {};
  return {true, identifiers_of_parameter(type),
          "a parameter of the type " + std::string(parameter.type_name)};
}

Given given_by_ref(const tmpl::ResourceEntry& resource) {
  Given given{true, {}, "the Ref of " + std::string(resource.type_name)};
  const tmpl::Node* properties = all_properties(resource);
  for (const Identifier& each : facts_of<Identifier>(resource.type_name)) {
    if (!each.is_ref ||
        (!each.ref_without.empty() && find_value(properties, each.ref_without) != nullptr)) {
      continue;
    }
    given.identifiers.push_back(each);
  }
  if (!given.identifiers.empty()) return given;
  if (resource.type->ref_part_count() != 1) return {};
  // A resource may be known by the id of another that it belongs to.
  const auto property = resource.type->shape().find(resource.type->ref_part(0));
  return property && property->relation_count() != 0 ? Given{} : given;
}

Given given_by_attribute(const tmpl::ResourceEntry& resource, std::string_view name,
                         const Identifiers& taken) {
  const auto attribute = resource.type->find_attribute(name);
  // What another stack gives, or a parameter's value, may identify anything.
  if (!attribute || name.starts_with("Outputs.") || name == "Value") return {};
  Given given{true, {}, std::string(resource.type_name) + '.' + std::string(name)};
  add_identifier(given.identifiers, {resource.type_name, name});
  for (std::uint32_t i = 0; i < attribute->relation_count(); ++i) {
    if (!add_identifier(given.identifiers, attribute->relation(i))) return {};
  }
  if (!given.identifiers.empty()) return given;
  // The specification does not tell all relations; a name may.
  for (const std::string_view part : {"Vpc", "VPC", "Subnet", "SecurityGroup", "Role"}) {
    if (name.find(part) != std::string_view::npos) return {};
  }
  const bool is_named_alike = std::ranges::any_of(taken, [name](const Identifier& each) {
    return !each.within.empty() && name.find(each.within) != std::string_view::npos;
  });
  return is_named_alike ? Given{} : given;
}

/// What to give in place of another identifier of the same resource.
std::string hint_for(const Identifiers& taken, const tmpl::ResourceEntry& resource) {
  for (const Identifier& own : facts_of<Identifier>(resource.type_name)) {
    if (!own.hint.empty() && share_any(taken, {own})) return std::string(own.hint);
  }
  return {};
}

}  // namespace

void check_reference_kind(const PropertyScope& scope, const meaning::Name& name,
                          const tmpl::Node& call, const Expected& expected, const Path& path) {
  const Identifiers taken = identifiers_taken(scope.resource.type_name, expected.property);
  if (taken.empty()) return check_arn_reference(scope, name, call, expected, path);
  const tmpl::Index& index = scope.context.index;
  Given given;
  const tmpl::ResourceEntry* resource = index.find_resource(name.text);
  if (const tmpl::ParameterEntry* parameter = index.find_parameter(name.text)) {
    if (name.attribute.empty()) given = given_by_parameter(*parameter);
  } else if (resource != nullptr && resource->type && !resource->is_open) {
    given = name.attribute.empty() ? given_by_ref(*resource)
                                   : given_by_attribute(*resource, name.attribute, taken);
  }
  if (!given.is_known || share_any(given.identifiers, taken)) return;
  scope.context.report.error(
      codes::OT4238, call, path,
      given.words + " is given, " + identifiers_in_words(taken) + " is expected",
      resource == nullptr ? std::string() : hint_for(taken, *resource));
}

void check_identifier(const PropertyScope& scope, const tmpl::Node& text, schema::Property property,
                      const Path& path) {
  if (property.relation_count() == 0 || !text.is(tmpl::Kind::string)) return;
  const Identifiers taken = identifiers_taken(scope.resource.type_name, property);
  // An empty text stands for nothing where nothing is needed.
  const bool is_needed_one = text.text().empty() && property.is_required();
  if (taken.empty() || is_dynamic(text)) return;
  if (!is_needed_one && may_identify(text.text(), taken)) return;
  // A branch that nobody means to take often holds a text in the place of an identifier.
  if (!is_sure(scope, path)) return;
  scope.context.report.error(
      codes::OT4244, text, path,
      quoted_in_brief(text.text()) + " is not " + identifiers_in_words(taken));
}

}  // namespace omnitrack::validate
