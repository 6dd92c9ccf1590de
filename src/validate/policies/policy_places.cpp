#include <algorithm>

#include "validate/policies/policy.hpp"

namespace omnitrack::validate {

namespace {

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
constexpr PolicyRules identity(std::uint32_t maximum_size) {
  return {.maximum_size = maximum_size};
}

constexpr PolicyRules trust() {
  return {.kind = PolicyKind::trust,
          .resource = Need::forbidden,
          .principal = Need::required,
          .maximum_size = 4096};
}

/// Of a service that is known to refuse what lacks a principal or a resource.
constexpr PolicyRules resource(std::string_view only_service = {}, std::uint32_t maximum_size = 0) {
  return {.kind = PolicyKind::resource,
          .resource = Need::required,
          .principal = Need::required,
          .needs_unique_sids = only_service != "s3",
          .only_service = only_service,
          .maximum_size = maximum_size};
}

constexpr PolicyRules ecr() {
  return {.kind = PolicyKind::resource,
          .resource = Need::forbidden,
          .principal = Need::required,
          .needs_unique_sids = false};
}

/// Of a service with rules of its own.
constexpr PolicyRules lenient() {
  return {.kind = PolicyKind::resource,
          .resource = Need::optional,
          .principal = Need::optional,
          .needs_unique_sids = false,
          .needs_arns = false};
}

// Sorted by type.
constexpr auto places = std::to_array<PolicyPlace>({
    {"AWS::ApiGateway::RestApi", "Policy", lenient()},
    {"AWS::Backup::BackupVault", "AccessPolicy", lenient()},
    {"AWS::CodeArtifact::Domain", "PermissionsPolicyDocument", lenient()},
    {"AWS::CodeArtifact::Repository", "PermissionsPolicyDocument", lenient()},
    {"AWS::EC2::VPCEndpoint", "PolicyDocument", lenient()},
    {"AWS::ECR::PublicRepository", "RepositoryPolicyText", ecr()},
    {"AWS::ECR::RegistryPolicy", "PolicyText", lenient()},
    {"AWS::ECR::Repository", "RepositoryPolicyText", ecr()},
    {"AWS::EFS::FileSystem", "FileSystemPolicy", lenient()},
    {"AWS::Elasticsearch::Domain", "AccessPolicies", lenient()},
    {"AWS::IAM::Group", "Policies/*/PolicyDocument", identity(5120)},
    {"AWS::IAM::GroupPolicy", "PolicyDocument", identity(5120)},
    {"AWS::IAM::ManagedPolicy", "PolicyDocument", identity(6144)},
    {"AWS::IAM::Policy", "PolicyDocument", identity(10240)},
    {"AWS::IAM::Role", "AssumeRolePolicyDocument", trust()},
    {"AWS::IAM::Role", "Policies/*/PolicyDocument", identity(10240)},
    {"AWS::IAM::RolePolicy", "PolicyDocument", identity(10240)},
    {"AWS::IAM::User", "Policies/*/PolicyDocument", identity(2048)},
    {"AWS::IAM::UserPolicy", "PolicyDocument", identity(2048)},
    {"AWS::KMS::Key", "KeyPolicy", resource({}, 32768)},
    {"AWS::KMS::ReplicaKey", "KeyPolicy", resource({}, 32768)},
    {"AWS::Kinesis::ResourcePolicy", "ResourcePolicy", lenient()},
    {"AWS::Logs::ResourcePolicy", "PolicyDocument", lenient()},
    {"AWS::OpenSearchService::Domain", "AccessPolicies", resource()},
    {"AWS::S3::AccessPoint", "Policy", lenient()},
    {"AWS::S3::BucketPolicy", "PolicyDocument", resource("s3", 20480)},
    {"AWS::SNS::TopicInlinePolicy", "PolicyDocument", resource("sns", 30720)},
    {"AWS::SNS::TopicPolicy", "PolicyDocument", resource("sns", 30720)},
    {"AWS::SQS::QueueInlinePolicy", "PolicyDocument", resource("sqs")},
    {"AWS::SQS::QueuePolicy", "PolicyDocument", resource("sqs")},
    {"AWS::SSO::PermissionSet", "InlinePolicy", identity(32768)},
    {"AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", lenient()},
    {"AWS::Serverless::Function", "AssumeRolePolicyDocument", trust()},
    {"AWS::Serverless::Function", "Policies/*", identity(10240)},
    {"AWS::Serverless::StateMachine", "Policies/*", identity(10240)},
});

static_assert(std::is_sorted(places.begin(), places.end(),
                             [](const auto& a, const auto& b) { return a.type < b.type; }));

}  // namespace

std::span<const PolicyPlace> policy_places(std::string_view type) {
  struct ByType {
    bool operator()(const PolicyPlace& place, std::string_view wanted) const {
      return place.type < wanted;
    }
    bool operator()(std::string_view wanted, const PolicyPlace& place) const {
      return wanted < place.type;
    }
  };
  const auto [first, last] = std::equal_range(places.begin(), places.end(), type, ByType{});
  return {first, last};
}

}  // namespace omnitrack::validate
