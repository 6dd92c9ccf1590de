#include "meaning/cases.hpp"
#include "meaning/text_parts.hpp"
#include "omnitrack/codes.hpp"
#include "validate/policies/policy.hpp"
#include "validate/policies/policy_bucket.hpp"
#include "validate/values/arn_references.hpp"

namespace omnitrack::validate {

using meaning::for_each_item;
using meaning::known_text;
using meaning::Path;
using tmpl::Kind;
using tmpl::Node;

namespace {

constexpr int colons_of_an_arn = 5;

void check_arn(const PolicyScope& scope, const Node& at, const Path& path, std::string_view text) {
  if (text == "*") {
    if (scope.rules.only_service == "s3") {
      scope.report.error(codes::OT4517, at, path, "a bucket's policy cannot speak of all resources",
                         "name the bucket: 'arn:aws:s3:::BUCKET', 'arn:aws:s3:::BUCKET/*'");
    }
    return;
  }
  const std::string quoted = "'" + std::string(text) + "'";
  if (!text.starts_with("arn:")) {
    scope.report.error(codes::OT4517, at, path, quoted + " is not an ARN",
                       "write 'arn:aws:SERVICE:REGION:ACCOUNT:NAME', or '*'");
    return;
  }
  int colons = 0;
  for (const char c : text) {
    if (c == '*') return;  // it may stand for the colons that are missing
    colons += c == ':' ? 1 : 0;
  }
  if (colons < colons_of_an_arn) {
    scope.report.error(codes::OT4517, at, path, quoted + " has too few parts for an ARN",
                       "write 'arn:aws:SERVICE:REGION:ACCOUNT:NAME'; region and account may be "
                       "empty, their colons not");
  }
}

/// A text that is put together: what it begins with tells whether it can be an ARN.
void check_beginning(const PolicyScope& scope, const Node& item, const Path& path) {
  if (!meaning::is_text_expression(item)) return;
  const auto parts = meaning::text_parts(item);
  if (parts.empty() || parts[0].kind != meaning::TextPart::Kind::reference) return;
  const tmpl::ResourceEntry* resource = scope.index.find_resource(parts[0].text);
  if (resource == nullptr || !gives_name_for_arn(*resource, parts[0].attribute)) return;
  const std::string type(resource->type_name);
  const std::string attribute(parts[0].attribute);
  scope.report.error(
      codes::OT4517, item, path,
      (attribute.empty() ? "the Ref of " + type : type + '.' + attribute) + " is no ARN",
      "read its ARN by Fn::GetAtt");
}

void check_bucket(const PolicyScope& scope, const Node& item, const Path& path) {
  if (scope.bucket == nullptr) return;
  std::string problem = problem_of_other_bucket(scope.index, *scope.bucket, item);
  if (problem.empty()) return;
  scope.report.error(codes::OT4517, item, path, std::move(problem),
                     "name the policy's own bucket, or give the other one a policy");
}

}  // namespace

void check_policy_resources(const PolicyScope& scope, const Node& resources, const Path& path) {
  if (resources.is(Kind::list) && resources.items().empty()) {
    scope.report.error(codes::OT4508, resources, path,
                       "the statement's list of resources is empty");
    return;
  }
  for_each_item(resources, path, [&](const Node& item, const Path& at) {
    if (path.key() == "Resource") check_bucket(scope, item, at);
    if (item.is_call()) {
      if (scope.rules.needs_arns) check_beginning(scope, item, at);
      return;
    }
    if (!item.is_scalar()) {
      scope.report.error(codes::OT4531, item, at, "a resource is a text: an ARN or '*'");
      return;
    }
    const auto text = known_text(&item);
    if (text && scope.rules.needs_arns && text->find("${") == std::string_view::npos) {
      check_arn(scope, item, at, *text);
    }
  });
}

}  // namespace omnitrack::validate
