#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack {

class Function;

namespace detail {

inline void
the_type_of_a_custom_resource_is_Custom_and_two_colons_and_up_to_60_letters_digits_underscores_hyphens_or_ats() {
}
inline void a_custom_resource_waits_1_to_3600_seconds() {}

struct CustomResourceTypeRule {
  static constexpr bool fits(std::string_view type) {
    if (type == "AWS::CloudFormation::CustomResource") return true;
    if (!type.starts_with("Custom::")) return false;
    type.remove_prefix(8);
    return !type.empty() && type.size() <= 60 && has_only_letters_digits_and("_-@", type);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      the_type_of_a_custom_resource_is_Custom_and_two_colons_and_up_to_60_letters_digits_underscores_hyphens_or_ats();
    }
  }
};

}  // namespace detail

/// The type of a custom resource: `Custom::`, then 1 to 60 letters, digits, `_`, `-` and `@`; or
/// `AWS::CloudFormation::CustomResource`.
using CustomResourceType = CheckedText<detail::CustomResourceTypeRule>;
/// How long CloudFormation waits for an answer, in seconds.
using CustomResourceTimeout = CheckedNumber<
    detail::TimeBetween<1, 3600, detail::a_custom_resource_waits_1_to_3600_seconds, 1>>;

/// Who makes a custom resource: a function, or a topic that is told.
class CustomResourceProvider {
 public:
  /// Of no use: it does not compile.
  template <class Property = struct required_provider>
  CustomResourceProvider()
      : CustomResourceProvider(
            detail::a_required_property_is_left_out_or_comes_too_late<Property,
                                                                      CustomResourceProvider>()) {}
  /// A function, which answers itself at the URL that it is given.
  CustomResourceProvider(const Function& function);
  /// A function or topic by its ARN.
  CustomResourceProvider(const Value<std::string>& arn) : token_(arn) {}
  /// A function or topic by its ARN as text.
  template <detail::TextLike S>
  CustomResourceProvider(const S& arn) : token_(arn) {}

  /// The ARN.
  [[nodiscard]] const Value<std::string>& token() const { return token_; }
  /// What must be there first; null where it is given by its ARN.
  [[nodiscard]] const Construct* construct() const { return construct_; }

 private:
  Value<std::string> token_;
  const Construct* construct_ = nullptr;
};

class CustomResource;

/// Properties of a custom resource.
struct CustomResourceProps {
  using Makes = CustomResource;
  Id id;
  /// Who makes it.
  CustomResourceProvider provider;
  /// What the provider is given, by name; numbers and bools reach it as texts.
  Map<Json> properties = {};
  /// What happens to it when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// How long CloudFormation waits for an answer, in seconds, 1 to 3,600; an hour where it is left
  /// out.
  CustomResourceTimeout timeout = {};
  /// Its type, e.g. `Custom::Migration`. A change of it is refused.
  CustomResourceType type = "AWS::CloudFormation::CustomResource";
};

/// What a function makes, changes and deletes for CloudFormation:
/// AWS::CloudFormation::CustomResource or a type of one's own, `Custom::…`.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html
class CustomResource final : public Construct {
 public:
  CustomResource(Attach at, const CustomResourceProps& props);

  /// What the provider answers under a name in `Data`.
  [[nodiscard]] Value<std::string> attribute(std::string_view name) const;
  /// The id that the provider gave it.
  [[nodiscard]] Value<std::string> ref() const;
  /// Sets what the provider is given under a name.
  void set_property(std::string_view name, const Json& value);

  /// Its own resource.
  [[nodiscard]] UntypedResource& resource() { return resource_; }

 private:
  UntypedResource& resource_;
};

}  // namespace omnitrack
