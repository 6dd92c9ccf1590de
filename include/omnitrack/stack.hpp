#pragma once

#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack {

class Stack;

/// Properties of a stack.
struct StackProps {
  using Makes = Stack;
  /// The name of the stack: a letter, then letters, digits and hyphens, 128 characters at most.
  Id id;
  /// The account that it is deployed to: 12 digits. Without it the stack fits any account.
  Text account = {};
  /// The template's description, 1,024 bytes at most.
  Text description = {};
  /// The ARN of the role by which stacks of other accounts read this one's outputs: it may
  /// `cloudformation:DescribeStacks`, and what deploys those stacks may assume it.
  Text outputs_role = {};
  /// The region that it is deployed to, e.g. `eu-central-1`. Without it the stack fits any region.
  Text region = {};
  /// The name that the stack is deployed under, where it differs from the id.
  Text stack_name = {};
  /// Whether `deploy` protects it against deletion, or takes the protection away; it stays as it is
  /// where it is left out.
  /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html
  Optional<bool> termination_protection = {};
};

/// One template.
class Stack final : public Construct {
 public:
  Stack(Attach at, const StackProps& props);

  /// The name that it is deployed under.
  [[nodiscard]] std::string_view name() const { return name_; }
  // What these give is this stack's own also where another stack uses it: the text where it is
  // known, or a reference like that to a resource.

  /// The account's number, or `AWS::AccountId`.
  [[nodiscard]] Value<std::string> account() const;
  /// The region's name, or `AWS::Region`.
  [[nodiscard]] Value<std::string> region() const;
  /// `aws`, `aws-cn` or `aws-us-gov`.
  [[nodiscard]] Value<std::string> partition() const;
  /// The domain of the region's services, e.g. `amazonaws.com`.
  [[nodiscard]] Value<std::string> url_suffix() const;
  /// `AWS::StackId`.
  [[nodiscard]] Value<std::string> stack_id() const;
  /// `AWS::StackName`.
  [[nodiscard]] Value<std::string> stack_name() const;
  /// `AWS::NotificationARNs`.
  [[nodiscard]] List<std::string> notification_arns() const;

  /// The ARN of a resource in this stack's partition, region and account:
  /// `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`.
  [[nodiscard]] Value<std::string> arn(std::string_view service,
                                       const Value<std::string>& resource) const;

  /// Sets a key of the template's `Metadata` section.
  void add_metadata(std::string_view key, const Json& value);
  /// Adds a macro to the template's `Transform` section.
  void add_transform(std::string_view name);
  /// Sets a section of the template that nothing else writes, such as SAM's `Globals`, or that is
  /// to be another than it is: `Transform` and `AWSTemplateFormatVersion`, which `no_value` leaves
  /// out.
  void set_section(std::string_view name, const Json& value);

  /// Accepts that a deployment loses data of a resource that is in the stack no more, named by its
  /// logical id or by its old path: see `Construct::accept_loss`.
  void accept_loss(std::string_view logical_id_or_path, std::string_view reason,
                   std::string_view until);

  /// The account, empty where the stack is agnostic.
  [[nodiscard]] std::string_view fixed_account() const { return account_; }
  /// Whether it is to be protected against deletion, where the app says so.
  [[nodiscard]] Optional<bool> termination_protection() const { return termination_protection_; }
  /// The region, empty where the stack is agnostic.
  [[nodiscard]] std::string_view fixed_region() const { return region_; }

 private:
  friend struct TreeAccess;
  std::string_view name_;
  std::string_view account_;
  std::string_view region_;
  std::string_view description_;
  std::string_view outputs_role_;
  Optional<bool> termination_protection_;
  Map<Json> metadata_;
  Map<Json> sections_;
  List<std::string> transforms_;
};

/// The root of a tree. It is built and ends on one thread.
class App final : public Construct {
 public:
  App();
  ~App();

  /// Adds a tag to every taggable resource of the app: see `Construct::add_tag`.
  using Construct::add_tag;

  /// Says that the construct at a path of the lock file is now at another, with all that is in it:
  /// its resources keep their logical ids. Of no use any more once the lock file is updated.
  void moved(std::string_view old_path, std::string_view new_path,
             const char* file = __builtin_FILE(), unsigned line = __builtin_LINE());

  /// Names the bucket that the app's assets are uploaded to, in the account and region of each
  /// stack; `${AWS::AccountId}` and `${AWS::Region}` stand for these. To be called before the first
  /// asset is added; the option `--assets-bucket` goes over it. Without both it is
  /// `omnitrack-assets-${AWS::AccountId}-${AWS::Region}`, which the verb `bootstrap` makes.
  void set_assets_bucket(std::string_view name);

  /// Names the repository that the app's container images are pushed to, in the same way. To be
  /// called before the first image is added; the option `--images-repository` goes over it. Without
  /// both it is `omnitrack-images`, which the verb `bootstrap` makes.
  void set_images_repository(std::string_view name);

 private:
  friend class Construct;
  friend struct TreeAccess;
  struct AppState* state_;
};

/// The types of a template's parameter.
enum class ParameterType : std::uint8_t {
  string,
  number,
  list_of_numbers,
  comma_delimited_list,
  availability_zone_name,
  image_id,
  instance_id,
  key_pair_name,
  security_group_id,
  security_group_name,
  subnet_id,
  volume_id,
  vpc_id,
  hosted_zone_id,
  list_of_availability_zone_names,
  list_of_image_ids,
  list_of_instance_ids,
  list_of_security_group_ids,
  list_of_security_group_names,
  list_of_subnet_ids,
  list_of_volume_ids,
  list_of_vpc_ids,
  list_of_hosted_zone_ids,
  ssm_name,             ///< `AWS::SSM::Parameter::Name`
  ssm_string,           ///< `AWS::SSM::Parameter::Value<String>`
  ssm_list_of_strings,  ///< `AWS::SSM::Parameter::Value<List<String>>`
  ssm_image_id,         ///< `AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>`
  list_of_strings,      ///< `List<String>`
  ssm_comma_delimited_list,
  ssm_availability_zone_name,
  ssm_instance_id,
  ssm_key_pair_name,
  ssm_security_group_id,
  ssm_security_group_name,
  ssm_subnet_id,
  ssm_volume_id,
  ssm_vpc_id,
  ssm_hosted_zone_id,
  ssm_list_of_availability_zone_names,
  ssm_list_of_image_ids,
  ssm_list_of_instance_ids,
  ssm_list_of_key_pair_names,
  ssm_list_of_security_group_ids,
  ssm_list_of_security_group_names,
  ssm_list_of_subnet_ids,
  ssm_list_of_volume_ids,
  ssm_list_of_vpc_ids,
  ssm_list_of_hosted_zone_ids,
};

class Parameter;

/// Properties of a parameter of the template.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
struct ParameterProps {
  using Makes = Parameter;
  Id id;
  /// A regular expression that the whole value must match.
  Text allowed_pattern = {};
  /// The values to choose from.
  List<Json> allowed_values = {};
  /// What to tell a user whose value does not fit.
  Text constraint_description = {};
  /// The value where none is given.
  Value<Json> default_value = {};
  /// What it is for, 4,000 bytes at most.
  Text description = {};
  /// The greatest number of characters.
  Value<std::int64_t> max_length = {};
  /// The greatest number.
  Value<double> max_value = {};
  /// The least number of characters.
  Value<std::int64_t> min_length = {};
  /// The least number.
  Value<double> min_value = {};
  /// Whether the value is masked in the console and the API.
  Bool no_echo = false;
  ParameterType type = ParameterType::string;
};

/// A parameter of the template.
class Parameter final : public Element {
 public:
  Parameter(Attach at, const ParameterProps& props);

  /// The value as text.
  [[nodiscard]] Value<std::string> value() const {
    return Value<std::string>::from_node(detail::make_ref(*this));
  }
  /// The value as an identifier, number or enumerator, unchecked.
  template <class T>
  [[nodiscard]] Value<T> as() const {
    return Value<T>::from_node(detail::make_ref(*this));
  }
  /// The value of a parameter of a list type.
  template <class T = std::string>
  [[nodiscard]] List<T> list() const {
    return List<T>::from_node(detail::make_ref(*this));
  }

 private:
  friend struct TreeAccess;
  ParameterProps props_;
};

namespace detail {
// The compiler's message shows the name.
struct what_is_known_now_is_decided_by_if_and_what_the_deployment_knows_by_fn_equals_and_its_kin;
}  // namespace detail

/// An expression that is true or false when the stack is deployed, made by `fn::equals` and its
/// kin.
class ConditionExpression {
 public:
  /// The condition of that name.
  ConditionExpression(const Condition& condition);
  /// Whether it holds now; deleted, so that the compiler points at it.
  template <
      class B,
      class = detail::
          what_is_known_now_is_decided_by_if_and_what_the_deployment_knows_by_fn_equals_and_its_kin>
    requires(std::is_same_v<B, bool>)
  ConditionExpression(B holds)
  = delete;
  /// Wraps a node.
  static ConditionExpression from_node(const Node& node) { return ConditionExpression(node); }
  /// The untyped form.
  [[nodiscard]] const Node& node() const { return node_; }

 private:
  explicit ConditionExpression(const Node& node) : node_(node) {}
  Node node_;
};

/// Properties of a named condition.
struct ConditionProps {
  using Makes = Condition;
  Id id;
  /// What holds, e.g. `fn::equals(stage.value(), "prod")`.
  Required<ConditionExpression, struct required_expression> expression;
};

/// A named condition of the template.
class Condition final : public Element {
 public:
  Condition(Attach at, const ConditionProps& props);

 private:
  friend struct TreeAccess;
  Node expression_;
};

class Mapping;

/// Properties of a mapping.
struct MappingProps {
  using Makes = Mapping;
  Id id;
  /// Top-level keys, each with second-level keys and their texts or lists of texts.
  Required<Map<Json>, struct required_table> table;
};

/// A table of the template that is looked up when the stack is deployed.
class Mapping final : public Element {
 public:
  Mapping(Attach at, const MappingProps& props);

  /// Fn::FindInMap.
  template <class T = std::string>
  [[nodiscard]] Value<T> find(const Value<std::string>& top_key,
                              const Value<std::string>& second_key) const {
    return Value<T>::from_node(find_node(top_key.node(), second_key.node()));
  }

 private:
  friend struct TreeAccess;
  [[nodiscard]] Node find_node(const Node& top_key, const Node& second_key) const;
  Map<Json> table_;
};

class Rule;

/// One assertion of a rule.
struct RuleAssertion {
  ConditionExpression expression;
  /// What to tell the user where it does not hold.
  Text description = {};
};

/// Properties of a rule on the parameters.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
struct RuleProps {
  using Makes = Rule;
  Id id;
  Required<Items<RuleAssertion>, struct required_assertions> assertions;
  /// When the rule applies; always, where it is left out.
  Optional<ConditionExpression> condition = {};
};

/// A rule of the template.
class Rule final : public Element {
 public:
  Rule(Attach at, const RuleProps& props);

 private:
  friend struct TreeAccess;
  Json body_;
};

class Output;

/// Properties of an output.
struct OutputProps {
  using Makes = Output;
  Id id;
  Required<Value<std::string>, struct required_value> value;
  /// Makes the output only where the condition holds.
  Link<const Condition> condition = {};
  /// What it is, 1,024 bytes at most.
  Text description = {};
  /// The name that other stacks import it by: unique in the account and region.
  Value<std::string> export_name = {};
};

/// An output of the stack.
class Output final : public Element {
 public:
  Output(Attach at, const OutputProps& props);

 private:
  friend struct TreeAccess;
  OutputProps props_;
};

}  // namespace omnitrack
