#include "../iam/let_in.hpp"
#include "bucket_state.hpp"
#include <omnitrack/fn.hpp>

namespace omnitrack {

void Bucket::grant_read(Grantee& grantee, std::string_view prefix) {
  state_->grants.push_back({&grantee, State::Access::read, std::string(prefix)});
}

void Bucket::grant_put(Grantee& grantee, std::string_view prefix) {
  state_->grants.push_back({&grantee, State::Access::put, std::string(prefix)});
}

void Bucket::grant_delete(Grantee& grantee, std::string_view prefix) {
  state_->grants.push_back({&grantee, State::Access::remove, std::string(prefix)});
}

void Bucket::grant_write(Grantee& grantee, std::string_view prefix) {
  grant_put(grantee, prefix);
  grant_delete(grantee, prefix);
}

void Bucket::grant_read_write(Grantee& grantee, std::string_view prefix) {
  grant_read(grantee, prefix);
  grant_write(grantee, prefix);
}

// Grants are written last: a bucket that waits for a function which waits for the grants to its
// role must not be referred to by these.
void Bucket::finish() {
  const bool by_name = state_->notifies_functions && state_->name.is_set();
  const Value<std::string> bucket = by_name ? known_arn() : arn();
  for (const State::Grant& grant : state_->grants) {
    Grantee& grantee = *grant.grantee;
    const List<std::string> objects = {concat(bucket, "/", grant.prefix, "*")};
    const auto allow = [&](const List<std::string>& actions, const List<std::string>& resources,
                           const Map<Json>& conditions = {}) {
      PolicyStatement statement{
          .actions = actions, .conditions = conditions, .resources = resources};
      const Value<std::string> principal = iam::granted_besides(*this, grantee, statement);
      if (!principal.is_set()) return;
      statement.principals = PolicyPrincipal::aws(principal);
      add_to_resource_policy(statement);
    };
    const auto allow_key = [&](const List<std::string>& actions) {
      state_->key.grant(grantee, actions,
                        concat("s3.", stack().region(), ".", stack().url_suffix()));
    };
    switch (grant.access) {
      case State::Access::read: {
        allow({"s3:GetBucketLocation"}, {bucket});
        Map<Json> listing;
        if (!grant.prefix.empty()) {
          listing = {{"StringLike", Json::object({{"s3:prefix", grant.prefix + "*"}})}};
        }
        allow({"s3:ListBucket"}, {bucket}, listing);
        allow({"s3:GetObject"}, objects);
        if (state_->is_versioned) allow({"s3:GetObjectVersion"}, objects);
        allow_key({"kms:Decrypt"});
        break;
      }
      case State::Access::put:
        allow({"s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"}, objects);
        // The parts of an upload are read again when they are put together.
        allow_key({"kms:Decrypt", "kms:GenerateDataKey"});
        break;
      case State::Access::remove:
        allow({"s3:DeleteObject"}, objects);
        break;
    }
  }
}

}  // namespace omnitrack
