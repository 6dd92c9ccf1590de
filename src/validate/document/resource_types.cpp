#include <algorithm>
#include <string>
#include <vector>

#include "omnitrack/codes.hpp"
#include "schema/newer_types.hpp"
#include "schema/runtimes.hpp"
#include "schema/schema.hpp"
#include "support/edit_distance.hpp"
#include "support/letters.hpp"
#include "validate/document/known_keys.hpp"
#include "validate/document/structure.hpp"

namespace omnitrack::validate {

namespace {

using meaning::Path;
using tmpl::Kind;
using tmpl::Node;
using tmpl::ResourceEntry;

std::vector<std::string_view> split(std::string_view type) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = type.find("::");
    parts.push_back(type.substr(0, at));
    if (at == std::string_view::npos) return parts;
    type.remove_prefix(at + 2);
  }
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
// aws-resource-cloudformation-customresource.html
bool is_custom_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return c == '_' || c == '@' || c == '-' || c == ':' || is_alphanumeric({&c, 1});
  });
}

// Whether a name has the form of a type that somebody may have registered in an account:
// `Organization::Service::Resource`, or a module.
bool is_of_registry(const std::vector<std::string_view>& parts) {
  if (parts.back() != "MODULE" &&
      (parts.size() != 3 || support::same_but_for_case(parts[0], "AWS") || parts[0] == "Alexa"))
    return false;
  return std::all_of(parts.begin(), parts.end(), is_alphanumeric);
}

// The types of a service whose names begin with `AWS::Service::`, without that.
std::vector<std::string_view> types_of(std::string_view prefix) {
  std::vector<std::string_view> types;
  for (std::uint32_t i = 0; i < schema::type_count(); ++i) {
    const std::string_view name = schema::type(i).name();
    if (name.starts_with(prefix)) types.push_back(name.substr(prefix.size()));
  }
  return types;
}

// `AWS::S3::` of `AWS::S3::Bucket`.
std::string_view service_prefix(std::string_view type) {
  const std::size_t first = type.find("::");
  if (first == std::string_view::npos) return {};
  const std::size_t second = type.find("::", first + 2);
  return second == std::string_view::npos ? std::string_view{} : type.substr(0, second + 2);
}

std::vector<std::string_view> all_service_prefixes() {
  std::vector<std::string_view> prefixes;
  for (std::uint32_t i = 0; i < schema::type_count(); ++i) {
    const std::string_view prefix = service_prefix(schema::type(i).name());
    if (prefixes.empty() || prefixes.back() != prefix) prefixes.push_back(prefix);
  }
  return prefixes;
}

// The type that is nearest; empty where none is near. First the service and then its type: to
// compare with every type takes milliseconds.
std::string nearest_type(std::string_view type) {
  std::string whole = "AWS::" + std::string(type);
  if (schema::find_type(whole)) return whole;
  const std::string_view prefix = service_prefix(type);
  if (prefix.empty()) return {};
  const std::string_view service = support::nearest(prefix, all_service_prefixes());
  const std::vector<std::string_view> types = types_of(service);
  const std::string_view near = support::nearest(type.substr(prefix.size()), types);
  return near.empty() ? std::string() : std::string(service) + std::string(near);
}

// As word processors and pages make them of straight ones.
bool begins_with_curly_quote(std::string_view text) {
  return text.starts_with("\u2018") || text.starts_with("\u2019") || text.starts_with("\u201C") ||
         text.starts_with("\u201D");
}

std::string hint_for(std::string_view type) {
  if (begins_with_curly_quote(type))
    return "write straight quotes: curly ones are part of the text";
  const std::string near = nearest_type(type);
  return (near.empty() ? "" : "did you mean '" + near + "'? ") + "known are the types of " +
         std::string(schema::origin());
}

bool is_type_of_sam(std::string_view type) { return type.starts_with("AWS::Serverless::"); }

void check_known(const Context& context, const Node& type, const Path& path) {
  const std::string_view name = type.text();
  if (name.starts_with("Custom::") && is_custom_name(name)) return;
  // CloudFormation knows it, but documents it nowhere: each template of the CDK has one.
  if (name == "AWS::CDK::Metadata" || schema::is_newer_type(name)) return;
  const std::vector<std::string_view> parts = split(name);
  if (is_of_registry(parts)) return;
  if (is_type_of_sam(name)) return;
  context.report.error(codes::OT4203, type, path,
                       "CloudFormation has no resource type '" + std::string(name) + '\'',
                       hint_for(name));
}

// By the day of the specification.
bool has_passed(std::string_view date) { return !date.empty() && date <= schema::extracted_on(); }

void report_retired(const Context& context, schema::ResourceType known, const Node& type,
                    const Path& path) {
  const std::string name = '\'' + std::string(type.text()) + '\'';
  const std::string date(known.lifecycle_date());
  switch (known.lifecycle()) {
    case schema::Lifecycle::current:
      return;
    case schema::Lifecycle::shutdown:
      context.report.error(codes::OT4248, type, path,
                           "the service of " + name + " ended on " + date);
      return;
    case schema::Lifecycle::sunset:
      context.report.warning(codes::OT4204, type, path,
                             "the service of " + name +
                                 (has_passed(date) ? " ended" : " will end") +
                                 (date.empty() ? "" : " on ") + date);
      return;
    case schema::Lifecycle::maintenance:
      context.report.info(codes::OT4204, type, path,
                          name + " is of a service that gets no new features since " + date);
  }
}

}  // namespace

void check_resource_type(const Context& context, const ResourceEntry& resource, const Path& path) {
  const Node* type = resource.member->value.find("Type");
  if (type == nullptr) {
    // Null in place of a resource is told as null.
    if (resource.member->value.is(Kind::null)) return;
    context.report.error_at_key(codes::OT4201, *resource.member, path, "the resource has no Type");
    return;
  }
  const Path at(path, "Type");
  if (type->is(Kind::null)) return;
  if (!type->is(Kind::string)) {
    context.report.error(codes::OT4202, *type, at,
                         "the type of a resource must be text, not " + what_is(*type));
    return;
  }
  if (!resource.type) {
    check_known(context, *type, at);
  } else if (resource.type->lifecycle() != schema::Lifecycle::current) {
    report_retired(context, *resource.type, *type, at);
  }
}

void check_sam_is_used(const Context& context, const Path& path) {
  if (context.index.uses_sam()) return;
  const auto resources = context.index.resources();
  const auto first = std::ranges::find_if(resources, is_type_of_sam, &ResourceEntry::type_name);
  if (first == resources.end()) return;
  const Path of_first(path, first->logical_id);
  context.report.error(codes::OT4219, *first->member->value.find("Type"), Path(of_first, "Type"),
                       "SAM's types need SAM's macro",
                       "add 'Transform: AWS::Serverless-2016-10-31'");
}

}  // namespace omnitrack::validate
