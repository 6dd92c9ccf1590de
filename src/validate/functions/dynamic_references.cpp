#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "meaning/scalars.hpp"
#include "omnitrack/codes.hpp"
#include "support/byte_scan.hpp"
#include "validate/context.hpp"

namespace omnitrack::validate {

using meaning::Path;
using tmpl::Node;

namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html

constexpr std::string_view opening = "{{";
constexpr std::string_view verb = "resolve:";

/// What is written for a dynamic reference with blanks behind its braces; empty where nothing is.
std::string_view spaced_reference(std::string_view text) {
  for (std::size_t at = text.find(opening); at != std::string_view::npos;
       at = text.find(opening, at + opening.size())) {
    const std::size_t word = text.find_first_not_of(' ', at + opening.size());
    if (word == std::string_view::npos || word == at + opening.size()) continue;
    if (!text.substr(word).starts_with(verb)) continue;
    const std::size_t end = text.find("}}", word);
    return text.substr(at, end == std::string_view::npos ? end : end + 2 - at);
  }
  return {};
}

struct SecureProperty {
  std::string_view type;
  std::string_view property;
};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html
constexpr std::array secure_properties{
    SecureProperty{"AWS::DirectoryService::MicrosoftAD", "Password"},
    SecureProperty{"AWS::DirectoryService::SimpleAD", "Password"},
    SecureProperty{"AWS::ElastiCache::ReplicationGroup", "AuthToken"},
    SecureProperty{"AWS::IAM::User", "LoginProfile"},
    SecureProperty{"AWS::KinesisFirehose::DeliveryStream", "RedshiftDestinationConfiguration"},
    SecureProperty{"AWS::OpsWorks::App", "AppSource"},
    SecureProperty{"AWS::OpsWorks::Stack", "CustomCookbooksSource"},
    SecureProperty{"AWS::OpsWorks::Stack", "RdsDbInstances"},
    SecureProperty{"AWS::RDS::DBCluster", "MasterUserPassword"},
    SecureProperty{"AWS::RDS::DBInstance", "MasterUserPassword"},
    SecureProperty{"AWS::Redshift::Cluster", "MasterUserPassword"},
};

constexpr std::string_view secure_opening = "{{resolve:ssm-secure:";

bool is_secure(std::string_view text) {
  return text.find(secure_opening) != std::string_view::npos;
}

/// Whether a property may hold a secure string. Of a type outside of AWS nobody knows, and what is
/// handed to another stack may end up where it is taken.
bool may_be_secure(std::string_view type, std::string_view property) {
  if (type == "AWS::CloudFormation::Stack" || type == "AWS::Serverless::Application") return true;
  if (!type.starts_with("AWS::") && !type.starts_with("Custom::")) return true;
  return std::ranges::any_of(secure_properties, [&](const SecureProperty& each) {
    return each.type == type && each.property == property;
  });
}

/// Whether a value may be left out: a branch that is never taken may hold anything.
bool is_in_branch(const Path& path) {
  for (const Path* step = &path; step != nullptr; step = step->parent()) {
    if (step->key() == "Fn::If") return true;
  }
  return false;
}

void check_secure_strings(const Context& context, const tmpl::ResourceEntry& resource,
                          const Path& properties) {
  if (resource.properties->is_call()) return;
  if (resource.member->value.find("Condition") != nullptr) return;
  for (const tmpl::Member& member : resource.properties->members()) {
    if (may_be_secure(resource.type_name, member.key())) continue;
    const Path at(properties, member.key());
    meaning::for_each_scalar(member.value, at, [&](const Node& scalar, const Path& path) {
      if (!scalar.is(tmpl::Kind::string) || !is_secure(scalar.text())) return;
      if (is_in_branch(path)) return;
      context.report.error(
          codes::OT4326, scalar, path,
          "CloudFormation resolves no secure string for '" + std::string(member.key()) + "' of " +
              std::string(resource.type_name),
          "keep it in AWS Secrets Manager and write '{{resolve:secretsmanager:…}}'");
    });
  }
}

void check_blanks(const Context& context, const Node& scalar, const Path& path) {
  if (!scalar.is(tmpl::Kind::string)) return;
  const std::string_view found = spaced_reference(scalar.text());
  if (found.empty()) return;
  context.report.warning(
      codes::OT4325, scalar, path,
      "with blanks behind its braces '" + std::string(found) + "' stays the text that it is",
      "write '{{resolve:…}}' without them");
}

}  // namespace

void check_dynamic_references(const Context& context) {
  const std::string_view text = context.index.source().text();
  if (!support::has_pair(text.data(), text.data() + text.size(), opening[0])) return;
  const bool has_blanks = !spaced_reference(text).empty();
  const bool has_secure = is_secure(text);
  if (!has_blanks && !has_secure) return;
  const Path root;
  const Path section(root, "Resources");
  for (const tmpl::ResourceEntry& resource : context.index.resources()) {
    if (resource.properties == nullptr) continue;
    const Path entry(section, resource.logical_id);
    const Path properties(entry, "Properties");
    if (has_secure) check_secure_strings(context, resource, properties);
    if (!has_blanks) continue;
    meaning::for_each_scalar(
        *resource.properties, properties,
        [&context](const Node& scalar, const Path& at) { check_blanks(context, scalar, at); });
  }
}

}  // namespace omnitrack::validate
