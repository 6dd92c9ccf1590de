#include "graph/permissions/targets.hpp"

#include <algorithm>
#include <array>

#include "diff/security/statements.hpp"
#include "support/letters.hpp"

namespace omnitrack::graph {

using diff::Pattern;
using meaning::Symbols;
using tmpl::ResourceEntry;

namespace {

struct ActionsOf {
  std::string_view type;
  std::string_view services;  ///< separated by blanks
};

// Where the prefix of the actions is not that of the ARN.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
constexpr std::array<ActionsOf, 8> other_services{{
    {"AWS::ApiGateway::RestApi", "execute-api apigateway"},
    {"AWS::ApiGatewayV2::Api", "execute-api apigateway"},
    {"AWS::IAM::Role", "sts iam"},
    {"AWS::RDS::DBCluster", "rds rds-db rds-data"},
    {"AWS::RDS::DBInstance", "rds rds-db"},
    {"AWS::S3::Bucket", "s3"},
    {"AWS::OpenSearchService::Domain", "es"},
    {"AWS::KinesisFirehose::DeliveryStream", "firehose"},
}};

struct WithParts {
  std::string_view type;
  std::string_view separator;
};

// What has parts with ARNs of their own: objects, indexes, versions, documents.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
constexpr std::array<WithParts, 8> kinds_with_parts{{
    {"AWS::AppSync::GraphQLApi", "/"},
    {"AWS::DynamoDB::GlobalTable", "/"},
    {"AWS::DynamoDB::Table", "/"},
    {"AWS::Kinesis::Stream", "/"},
    {"AWS::Lambda::Function", ":"},
    {"AWS::OpenSearchService::Domain", "/"},
    {"AWS::S3::Bucket", "/"},
    {"AWS::StepFunctions::StateMachine", ":"},
}};

/// The service in `arn:${Partition}:dynamodb:…`; empty where there is no such form.
std::string service_of_arn(std::string_view form) {
  for (int colon = 0; colon < 2; ++colon) {
    const std::size_t at = form.find(':');
    if (at == std::string_view::npos) return {};
    form.remove_prefix(at + 1);
  }
  return std::string(form.substr(0, form.find(':')));
}

std::vector<std::string> services_of(const ResourceEntry& entry) {
  std::vector<std::string> services;
  const auto other = std::ranges::find(other_services, entry.type_name, &ActionsOf::type);
  if (other == other_services.end()) {
    std::string service = entry.type ? service_of_arn(entry.type->arn()) : std::string();
    if (service.empty()) {
      const std::string_view type = entry.type_name;
      const std::size_t begin = type.find("::");
      if (begin == std::string_view::npos || !type.starts_with("AWS::")) return {};
      service = support::to_lower(type.substr(begin + 2, type.find("::", begin + 2) - begin - 2));
    }
    services.push_back(std::move(service));
    return services;
  }
  std::string_view rest = other->services;
  while (!rest.empty()) {
    const std::size_t blank = rest.find(' ');
    services.emplace_back(rest.substr(0, blank));
    rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
  }
  return services;
}

Pattern with_rest(Pattern arn, std::string_view separator) {
  arn.symbols += diff::symbols_of(separator);
  arn.symbols += meaning::any_text;
  arn.shown += std::string(separator) + "*";
  return arn;
}

/// The ARN by which calls of an API are named, with the API's id in it.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
Pattern execute_arn(const Scene& scene, const ResourceEntry& entry) {
  const std::string id(entry.logical_id);
  const diff::Reader& reader = scene.reader();
  Pattern arn{.symbols = diff::symbols_of("arn:"), .shown = id + "/*"};
  arn.symbols += reader.pseudo_parameter("AWS::Partition").symbols;
  arn.symbols += diff::symbols_of(":execute-api:");
  arn.symbols += reader.pseudo_parameter("AWS::Region").symbols + Symbols(1, U':');
  arn.symbols += reader.pseudo_parameter("AWS::AccountId").symbols + Symbols(1, U':');
  arn.symbols += reader.own_id(entry).symbols + Symbols{U'/', meaning::any_text};
  return arn;
}

bool is_api(const ResourceEntry& entry) {
  return entry.type_name == "AWS::ApiGateway::RestApi" ||
         entry.type_name == "AWS::ApiGatewayV2::Api";
}

}  // namespace

Target target_of(const Scene& scene, const ResourceEntry& entry) {
  Target target{.entry = &entry, .services = services_of(entry)};
  if (entry.type_name == "AWS::IAM::User" || entry.type_name == "AWS::IAM::Group") {
    target.services = {"iam"};
  }
  const Pattern arn = scene.reader().own_arn(entry);
  target.names = {arn};
  const auto parts = std::ranges::find(kinds_with_parts, entry.type_name, &WithParts::type);
  if (parts != kinds_with_parts.end()) target.names.push_back(with_rest(arn, parts->separator));
  if (is_api(entry)) target.names.push_back(execute_arn(scene, entry));
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
  target.needs_own_policy =
      entry.type_name == "AWS::KMS::Key" || entry.type_name == "AWS::IAM::Role";
  target.is_open_by_default =
      entry.type_name == "AWS::KMS::Key" && scene.find(entry, "KeyPolicy") == nullptr;
  return target;
}

std::vector<Pattern> source_arns(const Scene& scene, const ResourceEntry& entry) {
  Target target = target_of(scene, entry);
  return std::move(target.names);
}

}  // namespace omnitrack::graph
