#include "omnitrack/kms/key_link.hpp"

#include "../iam/let_in.hpp"
#include <omnitrack/kms/key.hpp>

namespace omnitrack {

KeyLink::KeyLink(Key& key) : arn_(key.arn()), key_(&key) {}

void KeyLink::grant(Grantee& grantee, const List<std::string>& actions,
                    const Value<std::string>& via_service) const {
  if (!is_set()) return;
  const std::string_view text = arn_.literal_text();
  // AWS's own keys let the whole account in, through their services.
  if (text.starts_with("alias/aws/")) return;
  Map<Json> conditions;
  if (via_service.is_set()) {
    conditions = {{"StringEquals", Json::object({{"kms:ViaService", via_service}})}};
  }
  // Policies name keys, not aliases.
  // https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
  const bool is_alias = text.starts_with("alias/");
  if (is_alias) {
    conditions.set("ForAnyValue:StringEquals", Json::object({{"kms:ResourceAliases", arn_}}));
  }
  const PolicyStatement statement{
      .actions = actions,
      .conditions = conditions,
      .resources = {is_alias ? Value<std::string>("*") : Value<std::string>(arn_)},
  };
  if (key_ != nullptr) {
    iam::let_in(*key_, grantee, statement);
  } else if (grantee.takes_policies()) {  // else the owner of the key lets it in
    grantee.add_to_policy(statement);
  }
}

void KeyLink::allow_service(const Value<std::string>& host, const List<std::string>& actions,
                            const Map<Json>& conditions) const {
  if (key_ == nullptr) return;
  key_->add_to_resource_policy(
      {.actions = actions, .conditions = conditions, .principals = PolicyPrincipal::service(host)});
}

}  // namespace omnitrack
