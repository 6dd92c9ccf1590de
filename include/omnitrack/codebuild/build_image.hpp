#pragma once

#include <omnitrack/secretsmanager/secret_link.hpp>
#include <omnitrack/text.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack {

/// The machine that a build runs on.
enum class BuildPlatform : std::uint8_t { linux_x86, linux_arm, linux_gpu, windows_2022 };

/// The size of the machine that a build runs on.
/// https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-compute-types.html
enum class BuildCompute : std::uint8_t { small, medium, large, xlarge, xxlarge };

/// The image that a build runs in, with the machine that it is for.
/// https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html
class BuildImage {
 public:
  /// Amazon Linux 2023 by CodeBuild, on x86_64.
  static BuildImage amazon_linux() {
    return {"aws/codebuild/amazonlinux-x86_64-standard:5.0", BuildPlatform::linux_x86};
  }
  /// Amazon Linux 2023 by CodeBuild, on ARM.
  static BuildImage amazon_linux_arm() {
    return {"aws/codebuild/amazonlinux-aarch64-standard:3.0", BuildPlatform::linux_arm};
  }
  /// Ubuntu 22.04 by CodeBuild, on x86_64.
  static BuildImage ubuntu() { return {"aws/codebuild/standard:7.0", BuildPlatform::linux_x86}; }
  /// Windows Server Core 2022 by CodeBuild.
  static BuildImage windows() {
    return {"aws/codebuild/windows-base:2022-1.0", BuildPlatform::windows_2022};
  }
  /// Another image of CodeBuild's, e.g. `aws/codebuild/standard:6.0`.
  static BuildImage codebuild(const Value<std::string>& image,
                              BuildPlatform platform = BuildPlatform::linux_x86) {
    return {image, platform};
  }
  /// An image of a repository in ECR, which the project's role may then pull.
  static BuildImage ecr(const Value<std::string>& repository_uri,
                        const Value<std::string>& repository_arn,
                        const Value<std::string>& tag = "latest",
                        BuildPlatform platform = BuildPlatform::linux_x86);
  /// An image of any registry, with a secret of Secrets Manager where the registry asks for a user
  /// and a password.
  static BuildImage registry(const Value<std::string>& image, const SecretLink& secret = {},
                             BuildPlatform platform = BuildPlatform::linux_x86);

  /// The image.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The machine.
  [[nodiscard]] BuildPlatform platform() const { return platform_; }
  /// Whether the project's role pulls it, and not CodeBuild itself.
  [[nodiscard]] bool is_pulled_by_role() const { return is_pulled_by_role_; }
  /// The repository in ECR; not set of others.
  [[nodiscard]] const Value<std::string>& repository_arn() const { return repository_arn_; }
  /// The secret for the registry; not set where there is none.
  [[nodiscard]] const SecretLink& secret() const { return secret_; }
  /// The ARN of that secret; not set where there is none.
  [[nodiscard]] const Value<std::string>& secret_arn() const { return secret_.arn(); }

 private:
  BuildImage(const Value<std::string>& name, BuildPlatform platform)
      : name_(name), platform_(platform) {}
  Value<std::string> name_;
  Value<std::string> repository_arn_;
  SecretLink secret_;
  BuildPlatform platform_;
  bool is_pulled_by_role_ = false;
};

}  // namespace omnitrack
