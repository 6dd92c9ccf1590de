#pragma once

#include <omnitrack/reference_strength.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace detail {

// How one of these reads as text is for the user to say.
template <class A>
concept BoolOrFraction = std::is_arithmetic_v<A> && !LiteralOf<std::int64_t, A>;

// One part of a concatenation: any text, whole number or typed value.
struct Part {
  template <class A>
    requires(TextLike<A>)
  Part(const A& text) : node(make_string(view_of(text))) {}
  template <class A>
    requires(LiteralOf<std::int64_t, A>)
  Part(A number) : node(make_literal<std::int64_t>(number)) {}
  template <BoolOrFraction A>
  Part(A bool_or_fraction) = delete;
  template <class T>
  Part(const Value<T>& value) : node(value.node()) {}
  template <ConstructItself C, class = give_a_value_of_the_construct_such_as_its_arn_or_name>
  Part(const C& construct) = delete;
  Node node;
};

Node concat_parts(const Part* parts, std::size_t count);

template <class... N>
Node call(Intrinsic function, const N&... arguments) {
  const Node nodes[] = {arguments...};
  return make_call(function, nodes, sizeof...(N));
}

}  // namespace detail

/// Texts and values joined end to end, e.g. `concat("wss://", api.id(), "/prod")`; written as a
/// plain string, Fn::Sub or Fn::Join, whichever fits.
template <class... A>
Value<std::string> concat(const A&... parts) {
  const detail::Part list[] = {detail::Part(parts)...};
  return Value<std::string>::from_node(detail::concat_parts(list, sizeof...(A)));
}

/// CloudFormation's intrinsic functions.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
namespace fn {

/// Fn::Base64.
Value<std::string> base64(const Value<std::string>& text);
/// Fn::Cidr: `count` blocks (1 to 256) with `host_bits` bits each, cut from a block.
List<std::string> cidr(const Value<std::string>& block, const Value<std::int64_t>& count,
                       const Value<std::int64_t>& host_bits);
/// Fn::GetAZs: the availability zones of a region; of the stack's own where none is given.
List<std::string> get_azs(const Value<std::string>& region = {});
/// Fn::ImportValue: an export of a stack outside of this app.
Value<std::string> import_value(const Value<std::string>& export_name);
/// What `fn::get_stack_output` reads.
struct StackOutputReference {
  /// The name of the stack.
  Required<Value<std::string>, struct required_stack_name> stack_name;
  /// The logical id of its output.
  Required<Value<std::string>, struct required_output_name> output_name;
  /// Where the stack is; the region of the stack that reads, where it is left out.
  Value<std::string> region = {};
  /// The role that may describe the stack, where it is in another account.
  Value<std::string> role_arn = {};
};

/// Fn::GetStackOutput: an output of a stack outside of this app.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
Value<std::string> get_stack_output(const StackOutputReference& output);
/// Fn::Join.
Value<std::string> join(std::string_view separator, const List<std::string>& texts);
/// Fn::Split.
List<std::string> split(std::string_view separator, const Value<std::string>& text);
/// Fn::Sub with variables that are looked up before the template's own names. Prefer `concat`.
Value<std::string> sub(std::string_view text, const Map<std::string>& variables = {});
/// Fn::ToJsonString; adds the transform `AWS::LanguageExtensions`.
Value<std::string> to_json_string(const Json& value);

/// Fn::Select: the item at an index from 0.
template <class T>
Value<T> select(const Value<std::int64_t>& index, const List<T>& list) {
  return Value<T>::from_node(detail::call(Intrinsic::select, index.node(), list.node()));
}
/// Fn::Length; adds the transform `AWS::LanguageExtensions`.
template <class T>
Value<std::int64_t> length(const List<T>& list) {
  return Value<std::int64_t>::from_node(detail::call(Intrinsic::length, list.node()));
}

/// Fn::If: one of two values, e.g. `fn::if_<std::string>(is_production, "large", "small")`.
template <class T>
Value<T> if_(const Condition& condition, const std::type_identity_t<Value<T>>& then,
             const std::type_identity_t<Value<T>>& otherwise) {
  return Value<T>::from_node(detail::call(Intrinsic::if_, detail::make_logical_id(condition),
                                          then.node(), otherwise.node()));
}
/// Fn::If: one of two lists.
template <class T>
List<T> if_list(const Condition& condition, const std::type_identity_t<List<T>>& then,
                const std::type_identity_t<List<T>>& otherwise) {
  return List<T>::from_node(detail::call(Intrinsic::if_, detail::make_logical_id(condition),
                                         then.node(), otherwise.node()));
}

/// Fn::Equals.
ConditionExpression equals(const Value<std::string>& left, const Value<std::string>& right);
/// Fn::And of 2 to 10 conditions.
ConditionExpression and_(const Items<ConditionExpression>& conditions);
/// Fn::Or of 2 to 10 conditions.
ConditionExpression or_(const Items<ConditionExpression>& conditions);
/// Fn::Not.
ConditionExpression not_(const ConditionExpression& condition);

/// Fn::Contains: whether a list holds a text; for rules.
ConditionExpression contains(const List<std::string>& texts, const Value<std::string>& text);
/// Fn::EachMemberEquals: whether every text of a list equals one; for rules.
ConditionExpression each_member_equals(const List<std::string>& texts,
                                       const Value<std::string>& text);
/// Fn::EachMemberIn: whether every text of a list is in another; for rules.
ConditionExpression each_member_in(const List<std::string>& texts, const List<std::string>& among);
/// Fn::RefAll: the values of all parameters of a type; for rules.
List<std::string> ref_all(std::string_view parameter_type);
/// Fn::ValueOf: an attribute of a parameter's value; for rules.
Value<std::string> value_of(const Parameter& parameter, std::string_view attribute);
/// Fn::ValueOfAll: an attribute of the values of all parameters of a type; for rules.
List<std::string> value_of_all(std::string_view parameter_type, std::string_view attribute);

}  // namespace fn

/// What `secret` reads of a Secrets Manager secret.
struct SecretReference {
  /// The name or ARN of the secret.
  Required<Value<std::string>, struct required_secret_id> secret_id;
  /// The key whose value is read; without it the whole secret string.
  Text json_key = {};
  /// The version's id, or
  Text version_id = {};
  /// its stage; `AWSCURRENT` where neither is given.
  Text version_stage = {};
};

/// A dynamic reference to a Secrets Manager secret, resolved while deploying and never shown in the
/// template.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
Value<std::string> secret(const SecretReference& props);
/// A dynamic reference to an SSM parameter; `version` 0 is the latest.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html
Value<std::string> ssm_parameter(std::string_view name, unsigned version = 0);
/// A dynamic reference to an SSM secure string, in the few properties that take one.
Value<std::string> ssm_secure_parameter(std::string_view name, unsigned version = 0);

}  // namespace omnitrack
