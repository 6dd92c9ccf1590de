#include "omnitrack/ecr/repository.hpp"

#include <string>
#include <vector>

#include "../iam/let_in.hpp"
#include "../imported.hpp"
#include "lifecycle_text.hpp"
#include <omnitrack/cfn/ecr.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a repository that is made elsewhere is made of.
struct ImportedRepositoryProps {
  using Makes = Repository;
  Id id;
  Value<std::string> arn;
  Value<cfn::ecr::RepositoryName> name;
  Value<std::string> uri;
};

namespace {

namespace repository = cfn::ecr::repository;

using Mutability = cfn::ecr::RepositoryProps::ImageTagMutability;

Value<Mutability> mutability_of(const RepositoryProps& props) {
  if (!props.tag_mutability_exclusions.empty()) {
    return props.immutable_tags ? Mutability::immutable_with_exclusion
                                : Mutability::mutable_with_exclusion;
  }
  return props.immutable_tags ? Mutability::immutable : Mutability::mutable_;
}

List<repository::ImageTagMutabilityExclusionFilter> filters_of(const Items<Text>& wildcards) {
  using Filter = repository::ImageTagMutabilityExclusionFilter;
  List<Filter> filters;
  for (const Text& wildcard : wildcards) {
    filters.add(Filter{.image_tag_mutability_exclusion_filter_type =
                           Filter::ImageTagMutabilityExclusionFilterType::wildcard,
                       .image_tag_mutability_exclusion_filter_value = wildcard.text()});
  }
  return filters;
}

Value<repository::EncryptionConfiguration> encryption_of(const RepositoryProps& props) {
  using Encryption = repository::EncryptionConfiguration;
  if (!props.kms_key.is_set()) return {};
  return Encryption{.encryption_type = props.dual_layer_encryption
                                           ? Encryption::EncryptionType::kms_dsse
                                           : Encryption::EncryptionType::kms,
                    .kms_key = props.kms_key.arn()};
}

}  // namespace

Repository::Repository(Attach at, const RepositoryProps& props)
    : Construct(std::move(at)),
      rules_(props.lifecycle_rules),
      resource_(&add(cfn::ecr::RepositoryProps{
          .id = primary(),
          .encryption_configuration = encryption_of(props),
          .image_scanning_configuration =
              repository::ImageScanningConfiguration{.scan_on_push =
                                                         bool(props.image_scan_on_push)},
          .image_tag_mutability = mutability_of(props),
          .image_tag_mutability_exclusion_filters = filters_of(props.tag_mutability_exclusions),
          .repository_name = props.repository_name.value(),
      })),
      arn_(resource_->attr_arn()),
      name_(resource_->ref()),
      uri_(resource_->attr_repository_uri()) {
  if (props.empty_on_delete) resource_->props.empty_on_delete = true;
  resource_->set_removal_policy(props.removal_policy);
  check(props);
  for (const ImageLifecycleRule& rule : rules_) check(rule);
  write_lifecycle();
}

Repository::Repository(Attach at, const ImportedRepositoryProps& props)
    : Construct(std::move(at)), arn_(props.arn), name_(props.name), uri_(props.uri) {}

Repository& Repository::from_name(Construct& scope, const Id& id,
                                  const Value<cfn::ecr::RepositoryName>& name) {
  const Stack& stack = scope.stack();
  return scope.add(ImportedRepositoryProps{
      .id = id,
      .arn = stack.arn("ecr", concat("repository/", name)),
      .name = name,
      .uri =
          concat(stack.account(), ".dkr.ecr.", stack.region(), ".", stack.url_suffix(), "/", name),
  });
}

Repository& Repository::from_arn(Construct& scope, const Id& id, const Value<std::string>& arn) {
  // arn:PARTITION:ecr:REGION:ACCOUNT:repository/NAME
  Value<std::string> region = fn::select(3, fn::split(":", arn));
  Value<std::string> account = fn::select(4, fn::split(":", arn));
  Value<std::string> name = fn::select(1, fn::split(":repository/", arn));
  if (arn.is_literal_text()) {
    std::vector<std::string> parts(6);
    std::size_t part = 0;
    for (const char c : arn.literal_text()) {
      if (c == ':' && part < 5) {
        ++part;
      } else {
        parts[part] += c;
      }
    }
    region = parts[3];
    account = parts[4];
    name = parts[5].substr(parts[5].find('/') + 1);
  }
  return scope.add(ImportedRepositoryProps{
      .id = id,
      .arn = arn,
      .name = as<cfn::ecr::RepositoryName>(name),
      .uri = concat(account, ".dkr.ecr.", region, ".", scope.stack().url_suffix(), "/", name),
  });
}

void Repository::check(const RepositoryProps& props) const {
  if (props.repository_name.is_broken()) {
    error(codes::OT3403,
          "'" + std::string(props.repository_name.text()) + "' is not a name for a repository",
          "use 2 to 256 lower-case letters and digits, joined by '-', '_', '.' or '/'");
  }
  if (props.dual_layer_encryption && !props.kms_key.is_set()) {
    error(codes::OT3404, "images are to be encrypted in two layers, but there is no key",
          "set `kms_key`, or leave `dual_layer_encryption` out");
  }
  if (props.empty_on_delete && props.removal_policy != RemovalPolicy::destroy) {
    error(codes::OT3405, "the repository is to be emptied when it is deleted, and to be kept",
          "set `removal_policy` to RemovalPolicy::destroy, or leave `empty_on_delete` out");
  }
}

void Repository::check(const ImageLifecycleRule& rule) const {
  if (rule.max_image_age.is_set() == rule.max_image_count.is_set()) {
    error(codes::OT3401, "a lifecycle rule must count either images or days",
          "set one of `max_image_age` and `max_image_count`");
  }
  const bool names_tags = !rule.tag_patterns.empty() || !rule.tag_prefixes.empty();
  if (names_tags != (rule.tag_status == ImageTagStatus::tagged)) {
    error(codes::OT3402,
          names_tags ? "a lifecycle rule names tags, but is not about tagged images"
                     : "a lifecycle rule is about tagged images, but names no tags",
          "set ImageTagStatus::tagged together with `tag_patterns` or `tag_prefixes`");
  }
  if (!rule.tag_patterns.empty() && !rule.tag_prefixes.empty()) {
    error(codes::OT3402, "a lifecycle rule has both patterns and prefixes of tags",
          "keep one of `tag_patterns` and `tag_prefixes`");
  }
  for (const auto& [number, name] :
       {std::pair(rule.max_image_age.is_broken() ? rule.max_image_age.number() : 1,
                  "max_image_age"),
        std::pair(rule.max_image_count.is_broken() ? rule.max_image_count.number() : 1,
                  "max_image_count")}) {
    if (number >= 1) continue;
    error(codes::OT3406,
          std::string(name) + " is " + std::to_string(number) + ", which is out of bounds",
          "it is 1 at least");
  }
}

void Repository::write_lifecycle() {
  if (rules_.empty()) return;
  resource_->props.lifecycle_policy =
      repository::LifecyclePolicy{.lifecycle_policy_text = ecr::lifecycle_text(rules_)};
}

void Repository::add_lifecycle_rule(const ImageLifecycleRule& rule) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "a lifecycle rule");
    return;
  }
  check(rule);
  std::vector<ImageLifecycleRule> rules(rules_.begin(), rules_.end());
  rules.push_back(rule);
  rules_ = rules;
  write_lifecycle();
}

void Repository::add_to_resource_policy(const PolicyStatement& statement) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "a statement of its policy");
    return;
  }
  policy_.add(statement);
  resource_->props.repository_policy_text = policy_.json();
}

void Repository::grant(Grantee& grantee, const List<std::string>& actions) const {
  iam::let_in(*this, grantee, {.actions = actions, .resources = {arn()}});
}

// The token is for a whole registry: the action knows no resources, and who is of another account
// asks its own registry for it.
void Repository::grant_token(Grantee& grantee) const {
  if (!grantee.takes_policies()) return;
  grantee.add_to_policy({.actions = {"ecr:GetAuthorizationToken"}, .resources = {"*"}});
}

void Repository::grant_pull(Grantee& grantee) const {
  grant(grantee,
        {"ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"});
  grant_token(grantee);
}

void Repository::grant_pull_push(Grantee& grantee) const {
  grant_pull(grantee);
  grant_push(grantee);
}

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
void Repository::grant_push(Grantee& grantee) const {
  grant(grantee, {"ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload",
                  "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"});
  grant_token(grantee);
}

void Repository::grant_read(Grantee& grantee) const {
  grant(grantee, {"ecr:DescribeImages", "ecr:DescribeRepositories", "ecr:ListImages"});
}

Metric Repository::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/ECR",
                     .metric_name = metric_name,
                     .dimensions = {{"RepositoryName", name()}}};
}

Value<std::string> Repository::uri_for_tag(const Value<std::string>& tag) const {
  return concat(uri(), ":", tag);
}

Value<std::string> Repository::uri_for_digest(const Value<std::string>& digest) const {
  return concat(uri(), "@", digest);
}

cfn::ecr::Repository& Repository::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::ecr::RepositoryProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
