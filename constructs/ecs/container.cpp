#include "omnitrack/ecs/container.hpp"

#include <omnitrack/ecr/repository.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

ContainerImage ContainerImage::repository(const Link<const Repository>& repository,
                                          const Value<std::string>& tag) {
  ContainerImage image;
  image.repository_ = repository.get();
  image.uri_ = repository->uri_for_tag(tag);
  return image;
}

ContainerImage ContainerImage::registry(const Value<std::string>& name,
                                        const Value<std::string>& credentials,
                                        const KeyLink& credentials_key) {
  ContainerImage image;
  image.uri_ = name;
  image.credentials_ = credentials;
  image.credentials_key_ = credentials_key;
  return image;
}

void ContainerImage::grant_pull(Grantee& grantee) const {
  if (repository_ != nullptr) repository_->grant_pull(grantee);
  if (!credentials_.is_set()) return;
  grantee.add_to_policy(
      {.actions = {"secretsmanager:GetSecretValue"}, .resources = {credentials_}});
  credentials_key_.grant(grantee, {"kms:Decrypt"});
}

ContainerSecret ContainerSecret::secrets_manager(const Value<std::string>& arn,
                                                 const Value<std::string>& json_key,
                                                 const KeyLink& key) {
  ContainerSecret secret;
  secret.action_ = "secretsmanager:GetSecretValue";
  secret.arn_ = arn;
  // Behind the key are the version's stage and id.
  secret.value_from_ = json_key.is_set() ? concat(arn, ":", json_key, "::") : arn;
  secret.key_ = key;
  return secret;
}

ContainerSecret ContainerSecret::ssm_parameter(const Value<std::string>& arn, const KeyLink& key) {
  ContainerSecret secret;
  secret.action_ = "ssm:GetParameters";
  secret.arn_ = arn;
  secret.value_from_ = arn;
  secret.key_ = key;
  return secret;
}

void ContainerSecret::grant_read(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {action_}, .resources = {arn_}});
  key_.grant(grantee, {"kms:Decrypt"});
}

ContainerLog ContainerLog::aws_logs() { return ContainerLog(Kind::aws_logs); }

ContainerLog ContainerLog::firelens(const Map<std::string>& options,
                                    const Items<NamedContainerSecret>& secret_options) {
  ContainerLog log(Kind::firelens);
  log.options_ = options;
  log.secret_options_ = secret_options;
  return log;
}

ContainerLog ContainerLog::none() { return ContainerLog(Kind::none); }

}  // namespace omnitrack
