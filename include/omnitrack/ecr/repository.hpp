#pragma once

#include <optional>

#include <omnitrack/checked_number.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ecr/repository_name.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ecr {
class Repository;  // defined in <omnitrack/cfn/ecr.hpp>
enum class RepositoryName : char;
}  // namespace omnitrack::cfn::ecr

namespace omnitrack {

namespace detail {

inline void a_lifecycle_rule_keeps_at_least_1_image() {}
inline void a_lifecycle_rule_keeps_images_at_least_1_day() {}

}  // namespace detail

/// How many images a lifecycle rule keeps.
using ImageCount =
    CheckedNumber<detail::Between<1, 2147483647, detail::a_lifecycle_rule_keeps_at_least_1_image>>;
/// How long a lifecycle rule keeps an image, in days.
using ImageAge =
    CheckedNumber<detail::TimeBetween<1, 2147483647,
                                      detail::a_lifecycle_rule_keeps_images_at_least_1_day, 86400>>;

/// Which images a lifecycle rule is about.
enum class ImageTagStatus : std::uint8_t { any, tagged, untagged };

/// A rule on which images expire, by exactly one of `max_image_age` and `max_image_count`.
/// https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
struct ImageLifecycleRule {
  /// What it is for.
  Text description = {};
  /// Days after which an image expires that was pushed.
  ImageAge max_image_age = {};
  /// How many images are kept, the newest ones.
  ImageCount max_image_count = {};
  /// Only for images with all of these tags, each of which may hold `*`; needs `tagged`.
  Items<Text> tag_patterns = {};
  /// Only for images with tags that begin so, all of them; needs `tagged`.
  Items<Text> tag_prefixes = {};
  /// Which images it is about.
  ImageTagStatus tag_status = ImageTagStatus::any;
};

class Repository;

/// Properties of a repository.
struct RepositoryProps {
  using Makes = Repository;
  Id id;
  /// Whether images are encrypted in two layers by `kms_key`.
  Bool dual_layer_encryption = false;
  /// Whether a repository that leaves the stack is deleted with its images; needs
  /// `RemovalPolicy::destroy`.
  Bool empty_on_delete = false;
  /// Whether ECR looks for known weaknesses in each image that is pushed.
  Bool image_scan_on_push = true;
  /// Whether a tag stays with its image for ever.
  Bool immutable_tags = true;
  /// The key that images are encrypted with, a change of which replaces the repository; AES-256 by
  /// keys of ECR's own where it is left out.
  KeyLink kms_key = {};
  /// Which images expire, in the order of their priority; rules for any image come last.
  Items<ImageLifecycleRule> lifecycle_rules = {};
  /// What happens to the images when the repository leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// The name; made up by CloudFormation where it is left out.
  RepositoryName repository_name = {};
  /// Tags to which the opposite of `immutable_tags` applies, 5 at most, e.g. `latest` or `dev-*`.
  Items<Text> tag_mutability_exclusions = {};
};

/// A repository of container images: AWS::ECR::Repository.
/// https://docs.aws.amazon.com/AmazonECR/latest/userguide/Repositories.html
class Repository final : public Construct, public Measured {
 public:
  Repository(Attach at, const RepositoryProps& props);
  Repository(Attach at, const struct ImportedRepositoryProps& props);

  /// A repository of this stack's region and account that is made elsewhere.
  static Repository& from_name(Construct& scope, const Id& id,
                               const Value<cfn::ecr::RepositoryName>& name);
  /// A repository that is made elsewhere, in whatever account and region; its policy is its
  /// owner's.
  static Repository& from_arn(Construct& scope, const Id& id, const Value<std::string>& arn);

  /// Adds a rule on which images expire, behind those that are there.
  void add_lifecycle_rule(const ImageLifecycleRule& rule);
  /// Adds a statement to the repository's policy, which is about the repository and so has no
  /// resources.
  void add_to_resource_policy(const PolicyStatement& statement);

  /// Allows actions on the repository.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to pull images.
  void grant_pull(Grantee& grantee) const;
  /// Allows to pull and push images.
  void grant_pull_push(Grantee& grantee) const;
  /// Allows to push images.
  void grant_push(Grantee& grantee) const;
  /// Allows to list and describe images, but not to pull them.
  void grant_read(Grantee& grantee) const;

  /// One of ECR's metrics of the repository.
  /// https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-repository-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many pulls there were.
  [[nodiscard]] Metric metric_pulls() const { return metric("RepositoryPullCount").sum(); }

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<cfn::ecr::RepositoryName>& name() const { return name_; }
  /// The URI without a tag.
  [[nodiscard]] const Value<std::string>& uri() const { return uri_; }
  /// The URI of the image that has a tag, for a container or for `FunctionCode::image`.
  [[nodiscard]] Value<std::string> uri_for_tag(const Value<std::string>& tag = "latest") const;
  /// The URI of the image with a digest, e.g. `sha256:…`.
  [[nodiscard]] Value<std::string> uri_for_digest(const Value<std::string>& digest) const;
  /// The repository's own resource; an error where the repository is made elsewhere.
  [[nodiscard]] cfn::ecr::Repository& resource();

 private:
  void check(const RepositoryProps& props) const;
  void check(const ImageLifecycleRule& rule) const;
  void grant_token(Grantee& grantee) const;
  void write_lifecycle();

  Items<ImageLifecycleRule> rules_;
  PolicyDocument policy_;
  cfn::ecr::Repository* resource_ = nullptr;  // null where the repository is made elsewhere
  Value<std::string> arn_;
  Value<cfn::ecr::RepositoryName> name_;
  Value<std::string> uri_;
};

}  // namespace omnitrack
