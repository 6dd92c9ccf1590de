#include "validate/values/arn_references.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "omnitrack/codes.hpp"
#include "support/replace.hpp"
#include "validate/values/identifier_kinds.hpp"
#include "validate/values/pattern_match.hpp"

namespace omnitrack::validate {

using meaning::Path;
using schema::Property;
using schema::Relation;
using schema::ResourceType;

namespace {

bool ends_as_arn(std::string_view name) { return name.ends_with("Arn") || name.ends_with("ARN"); }

std::string_view last_word(std::string_view type) { return type.substr(type.rfind(':') + 1); }

/// Whether an attribute is the ARN of the resource itself, not of something that it has.
bool is_own_arn(ResourceType type, std::string_view attribute) {
  if (!ends_as_arn(attribute)) return false;
  const std::string_view before = attribute.substr(0, attribute.size() - 3);
  return before.empty() || last_word(type.name()).ends_with(before);
}

/// The attribute that gives the resource's ARN; empty where the specification knows none.
std::string_view own_arn(ResourceType type) {
  for (std::uint32_t i = 0; i < type.attribute_count(); ++i) {
    if (is_own_arn(type, type.attribute(i).name())) return type.attribute(i).name();
  }
  return {};
}

/// Whether a name is that of an identifier which is no ARN.
bool names_no_arn(std::string_view name) {
  constexpr std::array ends = {"Name", "Url", "URL", "Endpoint", "DomainName"};
  if (std::ranges::any_of(ends, [name](std::string_view end) { return name.ends_with(end); })) {
    return true;
  }
  return name.size() > 2 && name.ends_with("Id");  // a plain `Id` may well be an ARN
}

/// What a reference gives, as far as its name tells.
struct ReadValue {
  ResourceType type;
  std::string_view attribute;
  bool is_ref;

  [[nodiscard]] bool is_arn() const { return is_own_arn(type, attribute); }
  [[nodiscard]] bool is_no_arn() const { return names_no_arn(attribute) && !own_arn(type).empty(); }
  [[nodiscard]] std::string words() const {
    const std::string name(type.name());
    if (is_ref) return "the Ref of " + name;
    return name + '.' + std::string(attribute);
  }
};

bool may_be_name(schema::Pattern pattern) {
  constexpr std::array<std::string_view, 6> names = {
      "abc",
      "abcdefghij",
      "a1b2c3d4e5f6a7b8c9d0",
      "us-east-1_AbCdEfGhI",
      "12345678-1234-1234-1234-123456789012",
      "https://sqs.us-east-1.amazonaws.com/123456789012/abc"};
  return std::ranges::any_of(names,
                             [pattern](std::string_view name) { return matches(pattern, name); });
}

bool relates_to_arns_alone(Property property) {
  for (std::uint32_t i = 0; i < property.relation_count(); ++i) {
    if (!ends_as_arn(property.relation(i).attribute)) return false;
  }
  return property.relation_count() != 0;
}

bool is_named_as_arn(std::string_view name) {
  if (name.ends_with('s')) name.remove_suffix(1);
  return ends_as_arn(name);
}

/// Whether a pattern begins with `arn` and has no other form beside it.
bool begins_as_arn(std::string_view pattern) {
  if (pattern.starts_with('^')) pattern.remove_prefix(1);
  if (!pattern.starts_with("arn:")) return false;
  int depth = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (pattern[i] == '(') {
      ++depth;
    } else if (pattern[i] == ')') {
      --depth;
    } else if (pattern[i] == '|' && depth == 0) {
      return false;
    }
  }
  return true;
}

bool takes_arns_alone(const Expected& expected) {
  const Property property = expected.property;
  const bool is_named = is_named_as_arn(property.name());
  if (const auto pattern = expected.limits ? expected.limits.pattern() : std::nullopt) {
    const std::string_view text = pattern->text();
    return (is_named || begins_as_arn(text) || relates_to_arns_alone(property)) &&
           text.find("arn") != std::string_view::npos && !may_be_name(*pattern);
  }
  return is_named && relates_to_arns_alone(property);
}

/// The ARN of a resource as the specification writes it, with what is known of any account filled
/// in: the rest begins with the first `${`.
std::string arn_with_account(ResourceType type) {
  std::string arn(type.arn());
  support::replace_all(arn, "${Partition}", "aws");
  support::replace_all(arn, "${Region}", "us-east-1");
  support::replace_all(arn, "${Account}", "123456789012");
  return arn;
}

/// An ARN as the resource may have it; empty where its form is unknown.
std::string arn_of_any(ResourceType type) {
  std::string arn = arn_with_account(type);
  for (std::size_t at = arn.find("${"); at != arn.npos; at = arn.find("${")) {
    arn.replace(at, arn.find('}', at) - at + 1, "abc");
  }
  return arn;
}

bool may_be_this_arn(const Expected& expected, ResourceType type) {
  const auto pattern = expected.limits ? expected.limits.pattern() : std::nullopt;
  const std::string arn = arn_with_account(type);
  return !pattern || may_begin_match(*pattern, std::string_view(arn).substr(0, arn.find("${")));
}

/// The attribute of a type that a property takes; empty where it takes none of it.
std::string_view attribute_taken(Property property, ResourceType type) {
  for (std::uint32_t i = 0; i < property.relation_count(); ++i) {
    const Relation relation = property.relation(i);
    if (relation.type == type.name()) return relation.attribute;
  }
  return {};
}

bool is_taken_by_identifier(Property property, ResourceType type) {
  for (std::uint32_t i = 0; i < property.relation_count(); ++i) {
    const Relation relation = property.relation(i);
    Identifiers identifiers;
    if (relation.type == type.name() && add_identifier(identifiers, relation)) return true;
  }
  return false;
}

std::string types_taken(Property property) {
  std::string words;
  for (std::uint32_t i = 0; i < property.relation_count(); ++i) {
    if (!words.empty()) words += " or ";
    words += property.relation(i).type;
  }
  return words;
}

std::string hint_to_read(std::string_view attribute) {
  return "read its attribute '" + std::string(attribute) + "' by Fn::GetAtt";
}

/// What to read of the resource in place of an identifier that is no ARN.
std::string hint_for_arn(Property property, ResourceType type) {
  const std::string_view taken = attribute_taken(property, type);
  return hint_to_read(type.find_attribute(taken) ? taken : own_arn(type));
}

/// Whether an attribute is the ARN of the resource itself, as `DomainArn` is that of a domain.
bool is_named_after_type(std::string_view attribute, ResourceType type) {
  const std::string_view kind = type.name().substr(type.name().rfind(':') + 1);
  return attribute.starts_with(kind) && attribute.substr(kind.size()) == "Arn";
}

bool takes_no_arn(const Expected& expected, ResourceType type) {
  const auto pattern = expected.limits ? expected.limits.pattern() : std::nullopt;
  if (!pattern || type.arn().empty()) return false;
  return pattern->text().find("arn") == std::string_view::npos &&
         !matches(*pattern, arn_of_any(type));
}

}  // namespace

bool gives_name_for_arn(const tmpl::ResourceEntry& resource, std::string_view attribute) {
  if (!resource.type || resource.is_open) return false;
  const ResourceType type = *resource.type;
  if (attribute.empty()) {
    if (type.ref_part_count() != 1) return false;
    attribute = type.ref_part(0);
  } else if (!type.find_attribute(attribute)) {
    return false;
  }
  return names_no_arn(attribute) && !own_arn(type).empty();
}

void check_arn_reference(const PropertyScope& scope, const meaning::Name& name,
                         const tmpl::Node& call, const Expected& expected, const Path& path) {
  const tmpl::ResourceEntry* resource = scope.context.index.find_resource(name.text);
  if (resource == nullptr || !resource->type || resource->is_open) return;
  const ResourceType type = *resource->type;
  // What is taken by an identifier of its own is judged by that.
  if (is_taken_by_identifier(expected.property, type)) return;
  ReadValue given{type, name.attribute, name.attribute.empty()};
  if (given.is_ref) {
    if (type.ref_part_count() != 1) return;
    given.attribute = type.ref_part(0);
  } else if (!type.find_attribute(given.attribute)) {
    return;  // told as an attribute that is not there
  }
  const Property property = expected.property;
  const auto report = [&](const std::string& wanted, std::string hint = {}) {
    scope.context.report.error(codes::OT4238, call, path, given.words() + " is given, " + wanted,
                               std::move(hint));
  };
  if (given.is_no_arn()) {
    const bool is_taken = attribute_taken(property, type) == given.attribute;
    if (!is_taken && takes_arns_alone(expected))
      report("an ARN is expected", hint_for_arn(property, type));
    return;
  }
  if (!given.is_arn()) return;
  if (takes_no_arn(expected, type)) {
    const bool is_ref_taken =
        type.ref_part_count() == 1 && attribute_taken(property, type) == type.ref_part(0);
    report("which is an ARN: '" + std::string(property.name()) + "' takes none",
           is_ref_taken ? "give its Ref" : "");
    return;
  }
  if (!takes_arns_alone(expected)) return;
  const std::string_view taken = attribute_taken(property, type);
  if (taken.empty()) {
    if (may_be_this_arn(expected, type)) return;
    const std::string types = types_taken(property);
    report(types.empty() ? "the ARN of another kind of resource is expected"
                         : "the ARN of " + types + " is expected");
  } else if (taken != given.attribute && !given.is_ref && type.find_attribute(taken) &&
             !is_named_after_type(given.attribute, type)) {
    report("another ARN of the resource is expected", hint_to_read(taken));
  }
}

}  // namespace omnitrack::validate
