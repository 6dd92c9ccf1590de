#pragma once

#include <string>

#include "cli/deploy/deploy_target.hpp"
#include "deploy/upload.hpp"

namespace omnitrack::cli {

/// The template of a target as it is passed, and whether it goes through the bucket.
struct PassedTemplate {
  std::string text;
  std::string digest;
  bool needs_bucket = false;
};

/// What is passed of a target's template: without line breaks where it would be too long with them.
/// Throws Failure where CloudFormation takes it in no form.
PassedTemplate passed_template(const DeployTarget& target);

/// Throws Failure, as there is no bucket for a template that must go through one.
[[noreturn]] void refuse_without_bucket(const DeployTarget& target, const PassedTemplate& passed,
                                        const std::string& bucket);

/// Where a template lies in a bucket, and its URL.
struct TemplateObject {
  deploy::ObjectPlace place;
  std::string url;
};

/// The place for a template in the bucket of assets, whose name may have placeholders. Asks for
/// the account and the region where nothing else tells them. Throws AwsFailure.
TemplateObject template_object(const DeployTarget& target, const PassedTemplate& passed,
                               const std::string& assets_bucket, const deploy::AwsOptions& account);

}  // namespace omnitrack::cli
