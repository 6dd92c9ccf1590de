#pragma once

#include <omnitrack/lambda/any_function.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::lambda {
class Version;  // defined in <omnitrack/cfn/lambda.hpp>
}

namespace omnitrack {

class FunctionVersion;

/// Properties of a version of a function. A function as it is can be published only once, so
/// `Function::current_version()` or an alias is mostly what is wanted.
struct FunctionVersionProps {
  using Makes = FunctionVersion;
  Id id;
  /// The function.
  Required<Link<Function>, struct required_function> function;
  /// The SHA-256 digest that the code must have, in base64; it is published whatever it is where
  /// this is left out.
  Value<std::string> code_sha256 = {};
  /// What it is for, 256 characters at most.
  Value<std::string> description = {};
  /// How many instances are kept ready to answer at once.
  Value<std::int64_t> provisioned_concurrency = {};
  /// What happens to the version when another one takes its place: kept ones can still be invoked,
  /// such as by an alias that goes over little by little.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
};

/// What a function was when it was published, which never changes: AWS::Lambda::Version. It makes
/// place for another one whenever the function's code or settings change, but not for tags,
/// reserved concurrency and whatever else is of the function as a whole.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
class FunctionVersion final : public AnyFunction {
 public:
  FunctionVersion(Attach at, const FunctionVersionProps& props);
  FunctionVersion(Attach at, const struct ImportedFunctionVersionProps& props);

  /// A version that is published elsewhere, by its number, or `$LATEST`.
  static FunctionVersion& from_number(Construct& scope, const Id& id,
                                      const Link<Function>& function,
                                      const Value<std::string>& number);

  [[nodiscard]] Function& function() override { return *function_; }
  /// The number.
  [[nodiscard]] const Value<std::string>& number() const { return qualifier(); }
  /// The version's own resource; an error where the version is published elsewhere.
  [[nodiscard]] cfn::lambda::Version& resource();

 private:
  void finish() override;

  Link<Function> function_;
  cfn::lambda::Version* resource_ = nullptr;  // null where the version is published elsewhere
};

}  // namespace omnitrack
