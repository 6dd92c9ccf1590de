#include "omnitrack/ecs/container.hpp"

#include <omnitrack/ecr/image_asset.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

ContainerImage ContainerImage::from_folder(std::string_view path, const ImageBuild& build) {
  ContainerImage image;
  image.is_built_ = true;
  image.folder_ = path;
  image.build_ = build;
  return image;
}

ContainerImage ContainerImage::in(Construct& task_definition, const Id& id,
                                  std::string_view platform) const {
  if (!is_built_) return *this;
  const ImageAsset& asset = task_definition.add(
      ImageAssetProps{.id = id, .path = folder_, .build = build_, .platform = platform});
  return repository(asset.repository(), asset.tag());
}

ContainerImage ContainerImage::repository(const Link<const Repository>& repository,
                                          const Value<std::string>& tag) {
  ContainerImage image;
  image.repository_ = repository.get();
  image.uri_ = repository->uri_for_tag(tag);
  return image;
}

ContainerImage ContainerImage::registry(const Value<std::string>& name,
                                        const SecretLink& credentials,
                                        const KeyLink& credentials_key) {
  ContainerImage image;
  image.uri_ = name;
  image.credentials_ = credentials;
  image.credentials_key_ = credentials_key;
  return image;
}

void ContainerImage::grant_pull(Grantee& grantee) const {
  if (repository_ != nullptr) repository_->grant_pull(grantee);
  credentials_.grant_value(grantee);
  credentials_key_.grant(grantee, {"kms:Decrypt"});
}

ContainerSecret ContainerSecret::secrets_manager(const SecretLink& secret,
                                                 const Value<std::string>& json_key,
                                                 const KeyLink& key) {
  ContainerSecret made;
  made.secret_ = secret;
  // Behind the key are the version's stage and id.
  made.value_from_ = json_key.is_set() ? concat(secret.arn(), ":", json_key, "::") : secret.arn();
  made.key_ = key;
  return made;
}

ContainerSecret ContainerSecret::ssm_parameter(const ParameterLink& parameter, const KeyLink& key) {
  ContainerSecret made;
  made.parameter_ = parameter;
  made.value_from_ = parameter.arn();
  made.key_ = key;
  return made;
}

void ContainerSecret::grant_read(Grantee& grantee) const {
  secret_.grant_value(grantee);
  if (parameter_) parameter_->grant_value(grantee);
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
