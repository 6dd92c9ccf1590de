#pragma once

#include <omnitrack/config/config_frequency.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::config {
class ConfigRule;  // defined in <omnitrack/cfn/config.hpp>
}

namespace omnitrack {

class Function;

/// When a rule of one's own is judged; it must be at least one of them.
struct ConfigTriggers {
  /// How often; at changes alone where it is left out.
  Optional<ConfigFrequency> every = {};
  /// Whether at each change of a resource.
  Bool on_changes = true;
};

/// What judges a rule.
class ConfigRuleSource {
 public:
  /// A rule of AWS's by its identifier, e.g. `S3_BUCKET_VERSIONING_ENABLED`.
  /// https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
  static ConfigRuleSource managed(std::string_view identifier);
  /// A function, which lets AWS Config invoke it and may put evaluations.
  static ConfigRuleSource function(Function& function, const ConfigTriggers& triggers = {});
  /// A text in the language of Guard, which is judged at each change of a resource.
  /// https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_cfn-guard.html
  static ConfigRuleSource guard(const Value<std::string>& policy);

  /// The three kinds.
  enum class Kind : std::uint8_t { managed, function, guard };
  /// Which it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The function; null of the other kinds.
  [[nodiscard]] Function* function() const { return function_; }
  /// The identifier, or the policy.
  [[nodiscard]] const Value<std::string>& text() const { return text_; }
  /// When it is judged.
  [[nodiscard]] const ConfigTriggers& triggers() const { return triggers_; }

 private:
  ConfigRuleSource(Kind kind, const Value<std::string>& text, Function* function,
                   const ConfigTriggers& triggers)
      : kind_(kind), text_(text), function_(function), triggers_(triggers) {}
  Kind kind_;
  Value<std::string> text_;
  Function* function_;
  ConfigTriggers triggers_;
};

/// Which resources are judged; those of the types, or those with the tag.
struct ConfigScope {
  /// The id of the one resource, which needs its type alone.
  Value<std::string> resource_id = {};
  /// The types, e.g. `AWS::S3::Bucket`, 100 at most.
  List<std::string> resource_types = {};
  /// The key of a tag.
  Value<std::string> tag_key = {};
  /// The value of the tag.
  Value<std::string> tag_value = {};
};

class ConfigRule;

/// Properties of a rule on configurations.
struct ConfigRuleProps {
  using Makes = ConfigRule;
  Id id;
  /// What judges it, e.g. `ConfigRuleSource::managed("S3_BUCKET_VERSIONING_ENABLED")`.
  Required<ConfigRuleSource, struct required_source_by_ConfigRuleSource_managed_function_or_guard>
      source;
  /// What it is for, 256 characters at most.
  Value<std::string> description = {};
  /// How often AWS's rule is judged, where it is not at changes.
  Optional<ConfigFrequency> every = {};
  /// What the rule is given, by name.
  Map<std::string> parameters = {};
  /// The name, 128 characters at most; made up by CloudFormation where it is left out.
  Value<std::string> rule_name = {};
  /// Which resources are judged; all that the rule is about where it is left out.
  Optional<ConfigScope> scope = {};
};

/// A rule that AWS Config judges resources by: AWS::Config::ConfigRule and, for a function,
/// AWS::Lambda::Permission. The region needs a recorder: see `ConfigRecorder`.
/// https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config.html
class ConfigRule final : public Construct {
 public:
  ConfigRule(Attach at, const ConfigRuleProps& props);

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The rule's id, e.g. `config-rule-a1bzhi`.
  [[nodiscard]] Value<std::string> rule_id() const;
  /// The rule's own resource.
  [[nodiscard]] cfn::config::ConfigRule& resource() { return resource_; }

 private:
  cfn::config::ConfigRule& resource_;
};

}  // namespace omnitrack
