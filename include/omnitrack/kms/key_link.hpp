#pragma once

#include <omnitrack/iam/policy.hpp>

namespace omnitrack::cfn::kms {
enum class AliasName : char;
enum class KeyArn : char;
enum class KeyId : char;
}  // namespace omnitrack::cfn::kms

namespace omnitrack {

class Key;

/// A KMS key that something is encrypted with, by reference: `.kms_key = key`. What was made
/// elsewhere is given as what `Key::from_arn` imports, or by its ARN. None by default, which leaves
/// the service to a key of AWS's.
class KeyLink {
 public:
  /// None.
  constexpr KeyLink() = default;
  /// That key; it lets the services that use it in.
  KeyLink(Key& key);
  /// A key by its ARN, whose policy is its owner's.
  KeyLink(const Value<cfn::kms::KeyArn>& arn) : arn_(arn) {}
  /// A key by its id, for the services that take one.
  KeyLink(const Value<cfn::kms::KeyId>& id) : arn_(as<cfn::kms::KeyArn>(id)) {}
  /// A key by an alias, for the services that take one.
  KeyLink(const Value<cfn::kms::AliasName>& alias) : arn_(as<cfn::kms::KeyArn>(alias)) {}
  /// A key by its ARN as text.
  template <detail::TextLike S>
  KeyLink(const S& arn) : arn_(arn) {}

  /// Whether there is one.
  [[nodiscard]] bool is_set() const { return arn_.is_set(); }
  /// The ARN; not set where there is none.
  [[nodiscard]] const Value<cfn::kms::KeyArn>& arn() const { return arn_; }

  /// Allows the grantee to use the key by these actions, through one service alone where its host
  /// is given, e.g. `s3.eu-central-1.amazonaws.com`. Does nothing where there is no key.
  void grant(Grantee& grantee, const List<std::string>& actions,
             const Value<std::string>& via_service = {}) const;
  /// Lets a service use the key on its own behalf, by the policy of a key that the app makes.
  void allow_service(const Value<std::string>& host, const List<std::string>& actions,
                     const Map<Json>& conditions = {}) const;

 private:
  Value<cfn::kms::KeyArn> arn_;
  Key* key_ = nullptr;  // null where the key is given by its ARN
};

}  // namespace omnitrack
