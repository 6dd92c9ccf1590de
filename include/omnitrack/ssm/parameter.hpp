#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ssm {
class Parameter;  // defined in <omnitrack/cfn/ssm.hpp>
}  // namespace omnitrack::cfn::ssm

namespace omnitrack {

namespace detail {

inline void
the_name_of_a_parameter_has_letters_digits_underscore_dot_hyphen_in_up_to_15_levels_and_begins_with_a_slash_where_it_has_one() {
}

// https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
struct SsmNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.empty() || name.size() > 1011 || name.ends_with('/')) return false;
    const bool has_levels = name.find('/') != std::string_view::npos;
    if (has_levels && !name.starts_with('/')) return false;
    int slashes = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (name[i] != '/') continue;
      ++slashes;
      if (i + 1 < name.size() && name[i + 1] == '/') return false;
    }
    // The names from these prefixes on are AWS's own.
    const std::string_view first = name.substr(has_levels ? 1 : 0);
    if (is_prefix_of_aws(first, 'a', 'w', 's') || is_prefix_of_aws(first, 's', 's', 'm')) {
      return false;
    }
    return slashes <= 15 && has_only_letters_digits_and("/_.-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      the_name_of_a_parameter_has_letters_digits_underscore_dot_hyphen_in_up_to_15_levels_and_begins_with_a_slash_where_it_has_one();
    }
  }

 private:
  static constexpr bool is_prefix_of_aws(std::string_view name, char a, char b, char c) {
    const auto is = [](char found, char lower) { return found == lower || found + 32 == lower; };
    return name.size() >= 3 && is(name[0], a) && is(name[1], b) && is(name[2], c);
  }
};

}  // namespace detail

/// The name of a parameter of Systems Manager: letters, digits, `_`, `.` and `-`, in up to 15
/// levels that each begin with `/`; not beginning with `aws` or `ssm`.
using SsmName = CheckedText<detail::SsmNameRule>;

/// What a parameter costs and holds.
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
enum class SsmTier : std::uint8_t {
  standard,             ///< 4 KB, free of charge
  advanced,             ///< 8 KB and policies, at a price
  intelligent_tiering,  ///< the cheaper one that suffices
};

/// What a text of a parameter is checked for.
enum class SsmDataType : std::uint8_t {
  text,       ///< nothing
  ec2_image,  ///< that it is the id of an image
};

class StringParameter;

/// Properties of a parameter that holds a text.
struct StringParameterProps {
  using Makes = StringParameter;
  Id id;
  /// The text: 4,096 bytes at most, or 8,192 of an advanced one.
  Required<Value<std::string>, struct required_value> value;
  /// A regular expression that values must match.
  Value<std::string> allowed_pattern = {};
  /// What the text is checked for.
  SsmDataType data_type = SsmDataType::text;
  /// What it is for, 1,024 characters at most.
  Value<std::string> description = {};
  /// The name; made up by CloudFormation where it is left out.
  SsmName name = {};
  /// What happens to the parameter when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// What it costs and holds.
  SsmTier tier = SsmTier::standard;
};

/// A text in Systems Manager's Parameter Store: AWS::SSM::Parameter. Secrets belong in a `Secret`.
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
class StringParameter final : public Construct {
 public:
  StringParameter(Attach at, const StringParameterProps& props);
  StringParameter(Attach at, const struct ImportedStringParameterProps& props);

  /// A parameter of this stack's region and account that is made elsewhere; its value is resolved
  /// while deploying, of the newest version where `version` is 0. One that is a `SecureString` has
  /// a key, and a value that few properties take: see `ssm_secure_parameter`.
  static StringParameter& from_name(Construct& scope, const Id& id, const Text& name,
                                    unsigned version = 0, const KeyLink& kms_key = {});
  /// The value that a parameter has when the stack is deployed, as a parameter of the template, so
  /// that CloudFormation notices a new value at each update.
  static Value<std::string> value_for(Construct& scope, const Id& id, const Text& name);

  /// Allows to read the parameter.
  void grant_read(Grantee& grantee) const;
  /// Allows to change the parameter.
  void grant_write(Grantee& grantee) const;

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The value.
  [[nodiscard]] const Value<std::string>& value() const { return value_; }
  /// The key of a `SecureString` that is made elsewhere; not set of others.
  [[nodiscard]] const KeyLink& kms_key() const { return kms_key_; }
  /// The parameter's own resource; an error where the parameter is made elsewhere.
  [[nodiscard]] cfn::ssm::Parameter& resource();

 private:
  cfn::ssm::Parameter* resource_ = nullptr;  // null where the parameter is made elsewhere
  Value<std::string> name_;
  Value<std::string> value_;
  KeyLink kms_key_;
  bool is_in_path_ = false;
};

class StringListParameter;

/// Properties of a parameter that holds a list of texts.
struct StringListParameterProps {
  using Makes = StringListParameter;
  Id id;
  /// The texts, none with a comma.
  Required<List<std::string>, struct required_values> values;
  /// A regular expression that each text must match.
  Value<std::string> allowed_pattern = {};
  /// What it is for, 1,024 characters at most.
  Value<std::string> description = {};
  /// The name; made up by CloudFormation where it is left out.
  SsmName name = {};
  /// What happens to the parameter when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// What it costs and holds.
  SsmTier tier = SsmTier::standard;
};

/// A list of texts in Systems Manager's Parameter Store: AWS::SSM::Parameter.
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-about.html
class StringListParameter final : public Construct {
 public:
  StringListParameter(Attach at, const StringListParameterProps& props);
  StringListParameter(Attach at, const struct ImportedStringListParameterProps& props);

  /// A parameter of this stack's region and account that is made elsewhere.
  static StringListParameter& from_name(Construct& scope, const Id& id, const Text& name,
                                        unsigned version = 0);

  /// Allows to read the parameter.
  void grant_read(Grantee& grantee) const;
  /// Allows to change the parameter.
  void grant_write(Grantee& grantee) const;

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The texts.
  [[nodiscard]] const List<std::string>& values() const { return values_; }
  /// The parameter's own resource; an error where the parameter is made elsewhere.
  [[nodiscard]] cfn::ssm::Parameter& resource();

 private:
  cfn::ssm::Parameter* resource_ = nullptr;  // null where the parameter is made elsewhere
  Value<std::string> name_;
  List<std::string> values_;
  bool is_in_path_ = false;
};

}  // namespace omnitrack
