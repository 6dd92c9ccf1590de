#include <algorithm>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "validate/policies/policy.hpp"
#include "validate/policies/policy_arn.hpp"

namespace omnitrack::validate {

using meaning::find_value;
using meaning::for_each_item;
using meaning::known_text;
using meaning::may_have_more;
using meaning::Path;
using tmpl::Kind;
using tmpl::Node;

namespace {

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
constexpr auto object_actions = std::to_array<std::string_view>({
    "s3:AbortMultipartUpload",
    "s3:DeleteObject",
    "s3:DeleteObjectTagging",
    "s3:DeleteObjectVersion",
    "s3:DeleteObjectVersionTagging",
    "s3:GetObject",
    "s3:GetObjectAcl",
    "s3:GetObjectAttributes",
    "s3:GetObjectLegalHold",
    "s3:GetObjectRetention",
    "s3:GetObjectTagging",
    "s3:GetObjectTorrent",
    "s3:GetObjectVersion",
    "s3:GetObjectVersionAcl",
    "s3:GetObjectVersionAttributes",
    "s3:GetObjectVersionForReplication",
    "s3:GetObjectVersionTagging",
    "s3:ListMultipartUploadParts",
    "s3:PutObject",
    "s3:PutObjectAcl",
    "s3:PutObjectLegalHold",
    "s3:PutObjectRetention",
    "s3:PutObjectTagging",
    "s3:PutObjectVersionAcl",
    "s3:PutObjectVersionTagging",
    "s3:ReplicateDelete",
    "s3:ReplicateObject",
    "s3:ReplicateTags",
    "s3:RestoreObject",
});

constexpr auto bucket_actions = std::to_array<std::string_view>({
    "s3:CreateBucket",
    "s3:DeleteBucket",
    "s3:DeleteBucketPolicy",
    "s3:DeleteBucketWebsite",
    "s3:GetAccelerateConfiguration",
    "s3:GetBucketAcl",
    "s3:GetBucketCORS",
    "s3:GetBucketLocation",
    "s3:GetBucketLogging",
    "s3:GetBucketNotification",
    "s3:GetBucketPolicy",
    "s3:GetBucketPolicyStatus",
    "s3:GetBucketPublicAccessBlock",
    "s3:GetBucketRequestPayment",
    "s3:GetBucketTagging",
    "s3:GetBucketVersioning",
    "s3:GetBucketWebsite",
    "s3:GetEncryptionConfiguration",
    "s3:GetLifecycleConfiguration",
    "s3:GetReplicationConfiguration",
    "s3:ListBucket",
    "s3:ListBucketMultipartUploads",
    "s3:ListBucketVersions",
    "s3:PutBucketAcl",
    "s3:PutBucketCORS",
    "s3:PutBucketLogging",
    "s3:PutBucketNotification",
    "s3:PutBucketPolicy",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutBucketTagging",
    "s3:PutBucketVersioning",
    "s3:PutBucketWebsite",
    "s3:PutEncryptionConfiguration",
    "s3:PutLifecycleConfiguration",
});

// Services whose actions speak of their own resources only. Many others also take those of their
// neighbours, such as ssm:SendCommand an instance's.
constexpr auto own_resource_services =
    std::to_array<std::string_view>({"dynamodb", "ecr", "kinesis", "kms", "lambda", "s3",
                                     "secretsmanager", "sns", "sqs", "states"});

/// The service of an ARN's outline; empty where it is not surely known.
std::string_view service_of(std::string_view outline) {
  const std::size_t first = outline.find(':');
  const std::size_t second = first == std::string_view::npos ? first : outline.find(':', first + 1);
  const std::size_t third =
      second == std::string_view::npos ? second : outline.find(':', second + 1);
  if (!outline.starts_with("arn:") || third == std::string_view::npos) return {};
  const std::string_view service = outline.substr(second + 1, third - second - 1);
  return service.find_first_of("*?\x01$") == std::string_view::npos ? service : std::string_view();
}

/// What is known of all resources of a statement together.
struct Targets {
  S3Target s3 = S3Target::unknown;  ///< what all of them are
  std::vector<std::string> outlines;
  bool all_have_a_service = true;
};

Targets targets_of(const PolicyScope& scope, const Node& resources, const Path& path) {
  Targets targets;
  for_each_item(resources, path, [&](const Node& item, const Path&) {
    targets.outlines.push_back(arn_outline(scope.index, item));
    const std::string& outline = targets.outlines.back();
    const S3Target one = s3_target(outline);
    targets.s3 = targets.outlines.size() == 1 || targets.s3 == one ? one : S3Target::unknown;
    targets.all_have_a_service = targets.all_have_a_service && !service_of(outline).empty();
  });
  if (targets.outlines.empty()) targets.all_have_a_service = false;
  return targets;
}

void check_s3(const PolicyScope& scope, const Node& item, const Path& path, std::string_view action,
              S3Target target) {
  if (target == S3Target::buckets && std::ranges::binary_search(object_actions, action)) {
    scope.report.warning(
        codes::OT4523, item, path,
        "'" + std::string(action) + "' acts on objects, but the statement's resources are buckets",
        "add '/*' to the bucket's ARN");
  } else if (target == S3Target::objects && std::ranges::binary_search(bucket_actions, action)) {
    scope.report.warning(
        codes::OT4523, item, path,
        "'" + std::string(action) + "' acts on a bucket, but the statement's resources are objects",
        "add the bucket's ARN without '/*'");
  }
}

void check_service(const PolicyScope& scope, const Node& item, const Path& path,
                   std::string_view action, const Targets& targets) {
  const std::string_view service = action.substr(0, action.find(':'));
  if (!targets.all_have_a_service || service.size() == action.size() ||
      std::ranges::find(own_resource_services, service) == own_resource_services.end()) {
    return;
  }
  for (const std::string& outline : targets.outlines) {
    // s3 has resources under names of their own, such as s3-object-lambda.
    if (service_of(outline).starts_with(service)) return;
  }
  scope.report.warning(codes::OT4525, item, path,
                       "'" + std::string(action) + "' never acts on the statement's resources, " +
                           "which are of '" + std::string(service_of(targets.outlines.front())) +
                           "'",
                       "give it resources of '" + std::string(service) + "'");
}

bool is_everything(const Node* value) {
  if (value == nullptr) return false;
  if (value->is(Kind::list) && value->items().size() == 1) value = &value->items().front();
  const auto text = known_text(value);
  return text == "*" || text == "*:*";
}

}  // namespace

void check_policy_effect(const PolicyScope& scope, const Node& statement, const Path& path) {
  const Node* resources = find_value(&statement, "Resource");
  const Node* actions = find_value(&statement, "Action");
  const auto effect = known_text(statement.find("Effect"));
  if (resources != nullptr && actions != nullptr) {
    const Path resources_path(path, "Resource");
    const Targets targets = targets_of(scope, *resources, resources_path);
    const Path actions_path(path, "Action");
    for_each_item(*actions, actions_path, [&](const Node& item, const Path& at) {
      const auto action = known_text(&item);
      if (!action) return;
      check_s3(scope, item, at, *action, targets.s3);
      check_service(scope, item, at, *action, targets);
    });
  }
  if (effect == "Allow" && find_value(&statement, "NotPrincipal") != nullptr) {
    const Path at(path, "NotPrincipal");
    scope.report.warning(
        codes::OT4524, *statement.find("NotPrincipal"), at,
        "'Allow' with 'NotPrincipal' lets in everybody else, anonymous callers too",
        "name in 'Principal' who may");
  }
  const bool is_conditional = statement.find("Condition") != nullptr || may_have_more(statement);
  if (effect == "Deny" && !is_conditional && is_everything(actions) && is_everything(resources) &&
      scope.rules.kind == PolicyKind::identity) {
    scope.report.info(codes::OT4526, statement, path,
                      "the statement denies everything, whatever the others allow");
  }
}

}  // namespace omnitrack::validate
