#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::kms {
class Key;  // defined in <omnitrack/cfn/kms.hpp>
}

namespace omnitrack {

namespace detail {

inline void
the_name_of_an_alias_has_letters_digits_slashes_underscores_hyphens_after_alias_slash_and_not_aws() {
}
inline void a_key_waits_7_to_30_days_before_it_is_deleted() {}
inline void a_key_is_rotated_every_90_to_2560_days() {}

struct KeyAliasRule {
  static constexpr bool fits(std::string_view name) {
    if (!name.starts_with("alias/") || name.size() == 6 || name.size() > 256) return false;
    return !name.starts_with("alias/aws/") && has_only_letters_digits_and("/_-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      the_name_of_an_alias_has_letters_digits_slashes_underscores_hyphens_after_alias_slash_and_not_aws();
    }
  }
};

}  // namespace detail

/// The name of a key's alias: `alias/`, then letters, digits, `/`, `_` and `-`; not beginning with
/// `alias/aws/`.
using KeyAlias = CheckedText<detail::KeyAliasRule>;
/// How long a key waits before KMS deletes it, in days.
using KeyPendingWindow = CheckedNumber<
    detail::TimeBetween<7, 30, detail::a_key_waits_7_to_30_days_before_it_is_deleted, 86400>>;
/// How often the material of a key is exchanged, in days.
using KeyRotationPeriod = CheckedNumber<
    detail::TimeBetween<90, 2560, detail::a_key_is_rotated_every_90_to_2560_days, 86400>>;

/// The kinds of keys.
/// https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html
enum class KeySpec : std::uint8_t {
  symmetric_default,
  rsa_2048,
  rsa_3072,
  rsa_4096,
  ecc_nist_p256,
  ecc_nist_p384,
  ecc_nist_p521,
  ecc_secg_p256k1,
  ecc_nist_edwards25519,
  hmac_224,
  hmac_256,
  hmac_384,
  hmac_512,
  ml_dsa_44,
  ml_dsa_65,
  ml_dsa_87,
  sm2,
};

/// What a key is for.
enum class KeyUsage : std::uint8_t {
  encrypt_decrypt,
  sign_verify,
  generate_verify_mac,
  key_agreement,
};

class Key;

/// Properties of a key.
struct KeyProps {
  using Makes = Key;
  Id id;
  /// Who may manage the key, but not use it, besides those whom the account's IAM policies let.
  PolicyPrincipals administrators = {};
  /// A name that can be moved to another key, e.g. `alias/orders`; none where it is left out.
  KeyAlias alias = {};
  /// What it is for, 8,192 characters at most.
  Value<std::string> description = {};
  /// Whether it can be used.
  Bool enabled = true;
  /// Whether it can be replicated to other regions; a change replaces the key.
  Bool multi_region = false;
  /// How long a deleted key can still be recovered, in days, 7 to 30; 30 where it is left out.
  KeyPendingWindow pending_window = {};
  /// What happens to the key when it leaves the stack; what it has encrypted is lost with it.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// Whether KMS exchanges its material regularly; only keys that are symmetric can be.
  Bool rotation = true;
  /// How often, in days, 90 to 2,560; each year where it is left out.
  KeyRotationPeriod rotation_period = {};
  /// The kind of key.
  KeySpec spec = KeySpec::symmetric_default;
  /// What it is for; a kind that can do one thing alone needs none.
  Optional<KeyUsage> usage = {};
};

/// A key: AWS::KMS::Key and, with an alias, AWS::KMS::Alias. Its policy always leaves the account's
/// IAM policies in charge, so that nobody is locked out; grants therefore go to the grantee.
/// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
class Key final : public Construct {
 public:
  Key(Attach at, const KeyProps& props);
  Key(Attach at, const struct ImportedKeyProps& props);

  /// A key that is made elsewhere; its policy is its owner's.
  static Key& from_arn(Construct& scope, const Id& id, const Value<cfn::kms::KeyArn>& arn);

  /// Adds another alias.
  void add_alias(const KeyAlias& name);
  /// Adds a statement to the key's policy; one without resources is about this key. A key that is
  /// made elsewhere keeps its own.
  void add_to_resource_policy(PolicyStatement statement);

  /// Allows actions on the key.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to decrypt.
  void grant_decrypt(Grantee& grantee) const;
  /// Allows to encrypt, and to make data keys.
  void grant_encrypt(Grantee& grantee) const;
  /// Allows to encrypt and decrypt.
  void grant_encrypt_decrypt(Grantee& grantee) const;
  /// Allows to make codes that authenticate messages.
  void grant_generate_mac(Grantee& grantee) const;
  /// Allows to check codes that authenticate messages.
  void grant_verify_mac(Grantee& grantee) const;
  /// Allows to sign.
  void grant_sign(Grantee& grantee) const;
  /// Allows to check signatures.
  void grant_verify(Grantee& grantee) const;

  /// The ARN.
  [[nodiscard]] const Value<cfn::kms::KeyArn>& arn() const { return arn_; }
  /// The key's id.
  [[nodiscard]] const Value<cfn::kms::KeyId>& key_id() const { return key_id_; }
  /// Whether its policy is another app's.
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  /// The key's own resource; an error where the key is made elsewhere.
  [[nodiscard]] cfn::kms::Key& resource();

 private:
  PolicyDocument policy_;
  cfn::kms::Key* resource_ = nullptr;  // null where the key is made elsewhere
  Value<cfn::kms::KeyArn> arn_;
  Value<cfn::kms::KeyId> key_id_;
  std::size_t aliases_ = 0;
};

}  // namespace omnitrack
