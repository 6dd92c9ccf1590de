#include <algorithm>
#include <bit>

#include "meaning/cases.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "validate/values/absent_values.hpp"
#include "validate/values/combination_findings.hpp"
#include "validate/values/property_values.hpp"
#include "validate/values/tags.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using meaning::for_each_case;
using meaning::is_no_value;
using meaning::may_be_rewritten;
using meaning::Path;
using schema::Property;
using schema::Shape;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

void report_read_only(const PropertyScope& scope, const Member& member, const Path& path) {
  scope.context.report.warning_at_key(
      codes::OT4223, member, path,
      '\'' + std::string(member.key()) + "' is read-only: setting it has no effect",
      "remove it; Fn::GetAtt may read it");
}

void report_unknown(const PropertyScope& scope, Shape shape, const Member& member,
                    const Path& path) {
  if (shape.name().empty() && scope.resource.type->find_attribute(member.key())) {
    report_read_only(scope, member, path);
    return;
  }
  std::vector<std::string_view> names;
  for (std::uint32_t i = 0; i < shape.property_count(); ++i) {
    if (!shape.property(i).is_read_only()) names.push_back(shape.property(i).name());
  }
  const std::string owner(shape.name().empty() ? scope.resource.type_name : shape.name());
  scope.error(codes::OT4220, scope.span_of_key(member), path,
              owner + " has no property '" + std::string(member.key()) + '\'',
              did_you_mean(member.key(), names));
}

void report_missing(const PropertyScope& scope, Shape shape, const Node& map, Span at,
                    const Path& path) {
  for (std::uint32_t i = 0; i < shape.property_count(); ++i) {
    const Property property = shape.property(i);
    if (!property.is_required()) continue;
    const Node* value = map.find(property.name());
    if (value != nullptr && !is_no_value(*value)) continue;
    scope.error(codes::OT4221, at, path,
                "the required property '" + std::string(property.name()) + "' is missing",
                "it is " + in_words(property.type()));
  }
}

bool holds_call(const Node& value) {
  if (value.is_call() && !value.calls(Function::condition)) return true;
  return std::ranges::any_of(value.items(), holds_call) ||
         std::ranges::any_of(value.members(), holds_call, &Member::value);
}

enum class MemberKind : std::uint8_t { unknown, optional, required };

// Checks one value of a map, and tells what it is to the shape.
MemberKind check_member(const PropertyScope& scope, Shape shape, const Member& member,
                        const Path& path) {
  const auto property = shape.find(member.key());
  if (!property) {
    // What a macro of one's own adds and takes away is not known.
    if (!member.key().starts_with("Fn::") && !scope.context.index.may_have_unseen()) {
      report_unknown(scope, shape, member, path);
    }
    return MemberKind::unknown;
  }
  if (member.value.is_call() && is_no_value(member.value)) return MemberKind::optional;
  // Of a resource's own properties, some that the registry calls read-only can be set all the same.
  if (property->is_read_only() && !shape.name().empty()) {
    report_read_only(scope, member, path);
  } else if (property->is_deprecated()) {
    scope.context.report.warning_at_key(codes::OT4236, member, path,
                                        '\'' + std::string(member.key()) + "' is deprecated");
  }
  check_value(scope, member.value,
              {property->type(), property->limits(), *property, property->item_limits()},
              scope.span_of_key(member), path);
  if (property->is_required() && member.value.calls(Function::if_)) {
    check_absent_branches(scope, *property, member, path);
  }
  return property->is_required() ? MemberKind::required : MemberKind::optional;
}

// Whether a map may have members that are not seen.
bool may_have_unseen(const PropertyScope& scope, const Node& map) {
  return scope.context.index.may_have_unseen() ||
         (map.has_function_key &&
          std::ranges::any_of(map.members(), tmpl::is_function_key, &Member::key));
}

// Checks the members that were not fine in the last resource, and keeps which are.
void check_own_members(const PropertyScope& scope, Shape shape, const Node& map, const Path& path,
                       const FoundProperties& last, MemberBits same, FoundProperties& found) {
  const auto members = map.members();
  // Where a condition decides, less is told.
  const bool may_keep = is_sure(scope, path);
  found.fine = last.fine & same;
  found.required = last.required & found.fine;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const MemberBits bit = bit_of_member(i);
    if ((found.fine & bit) != 0) continue;
    const std::size_t before = scope.context.report.count();
    const Path member_path(path, members[i].key());
    const MemberKind kind = check_member(scope, shape, members[i], member_path);
    if (kind == MemberKind::required) found.required |= bit;
    const bool is_fine = may_keep && kind != MemberKind::unknown &&
                         scope.context.report.count() == before && !holds_call(members[i].value);
    if (is_fine) found.fine |= bit;
  }
}

// The same as check_shape, for the properties of a resource.
void check_own_shape(const PropertyScope& scope, const Node& map, Span at, const Path& path) {
  const Shape shape = scope.resource.type->shape();
  LastOfType::Last* last = scope.last_of_type.find(*scope.resource.type, map);
  if (last == nullptr) return check_shape(scope, shape, map, at, path);
  const MemberBits same = scope.last_of_type.same_members(*last, map);
  FoundProperties found{.map = &map};
  check_own_members(scope, shape, map, path, last->found, same, found);
  if (!may_have_unseen(scope, map)) {
    if (std::popcount(found.required) < static_cast<int>(shape.required_count())) {
      report_missing(scope, shape, map, at, path);
    }
    found.keep_rules =
        last->found.keep_rules && LastOfType::rules_see_the_same(*last, map, same, shape);
    if (!found.keep_rules) {
      const std::size_t before = scope.context.report.count();
      check_rules(scope, shape, map, at, path);
      found.keep_rules = scope.context.report.count() == before;
    }
  }
  last->found = found;
}

// The properties of a resource, or of each branch where an Fn::If decides.
void check_resource(const PropertyScope& scope, const Node& properties, Span at, const Path& path) {
  if (properties.is_call() && !properties.calls(Function::condition)) {
    for_each_case(properties, path, [&](const Node& branch, const Path& branch_path) {
      if (branch.is(Kind::map) && !branch.is_call()) {
        check_resource(scope, branch, span_of(branch), branch_path);
      }
    });
    return;
  }
  check_own_shape(scope, properties, at, path);
  if (scope.resource.type->tag_format() != schema::TagFormat::none) {
    check_tags(scope, properties, path);
  }
}

}  // namespace

void check_shape(const PropertyScope& scope, Shape shape, const Node& map, Span at,
                 const Path& path) {
  std::uint32_t required = 0;
  for (const Member& member : map.members()) {
    const Path member_path(path, member.key());
    if (check_member(scope, shape, member, member_path) == MemberKind::required) ++required;
  }
  if (may_have_unseen(scope, map)) return;
  if (required < shape.required_count()) report_missing(scope, shape, map, at, path);
  check_rules(scope, shape, map, at, path);
}

void check_properties(const Context& context) {
  if (context.index.may_rewrite_resources()) return;
  Node nothing;
  nothing.kind = Kind::map;
  std::vector<const Node*> reported_values;
  LastOfType last_of_type(context.index);
  const Path root;
  const Path resources(root, "Resources");
  for (const tmpl::ResourceEntry& resource : context.index.resources()) {
    if (resource.is_open || !resource.type || may_be_rewritten(resource)) continue;
    const PropertyScope scope{context, resource, reported_values, last_of_type};
    const Path path(resources, resource.logical_id);
    if (resource.properties != nullptr) {
      const Path properties(path, "Properties");
      check_resource(scope, *resource.properties, scope.span_of_key(*resource.member), properties);
    } else if (resource.member->value.find("Properties") == nullptr) {
      check_resource(scope, nothing, scope.span_of_key(*resource.member), path);
    }
  }
}

}  // namespace omnitrack::validate
