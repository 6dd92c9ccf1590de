#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "meaning/scalars.hpp"
#include "omnitrack/codes.hpp"
#include "support/byte_scan.hpp"
#include "validate/context.hpp"
#include "validate/functions/dynamic_reference_form.hpp"

namespace omnitrack::validate {

using meaning::Path;
using tmpl::Node;

namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html

constexpr std::string_view opening = "{{";
constexpr std::string_view closing = "}}";
constexpr std::string_view verb = "resolve:";

/// What is written for a dynamic reference with blanks behind its braces; empty where nothing is.
std::string_view spaced_reference(std::string_view text) {
  for (std::size_t at = text.find(opening); at != std::string_view::npos;
       at = text.find(opening, at + opening.size())) {
    const std::size_t word = text.find_first_not_of(' ', at + opening.size());
    if (word == std::string_view::npos || word == at + opening.size()) continue;
    if (!text.substr(word).starts_with(verb)) continue;
    const std::size_t end = text.find(closing, word);
    return text.substr(at, end == std::string_view::npos ? end : end + closing.size() - at);
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

constexpr std::string_view reference_opening = "{{resolve:";
constexpr std::string_view secure_opening = "{{resolve:ssm-secure:";
constexpr std::string_view secret_opening = "{{resolve:secretsmanager:";

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

/// Whether a value is a piece of a text that a function puts together.
bool is_piece(const Path& path) {
  for (const Path* step = &path; step != nullptr; step = step->parent()) {
    if (step->key() == "Fn::Join") return true;
  }
  return false;
}

/// The end of the reference that begins at `begin`, behind its braces; `npos` where it has none.
std::size_t end_of_reference(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (text.substr(at).starts_with("${")) {
      at = text.find('}', at);
      if (at == std::string_view::npos) return at;
    } else if (text.substr(at).starts_with(closing)) {
      return at + closing.size();
    }
  }
  return std::string_view::npos;
}

void check_forms(const Context& context, const Node& scalar, const Path& path) {
  if (!scalar.is(tmpl::Kind::string)) return;
  const std::string_view text = scalar.text();
  for (std::size_t at = text.find(reference_opening); at != std::string_view::npos;
       at = text.find(reference_opening, at + reference_opening.size())) {
    const std::size_t end = end_of_reference(text, at);
    if (end == std::string_view::npos) {
      if (is_piece(path)) return;
      context.report.warning(codes::OT4325, scalar, path,
                             "without its closing braces '" + std::string(text.substr(at)) +
                                 "' stays the text that it is",
                             "end it with '}}'");
      return;
    }
    if (auto fault = fault_of_form(text.substr(at, end - at))) {
      context.report.error(codes::OT4327, scalar, path, std::move(fault->message),
                           std::move(fault->hint));
    }
  }
}

/// Outputs show what they hold, so nothing secret is resolved there.
void check_secrets_in_outputs(const Context& context) {
  const Path root;
  const Path section(root, "Outputs");
  for (const tmpl::Member& output : context.index.outputs()) {
    const Path entry(section, output.key());
    meaning::for_each_scalar(output.value, entry, [&](const Node& scalar, const Path& path) {
      if (!scalar.is(tmpl::Kind::string)) return;
      const std::string_view text = scalar.text();
      if (!is_secure(text) && text.find(secret_opening) == std::string_view::npos) return;
      context.report.error(codes::OT4326, scalar, path,
                           "CloudFormation resolves secrets for properties of resources only",
                           "give the name or the ARN of the secret");
    });
  }
}

}  // namespace

void check_dynamic_references(const Context& context) {
  const std::string_view text = context.index.source().text();
  if (!support::has_pair(text.data(), text.data() + text.size(), opening[0])) return;
  const bool has_blanks = !spaced_reference(text).empty();
  const bool has_references = text.find(reference_opening) != std::string_view::npos;
  if (!has_blanks && !has_references) return;
  const bool has_secure = is_secure(text);
  const Path root;
  const Path section(root, "Resources");
  for (const tmpl::ResourceEntry& resource : context.index.resources()) {
    if (resource.properties == nullptr) continue;
    const Path entry(section, resource.logical_id);
    const Path properties(entry, "Properties");
    if (has_secure) check_secure_strings(context, resource, properties);
    meaning::for_each_scalar(*resource.properties, properties,
                             [&](const Node& scalar, const Path& at) {
                               if (has_blanks) check_blanks(context, scalar, at);
                               if (has_references) check_forms(context, scalar, at);
                             });
  }
  if (has_references) check_secrets_in_outputs(context);
}

}  // namespace omnitrack::validate
