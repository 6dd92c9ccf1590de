#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/list.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack {

namespace detail {
// The compiler's messages show the names.
struct a_text_refers_to_no_stack_give_a_value_of_a_construct;
struct give_a_value_of_the_construct_such_as_its_arn;
}  // namespace detail

/// The value, read by `Fn::GetStackOutput` where another stack than its own uses it: that stack may
/// change or drop it, and this one sees that in its next deployment. It reaches every region, and
/// other accounts by `StackProps::outputs_role`.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
template <class T>
Value<T> weak(const Value<T>& value) {
  return Value<T>::from_node(detail::with_strength(value.node(), ReferenceStrength::weak));
}
/// The same of a list.
template <class T>
List<T> weak(const List<T>& list) {
  return List<T>::from_node(detail::with_strength(list.node(), ReferenceStrength::weak));
}

/// The value, exported and imported where another stack than its own uses it: it can neither change
/// nor go as long. It reaches the stack's own account and region.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
template <class T>
Value<T> strong(const Value<T>& value) {
  return Value<T>::from_node(detail::with_strength(value.node(), ReferenceStrength::strong));
}
/// The same of a list.
template <class T>
List<T> strong(const List<T>& list) {
  return List<T>::from_node(detail::with_strength(list.node(), ReferenceStrength::strong));
}

/// Of no use: what refers to no stack has no strength.
template <detail::TextLike S, class = detail::a_text_refers_to_no_stack_give_a_value_of_a_construct>
void weak(const S& text) = delete;
template <detail::TextLike S, class = detail::a_text_refers_to_no_stack_give_a_value_of_a_construct>
void strong(const S& text) = delete;
template <std::derived_from<Construct> C,
          class = detail::give_a_value_of_the_construct_such_as_its_arn>
void weak(const C& construct) = delete;
template <std::derived_from<Construct> C,
          class = detail::give_a_value_of_the_construct_such_as_its_arn>
void strong(const C& construct) = delete;

}  // namespace omnitrack
