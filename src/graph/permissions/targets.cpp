#include "graph/permissions/targets.hpp"

#include <algorithm>
#include <array>

#include "diff/security/statements.hpp"
#include "graph/permissions/arns.hpp"
#include "schema/iam_actions.hpp"
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
constexpr std::array<ActionsOf, 11> other_services{{
    {"AWS::ApiGateway::RestApi", "execute-api apigateway"},
    {"AWS::ApiGatewayV2::Api", "execute-api apigateway"},
    {"AWS::IAM::Role", "sts iam"},
    {"AWS::RDS::DBCluster", "rds rds-db rds-data"},
    {"AWS::RDS::DBInstance", "rds rds-db"},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "elasticloadbalancing"},
    {"AWS::CertificateManager::Certificate", "acm"},
    {"AWS::MSK::Cluster", "kafka kafka-cluster"},
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
      if (!schema::is_iam_service(service)) return {};
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
  arn.symbols += reader.own_attribute(entry, {}).symbols + Symbols{U'/', meaning::any_text};
  return arn;
}

bool is_api(const ResourceEntry& entry) {
  return entry.type_name == "AWS::ApiGateway::RestApi" ||
         entry.type_name == "AWS::ApiGatewayV2::Api";
}

/// What a type whose ARNs have no known form may be called.
void add_forms(Target& target) {
  for (const std::string& service : target.services) {
    Pattern form{.symbols = diff::symbols_of("arn:"), .shown = {}};
    form.symbols += meaning::any_text;
    form.symbols += diff::symbols_of(":" + service + ":");
    form.symbols += meaning::any_text;
    target.forms.push_back(std::move(form));
  }
}

/// The users of a database that its IAM authentication lets in.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
void add_users(const Scene& scene, const ResourceEntry& entry, Target& target) {
  const bool is_cluster = entry.type_name == "AWS::RDS::DBCluster";
  if (!is_cluster && entry.type_name != "AWS::RDS::DBInstance") return;
  target.names.push_back(
      with_rest(arn_with(scene, entry, "arn:${Partition}:rds-db:${Region}:${Account}:dbuser:",
                         is_cluster ? "DBClusterResourceId" : "DbiResourceId"),
                "/"));
}

/// The aliases and versions by which a function is called too.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
void add_versions(const Scene& scene, const ResourceEntry& entry, Target& target) {
  if (entry.type_name != "AWS::Lambda::Function") return;
  for (const std::string_view type : {"AWS::Lambda::Alias", "AWS::Lambda::Version"}) {
    for (const ResourceEntry* each : scene.naming(entry, type, "FunctionName")) {
      target.names.push_back(scene.reader().own_attribute(*each, {}));
    }
  }
}

/// Whether what a resource gives may be the ARN of another one.
bool gives_any_text(const Scene& scene, std::string_view id) {
  const ResourceEntry* entry = scene.model().index().find_resource(id);
  return entry == nullptr || entry->is_open || !entry->type ||
         entry->type_name == "AWS::CloudFormation::Stack";
}

/// A text with the region and the account that a name has where those are not known before: a text
/// may write them out.
Symbols with_place_of(const Symbols& name, const Symbols& text) {
  Symbols same;
  std::size_t of_name = 0;
  std::size_t of_text = 0;
  for (int part = 0; part < 5; ++part) {
    const std::size_t name_end = name.find(U':', of_name);
    const std::size_t text_end = text.find(U':', of_text);
    if (name_end == Symbols::npos || text_end == Symbols::npos) return text;
    const bool is_place = name_end == of_name + 1 && name[of_name] >= meaning::first_atom;
    const bool takes = is_place && text_end != of_text;
    same += takes ? name.substr(of_name, 1) : text.substr(of_text, text_end - of_text);
    same += U':';
    of_name = name_end + 1;
    of_text = text_end + 1;
  }
  return same + text.substr(of_text);
}

/// Whether a text may be anything: a parameter, a stack's name, or what a stack or a custom
/// resource gives.
bool is_made_elsewhere(const Scene& scene, const diff::Atom& atom) {
  if (atom.shown.starts_with("${AWS::")) return atom.shown.starts_with("${AWS::Stack");
  return !atom.unknown.empty() || gives_any_text(scene, atom.shown);
}

}  // namespace

Target target_of(const Scene& scene, const ResourceEntry& entry) {
  Target target{.entry = &entry, .services = services_of(entry)};
  if (entry.type_name == "AWS::IAM::User" || entry.type_name == "AWS::IAM::Group") {
    target.services = {"iam"};
  }
  const ArnOf own = arn_of(scene, entry);
  target.names = {own.arn};
  target.references = own.references;
  target.ends_at_random = own.ends_at_random;
  if (!own.has_form) add_forms(target);
  const auto parts = std::ranges::find(kinds_with_parts, entry.type_name, &WithParts::type);
  if (parts != kinds_with_parts.end()) target.names.push_back(with_rest(own.arn, parts->separator));
  add_users(scene, entry, target);
  add_versions(scene, entry, target);
  if (is_api(entry)) target.names.push_back(execute_arn(scene, entry));
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
  target.needs_own_policy =
      entry.type_name == "AWS::KMS::Key" || entry.type_name == "AWS::IAM::Role";
  target.is_open_by_default =
      entry.type_name == "AWS::KMS::Key" && scene.find(entry, "KeyPolicy") == nullptr;
  return target;
}

Pattern with_arn(const Target& target, Pattern text) {
  for (const Pattern& each : target.references) {
    if (!text.symbols.starts_with(each.symbols)) continue;
    text.symbols.replace(0, each.symbols.size(), target.names.front().symbols);
    break;
  }
  return text;
}

std::string why_it_may_be(const Scene& scene, const Target& target, const Pattern& text) {
  const diff::Atoms& atoms = scene.reader().atoms();
  const std::string_view id = target.entry->logical_id;
  if (!text.resource.empty() && text.resource != id && !gives_any_text(scene, text.resource)) {
    return {};
  }
  std::string unknown = "the ARN of " + std::string(id) + ", which is made at deployment";
  const auto is_open = [&](char32_t symbol) {
    return symbol == meaning::any_text ||
           (symbol >= meaning::first_atom &&
            (atoms.at(symbol).shown == id || is_made_elsewhere(scene, atoms.at(symbol))));
  };
  const auto are_same = [](char32_t one, char32_t other) {
    return one == other || one == meaning::any_character || other == meaning::any_character;
  };
  for (const std::vector<Pattern>* names : {&target.names, &target.forms}) {
    for (const Pattern& name : *names) {
      const Symbols asked = with_place_of(name.symbols, text.symbols);
      const bool is_of_another = std::ranges::any_of(asked, [&](char32_t symbol) {
        return symbol >= meaning::first_atom && !is_open(symbol) &&
               name.symbols.find(symbol) == Symbols::npos;
      });
      if (is_of_another) continue;
      if (meaning::may_match(asked, name.symbols, is_open, is_open, are_same)) {
        return unknown;
      }
    }
  }
  return {};
}

}  // namespace omnitrack::graph
