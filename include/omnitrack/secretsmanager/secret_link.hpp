#pragma once

#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/link.hpp>

namespace omnitrack {

class Secret;

/// A secret that something reads, by reference: `.secret = secret`. What was made elsewhere is
/// given as what `Secret::from_arn` imports, or by its ARN. None by default.
class SecretLink {
 public:
  /// None.
  constexpr SecretLink() = default;
  /// That secret, with the key that it is encrypted with.
  SecretLink(const Secret& secret);
  /// That secret; none where the link is empty.
  SecretLink(const Link<const Secret>& secret);
  /// That secret; none where the link is empty.
  SecretLink(const Link<Secret>& secret);
  /// A secret by its ARN, encrypted with AWS's own key.
  SecretLink(const Value<std::string>& arn) : arn_(arn) {}
  /// A secret by its ARN, of another kind.
  template <detail::IdentifierKind U>
  SecretLink(const Value<U>& arn) : arn_(arn) {}
  /// A secret by its ARN as text, encrypted with AWS's own key.
  template <detail::TextLike S>
  SecretLink(const S& arn) : arn_(arn) {}

  /// Whether there is one.
  [[nodiscard]] bool is_set() const { return arn_.is_set(); }
  /// Its ARN, or the name that was given in its place; not set where there is none.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// Allows to get the secret's value, and to decrypt it by the secret's key. Does nothing where
  /// there is none.
  void grant_value(Grantee& grantee) const;
  /// Has a client be made only after the secret has what its database is reached by; does nothing
  /// where that is not known.
  void make_wait(Construct& client) const;

 private:
  Value<std::string> arn_;
  const Secret* secret_ = nullptr;  // null where it is given by its ARN
};

}  // namespace omnitrack
