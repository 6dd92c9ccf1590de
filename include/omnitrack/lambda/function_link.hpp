#pragma once

#include <omnitrack/link.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack::cfn::lambda {
class Alias;     // defined in <omnitrack/cfn/lambda.hpp>
class Function;  // defined in <omnitrack/cfn/lambda.hpp>
class Version;   // defined in <omnitrack/cfn/lambda.hpp>
enum class FunctionArn : char;
}  // namespace omnitrack::cfn::lambda

namespace omnitrack {

class AnyFunction;
class Function;
class FunctionAlias;

/// A function that something calls, by reference: `.function = function`. What was made elsewhere
/// is given as what `Function::from_arn` imports. None by default.
class FunctionLink {
 public:
  /// None.
  constexpr FunctionLink() = default;
  /// The newest code of a function.
  FunctionLink(const Function& function);
  /// The version of a function that an alias stands for.
  FunctionLink(const FunctionAlias& alias);
  /// A version of a function, or whatever else of it is invoked.
  FunctionLink(const AnyFunction& function);
  /// A typed resource.
  FunctionLink(const cfn::lambda::Function& function);
  /// A typed resource.
  FunctionLink(const cfn::lambda::Alias& alias);
  /// A typed resource.
  FunctionLink(const cfn::lambda::Version& version);

  /// An address; deleted, so that the compiler points at it.
  template <class A, class = detail::give_the_construct_itself_not_its_address>
    requires(!detail::TextLike<A*>)
  FunctionLink(A* address)
  = delete;
  /// An ARN; deleted, so that the compiler points at it.
  template <class U, class = detail::give_the_construct_itself_or_what_its_from_function_imports>
  FunctionLink(const Value<U>& arn) = delete;
  /// An ARN as text; deleted, so that the compiler points at it.
  template <detail::TextLike S,
            class = detail::give_the_construct_itself_or_what_its_from_function_imports>
  FunctionLink(const S& arn) = delete;

  /// Whether there is one.
  [[nodiscard]] bool is_set() const { return arn_.is_set(); }
  /// Its ARN.
  [[nodiscard]] const Value<cfn::lambda::FunctionArn>& arn() const { return arn_; }

 private:
  Value<cfn::lambda::FunctionArn> arn_;
};

}  // namespace omnitrack
