#include "omnitrack/cloudfront/key_group.hpp"

#include "../imported.hpp"
#include "global_name.hpp"
#include <omnitrack/cfn/cloudfront.hpp>

namespace omnitrack {

/// What a public key that is made elsewhere is made of.
struct ImportedPublicKeyProps {
  using Makes = PublicKey;
  Id id;
  Value<std::string> key_id;
};

/// What a key group that is made elsewhere is made of.
struct ImportedKeyGroupProps {
  using Makes = KeyGroup;
  Id id;
  Value<cfn::cloudfront::KeyGroupId> key_group_id;
};

namespace {

using cfn::cloudfront::key_group::KeyGroupConfig;
using cfn::cloudfront::public_key::PublicKeyConfig;

KeyGroupConfig key_group_config(const Construct& group, const KeyGroupProps& props) {
  List<std::string> keys;
  for (const auto& key : props.keys) keys.add(key->key_id());
  return {
      .items = keys, .name = cloudfront::global_name(group, props.name), .comment = props.comment};
}

}  // namespace

PublicKey::PublicKey(Attach at, const PublicKeyProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::cloudfront::PublicKeyProps{
          .id = primary(),
          .public_key_config =
              PublicKeyConfig{
                  // CloudFront needs the reference never to change.
                  .caller_reference = path(),
                  .encoded_key = props.encoded_key,
                  .name = cloudfront::global_name(*this, props.name),
                  .comment = props.comment,
              },
      })),
      id_(resource_->ref()) {}

PublicKey::PublicKey(Attach at, const ImportedPublicKeyProps& props)
    : Construct(std::move(at)), id_(props.key_id) {}

PublicKey& PublicKey::from_id(Construct& scope, const Id& id, const Value<std::string>& key_id) {
  return scope.add(ImportedPublicKeyProps{.id = id, .key_id = key_id});
}

cfn::cloudfront::PublicKey& PublicKey::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::cloudfront::PublicKeyProps{
        .id = primary(), .public_key_config = Value<PublicKeyConfig>()});
  }
  return *resource_;
}

KeyGroup::KeyGroup(Attach at, const KeyGroupProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::cloudfront::KeyGroupProps{
          .id = primary(),
          .key_group_config = key_group_config(*this, props),
      })),
      id_(resource_->ref()) {}

KeyGroup::KeyGroup(Attach at, const ImportedKeyGroupProps& props)
    : Construct(std::move(at)), id_(props.key_group_id) {}

KeyGroup& KeyGroup::from_id(Construct& scope, const Id& id,
                            const Value<cfn::cloudfront::KeyGroupId>& key_group_id) {
  return scope.add(ImportedKeyGroupProps{.id = id, .key_group_id = key_group_id});
}

cfn::cloudfront::KeyGroup& KeyGroup::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::cloudfront::KeyGroupProps{.id = primary(),
                                                    .key_group_config = Value<KeyGroupConfig>()});
  }
  return *resource_;
}

}  // namespace omnitrack
