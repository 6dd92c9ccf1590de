#include "omnitrack/kms/key.hpp"

#include <string>

#include "../iam/let_in.hpp"
#include "../imported.hpp"
#include <omnitrack/cfn/kms.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a key that is made elsewhere is made of.
struct ImportedKeyProps {
  using Makes = Key;
  Id id;
  Value<cfn::kms::KeyArn> arn;
};

namespace {

constexpr std::string_view spec_names[] = {
    "SYMMETRIC_DEFAULT",
    "RSA_2048",
    "RSA_3072",
    "RSA_4096",
    "ECC_NIST_P256",
    "ECC_NIST_P384",
    "ECC_NIST_P521",
    "ECC_SECG_P256K1",
    "ECC_NIST_EDWARDS25519",
    "HMAC_224",
    "HMAC_256",
    "HMAC_384",
    "HMAC_512",
    "ML_DSA_44",
    "ML_DSA_65",
    "ML_DSA_87",
    "SM2",
};

constexpr std::string_view usage_names[] = {"ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC",
                                            "KEY_AGREEMENT"};

// What each kind of key can be used for, as bits in the order of `KeyUsage`, and the one that it is
// used for where nothing is said: KMS itself takes ENCRYPT_DECRYPT alone for granted.
// https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
KeyUsage default_usage(KeySpec spec) {
  switch (spec) {
    case KeySpec::symmetric_default:
    case KeySpec::rsa_2048:
    case KeySpec::rsa_3072:
    case KeySpec::rsa_4096:
    case KeySpec::sm2:
      return KeyUsage::encrypt_decrypt;
    case KeySpec::hmac_224:
    case KeySpec::hmac_256:
    case KeySpec::hmac_384:
    case KeySpec::hmac_512:
      return KeyUsage::generate_verify_mac;
    case KeySpec::ecc_nist_p256:
    case KeySpec::ecc_nist_p384:
    case KeySpec::ecc_nist_p521:
    case KeySpec::ecc_secg_p256k1:
    case KeySpec::ecc_nist_edwards25519:
    case KeySpec::ml_dsa_44:
    case KeySpec::ml_dsa_65:
    case KeySpec::ml_dsa_87:
      return KeyUsage::sign_verify;
  }
  return KeyUsage::encrypt_decrypt;
}

bool can(KeySpec spec, KeyUsage usage) {
  switch (spec) {
    case KeySpec::rsa_2048:
    case KeySpec::rsa_3072:
    case KeySpec::rsa_4096:
      return usage == KeyUsage::encrypt_decrypt || usage == KeyUsage::sign_verify;
    case KeySpec::ecc_nist_p256:
    case KeySpec::ecc_nist_p384:
    case KeySpec::ecc_nist_p521:
      return usage == KeyUsage::sign_verify || usage == KeyUsage::key_agreement;
    case KeySpec::sm2:
      return usage != KeyUsage::generate_verify_mac;
    default:
      return usage == default_usage(spec);
  }
}

template <class E>
std::string_view name_of(const std::string_view* names, E value) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace

Key::Key(Attach at, const KeyProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::kms::KeyProps{
          .id = primary(),
          .description = props.description,
          .pending_window_in_days = props.pending_window.value(),
      })),
      arn_(resource_->attr_arn()),
      key_id_(resource_->ref()) {
  cfn::kms::KeyProps& made = resource_->props;
  const bool is_symmetric = props.spec == KeySpec::symmetric_default;
  const KeyUsage usage = props.usage.value_or(default_usage(props.spec));
  if (!can(props.spec, usage)) {
    error(codes::OT3501,
          "a key of the kind " + std::string(name_of(spec_names, props.spec)) + " cannot be for " +
              std::string(name_of(usage_names, usage)),
          "leave `usage` out, or choose another `spec`");
  }
  if (!is_symmetric) {
    made.key_spec = as<cfn::kms::KeyProps::KeySpec>(name_of(spec_names, props.spec));
    made.key_usage = as<cfn::kms::KeyProps::KeyUsage>(name_of(usage_names, usage));
  }
  if (!props.enabled) made.enabled = false;
  if (props.multi_region) made.multi_region = true;
  if (is_symmetric && props.rotation) {
    made.enable_key_rotation = true;
    made.rotation_period_in_days = props.rotation_period.value();
  } else if (props.rotation_period.is_set()) {
    error(codes::OT3502, "a key that is not rotated has a `rotation_period`",
          "leave it out: only symmetric keys with `rotation` are rotated");
  }
  if (props.pending_window.is_broken()) {
    error(codes::OT3503,
          "pending_window is " + std::to_string(props.pending_window.number()) +
              " days, which is out of bounds",
          "it is 7 to 30 days");
  }
  if (props.rotation_period.is_broken()) {
    error(codes::OT3503,
          "rotation_period is " + std::to_string(props.rotation_period.number()) +
              " days, which is out of bounds",
          "it is 90 to 2560 days");
  }
  resource_->set_removal_policy(props.removal_policy);
  add_to_resource_policy({
      .actions = {"kms:*"},
      .principals = PolicyPrincipal::aws(
          concat("arn:", stack().partition(), ":iam::", stack().account(), ":root")),
  });
  if (!props.administrators.is_empty()) {
    // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    add_to_resource_policy({
        .actions = {"kms:CancelKeyDeletion", "kms:Create*", "kms:Delete*", "kms:Describe*",
                    "kms:Disable*", "kms:Enable*", "kms:Get*", "kms:List*", "kms:Put*",
                    "kms:Revoke*", "kms:RotateKeyOnDemand", "kms:ScheduleKeyDeletion",
                    "kms:TagResource", "kms:UntagResource", "kms:Update*"},
        .principals = props.administrators,
    });
  }
  if (props.alias.is_set()) add_alias(props.alias);
}

Key::Key(Attach at, const ImportedKeyProps& props) : Construct(std::move(at)), arn_(props.arn) {
  const std::string_view text = props.arn.literal_text();
  // The id follows the only slash; what is resolved later is split by CloudFormation.
  if (props.arn.is_literal_text()) {
    key_id_ = text.substr(text.rfind('/') + 1);
  } else {
    key_id_ = as<cfn::kms::KeyId>(fn::select(1, fn::split("/", props.arn)));
  }
}

Key& Key::from_arn(Construct& scope, const Id& id, const Value<cfn::kms::KeyArn>& arn) {
  return scope.add(ImportedKeyProps{.id = id, .arn = arn});
}

void Key::add_alias(const KeyAlias& name) {
  if (name.is_broken()) {
    error(codes::OT3504, "'" + std::string(name.text()) + "' is not a name for an alias",
          "begin it with 'alias/', then letters, digits, '/', '_' and '-', but not 'alias/aws/'");
  }
  ++aliases_;
  add(cfn::kms::AliasProps{
      .id = child(aliases_ == 1 ? std::string("Alias") : "Alias" + std::to_string(aliases_)),
      .alias_name = name.value(),
      .target_key_id = key_id_,
  });
}

void Key::add_to_resource_policy(PolicyStatement statement) {
  if (resource_ == nullptr) return;
  if (!statement.resources.is_set()) statement.resources = {"*"};
  policy_.add(statement);
  resource_->props.key_policy = policy_.json();
}

void Key::grant(Grantee& grantee, const List<std::string>& actions) const {
  iam::let_in(*this, grantee, {.actions = actions, .resources = {arn()}});
}

void Key::grant_decrypt(Grantee& grantee) const { grant(grantee, {"kms:Decrypt"}); }

void Key::grant_encrypt(Grantee& grantee) const {
  grant(grantee, {"kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"});
}

void Key::grant_encrypt_decrypt(Grantee& grantee) const {
  grant_decrypt(grantee);
  grant_encrypt(grantee);
}

void Key::grant_generate_mac(Grantee& grantee) const { grant(grantee, {"kms:GenerateMac"}); }

void Key::grant_verify_mac(Grantee& grantee) const { grant(grantee, {"kms:VerifyMac"}); }

void Key::grant_sign(Grantee& grantee) const { grant(grantee, {"kms:Sign"}); }

void Key::grant_verify(Grantee& grantee) const { grant(grantee, {"kms:Verify"}); }

cfn::kms::Key& Key::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::kms::KeyProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
