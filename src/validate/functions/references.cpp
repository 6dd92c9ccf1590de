#include <algorithm>
#include <vector>

#include "omnitrack/codes.hpp"
#include "support/quoted.hpp"
#include "validate/functions/functions.hpp"

namespace omnitrack::validate {

using meaning::Named;
using meaning::NameKind;
using meaning::Path;
using support::quoted;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

std::string_view call_site_name(CallSite call_site) {
  return call_site == CallSite::condition ? "Conditions" : "Rules";
}

void report(const FunctionContext& context, FindingCode<Severity::error> code,
            const NamePlace& place, std::string message, std::string hint) {
  context.report.report(as_error(code), place.begin, place.end, place.path, std::move(message),
                        std::move(hint));
}

/// Tells a resource where only parameters are known.
bool is_out_of_reach(const FunctionContext& context, std::string_view name, const NamePlace& place,
                     const Scope& scope) {
  if (scope.call_site == CallSite::value) return false;
  report(context, codes::OT4323, place,
         quoted(name) + " is a resource, and '" + std::string(call_site_name(scope.call_site)) +
             "' cannot refer to resources",
         "they are worked out before any resource is made: take a parameter");
  return true;
}

/// Attributes that no specification lists by name.
bool is_open_attribute(const ResourceEntry& resource, std::string_view attribute) {
  return attribute.starts_with("Outputs.") &&
         (resource.type_name == "AWS::CloudFormation::Stack" ||
          resource.type_name == "AWS::ServiceCatalog::CloudFormationProvisionedProduct");
}

void check_attribute(const FunctionContext& context, const ResourceEntry& resource,
                     std::string_view attribute, const NamePlace& place) {
  if (resource.is_open || !resource.type || is_open_attribute(resource, attribute)) return;
  if (resource.type->find_attribute(attribute)) return;
  std::string hint;
  if (resource.type->shape().find(attribute)) {
    hint = "it is a property: take the same value, or a Ref where that is what Ref gives";
  } else {
    std::vector<std::string_view> candidates;
    for (std::uint32_t i = 0; i < resource.type->attribute_count(); ++i) {
      candidates.push_back(resource.type->attribute(i).name());
    }
    hint = candidates.empty() ? "the type has no attributes at all"
                              : did_you_mean(attribute, candidates);
  }
  report(context, codes::OT4312, place,
         quoted(resource.type_name) + " has no attribute " + quoted(attribute), std::move(hint));
}

/// Whether an attribute is a name that SAM makes, as in `Fn.Alias.Arn`; tells what it does not
/// make.
bool is_made_by_sam(const FunctionContext& context, std::string_view id, std::string_view attribute,
                    const NamePlace& place) {
  using Property = meaning::sam::Expansion::Property;
  const Property property = context.names.property(id, attribute);
  if (property == Property::not_made) {
    const std::string_view name = attribute.substr(0, attribute.find('.'));
    report(context, codes::OT4312, place,
           "SAM makes no " + quoted(name) + " of " + quoted(id) + " here",
           name == "Version" || name == "Alias" ? "set 'AutoPublishAlias' for it" : "");
  }
  return property != Property::none;
}

/// What a loop makes, as far as its type is written out.
ResourceEntry made_by_loop(const Node& body) {
  ResourceEntry resource;
  const Node* type = body.find("Type");
  if (type != nullptr && type->is(Kind::string)) {
    resource.type_name = type->text();
    resource.type = schema::find_type(resource.type_name);
  }
  resource.is_open = !resource.type || !resource.type->transform().empty();
  return resource;
}

NamePlace place_of(const Node& node, const Path& path) { return {node.begin, node.end, path}; }

}  // namespace

void check_ref_name(const FunctionContext& context, std::string_view name, const NamePlace& place,
                    const Scope& scope) {
  if (scope.is_computed(name)) return;
  const Named named = context.names.find(name);
  if (named.kind == NameKind::unknown) {
    const std::string_view known = scope.call_site == CallSite::value
                                       ? " is neither a parameter nor a resource"
                                       : " is not a parameter";
    report(context, codes::OT4310, place, quoted(name).append(known),
           name.empty() ? std::string() : context.names.hint_for_ref(name));
    return;
  }
  if (named.kind != NameKind::resource) return;
  if (named.parameter != nullptr || is_out_of_reach(context, name, place, scope)) return;
  check_exists(context, *named.resource, place, scope);
}

void check_attribute_name(const FunctionContext& context, std::string_view id,
                          std::string_view attribute, const NamePlace& place, const Scope& scope) {
  if (scope.is_computed(id)) return;
  const Named named = context.names.find(id);
  switch (named.kind) {
    case NameKind::resource:
      if (is_out_of_reach(context, id, place, scope)) return;
      if (!scope.is_computed(attribute) && !is_made_by_sam(context, id, attribute, place)) {
        check_attribute(context, *named.resource, attribute, place);
      }
      check_exists(context, *named.resource, place, scope);
      return;
    case NameKind::made_by_loop:
      if (!scope.is_computed(attribute)) {
        check_attribute(context, made_by_loop(*named.loop_body), attribute, place);
      }
      return;
    case NameKind::unseen:
      return;
    default:
      report(context, codes::OT4311, place, "no resource is named " + quoted(id),
             context.names.hint_for_resource(id));
  }
}

void check_ref(const FunctionContext& context, const Node& name, const Path& path,
               const Scope& scope) {
  if (name.is_scalar()) {
    check_ref_name(context, name.text(), place_of(name, path), scope);
  } else if (name.is_call() &&
             (name.calls(Function::transform) || context.index.uses_language_extensions() ||
              context.index.has_own_macro())) {
    check_value(context, name, path, scope);
  } else {
    context.report.error(
        codes::OT4303, name, path,
        "'Ref' takes a name written out, not " + std::string(name.is_call()        ? "a call"
                                                             : name.is(Kind::list) ? "a list"
                                                                                   : "a map"));
  }
}

void check_get_att(const FunctionContext& context, const Node& argument, const Path& path,
                   const Scope& scope) {
  static constexpr std::string_view usage = "write [resource, attribute]";
  if (argument.is_scalar()) {
    const std::string_view text = argument.text();
    if (scope.is_computed(text)) return;
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 1 == text.size()) {
      context.report.error(codes::OT4303, argument, path,
                           "'Fn::GetAtt' takes a resource and an attribute, not " + quoted(text),
                           std::string(usage));
      return;
    }
    check_attribute_name(context, text.substr(0, dot), text.substr(dot + 1),
                         place_of(argument, path), scope);
    return;
  }
  const bool has_extensions =
      context.index.uses_language_extensions() || context.index.has_own_macro();
  if (argument.is(Kind::map)) {
    if (argument.calls(Function::transform) || (argument.is_call() && has_extensions)) return;
  }
  const auto items = argument.items();
  if (items.size() != 2) {
    context.report.error(codes::OT4303, argument, path,
                         "'Fn::GetAtt' takes a resource and an attribute, not " +
                             (argument.is(Kind::list) ? std::to_string(argument.count) + " values"
                                                      : std::string("a map")),
                         std::string(usage));
    return;
  }
  for (std::size_t i = 0; i < 2; ++i) {
    if (items[i].is_scalar()) continue;
    const Path at(path, i);
    const bool is_possible =
        items[i].is_call() && (has_extensions || items[i].calls(Function::transform) ||
                               (i == 1 && items[i].calls(Function::ref)));
    if (!is_possible) {
      context.report.error(codes::OT4303, items[i], at,
                           i == 0 ? "the resource of 'Fn::GetAtt' must be a literal text"
                                  : "the attribute of 'Fn::GetAtt' must be a literal text or a Ref",
                           std::string(usage));
      return;
    }
    check_value(context, items[i], at, scope);
  }
  if (!items[0].is_scalar()) return;
  if (items[1].is_scalar()) {
    const NameKind kind = context.names.find(items[0].text()).kind;
    const bool is_resource = kind == NameKind::resource || kind == NameKind::made_by_loop;
    const std::size_t wrong = is_resource && scope.call_site == CallSite::value ? 1 : 0;
    const Path at(path, wrong);
    check_attribute_name(context, items[0].text(), items[1].text(),
                         {items[wrong].begin, items[wrong].end, at}, scope);
    return;
  }
  const Path at(path, std::size_t{0});
  const Named named = context.names.find(items[0].text());
  if (named.kind == NameKind::resource) {
    if (is_out_of_reach(context, items[0].text(), place_of(items[0], at), scope)) return;
    check_exists(context, *named.resource, place_of(items[0], at), scope);
  } else if (named.kind != NameKind::made_by_loop && named.kind != NameKind::unseen &&
             !scope.is_computed(items[0].text())) {
    report(context, codes::OT4311, place_of(items[0], at),
           "no resource is named " + quoted(items[0].text()),
           context.names.hint_for_resource(items[0].text()));
  }
}

void check_condition_name(const FunctionContext& context, const Node& name, const Path& path,
                          const Scope& scope) {
  if (!name.is(Kind::string)) {
    if (name.calls(Function::transform) || context.index.has_own_macro()) return;
    if (name.calls(Function::condition)) {
      check_condition_name(context, name.argument(), path, scope);
      return;
    }
    context.report.error(codes::OT4303, name, path, "a condition's name must be a literal text");
    return;
  }
  if (scope.is_computed(name.text()) || context.names.may_be_condition(name.text())) return;
  context.report.error(codes::OT4319, name, path, "no condition is named " + quoted(name.text()),
                       context.names.hint_for_condition(name.text()));
}

void check_depends_on(const FunctionContext& context, const Node& value, const Path& path,
                      const Scope& scope) {
  if (value.is(Kind::list)) {
    const auto items = value.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Path at(path, i);
      if (items[i].is(Kind::string)) check_depends_on(context, items[i], at, scope);
    }
    return;
  }
  if (!value.is(Kind::string) || scope.is_computed(value.text())) return;
  const NameKind kind = context.names.find(value.text()).kind;
  if (kind == NameKind::resource || kind == NameKind::made_by_loop || kind == NameKind::unseen) {
    return;
  }
  context.report.error(codes::OT4320, value, path, "no resource is named " + quoted(value.text()),
                       context.names.hint_for_resource(value.text()));
}

}  // namespace omnitrack::validate
