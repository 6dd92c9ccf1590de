#include "omnitrack/secretsmanager/secret_link.hpp"

#include <omnitrack/fn.hpp>
#include <omnitrack/secretsmanager/secret.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

SecretLink::SecretLink(const Secret& secret) : arn_(secret.arn()), secret_(&secret) {}

SecretLink::SecretLink(const Link<const Secret>& secret)
    : SecretLink(secret.is_set() ? SecretLink(*secret) : SecretLink()) {}

SecretLink::SecretLink(const Link<Secret>& secret)
    : SecretLink(secret.is_set() ? SecretLink(*secret) : SecretLink()) {}

void SecretLink::grant_value(Grantee& grantee) const {
  if (!is_set()) return;
  if (secret_ == nullptr) {
    grantee.add_to_policy({.actions = {"secretsmanager:GetSecretValue"}, .resources = {arn_}});
    return;
  }
  const Stack& stack = secret_->stack();
  secret_->grant(grantee, {"secretsmanager:GetSecretValue"});
  secret_->kms_key().grant(grantee, {"kms:Decrypt"},
                           concat("secretsmanager.", stack.region(), ".", stack.url_suffix()));
}

void SecretLink::make_wait(Construct& client) const {
  if (secret_ != nullptr) secret_->make_wait(client);
}

}  // namespace omnitrack
