#pragma once

#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/link.hpp>

namespace omnitrack {

class StringParameter;

/// A parameter of Systems Manager that something reads, by reference. What was made elsewhere is
/// given as what `StringParameter::from_name` imports, or by its ARN.
class ParameterLink {
 public:
  /// That parameter, with the key that it is encrypted with.
  ParameterLink(const StringParameter& parameter);
  /// A parameter by its ARN.
  ParameterLink(const Value<std::string>& arn) : arn_(arn) {}
  /// A parameter by its ARN, of another kind.
  template <detail::IdentifierKind U>
  ParameterLink(const Value<U>& arn) : arn_(arn) {}
  /// A parameter by its ARN as text.
  template <detail::TextLike S>
  ParameterLink(const S& arn) : arn_(arn) {}

  /// Its ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// Allows to get the parameter's value, and to decrypt it by the parameter's key.
  void grant_value(Grantee& grantee) const;

 private:
  Value<std::string> arn_;
  const StringParameter* parameter_ = nullptr;  // null where it is given by its ARN
};

}  // namespace omnitrack
