#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::lambda {
class Url;  // defined in <omnitrack/cfn/lambda.hpp>
}

namespace omnitrack {

class AnyFunction;
class FunctionUrl;

namespace detail {
inline void a_browser_keeps_the_rules_of_a_function_url_for_0_to_86400_seconds() {}
}  // namespace detail

/// Who may call a function's URL.
enum class FunctionUrlAuth : std::uint8_t {
  iam,   ///< whoever signs the request and is allowed to: see `grant_invoke`
  none,  ///< everybody in the internet
};

/// How a function's URL answers.
enum class InvokeMode : std::uint8_t {
  buffered,         ///< when the function has ended
  response_stream,  ///< while the function runs
};

/// The methods that pages of other origins may use.
enum class UrlMethod : std::uint8_t { get, put, head, post, patch, delete_, any };

/// What pages of other origins may do with a function's URL.
/// https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html
struct FunctionUrlCors {
  /// Whether cookies and other credentials are sent.
  Bool allow_credentials = false;
  /// The headers that requests may have.
  List<std::string> allow_headers = {};
  /// The methods; those that need no asking beforehand where they are left out.
  Items<UrlMethod> allow_methods = {};
  /// The origins, such as `https://www.example.com`, or `*`.
  List<std::string> allow_origins = {};
  /// The headers of answers that pages can read.
  List<std::string> expose_headers = {};
  /// How long browsers keep these rules, in seconds, 0 to 86,400.
  CheckedNumber<detail::TimeBetween<
      0, 86400, detail::a_browser_keeps_the_rules_of_a_function_url_for_0_to_86400_seconds, 1>>
      max_age = {};
};

/// Properties of a function's URL.
struct FunctionUrlProps {
  using Makes = FunctionUrl;
  Id id;
  /// The function or alias that it invokes; a version has no URL.
  Required<Link<AnyFunction>, struct required_function> function;
  /// Who may call it.
  FunctionUrlAuth auth = FunctionUrlAuth::iam;
  /// What pages of other origins may do; nothing where it is left out.
  Optional<FunctionUrlCors> cors = {};
  /// How it answers.
  InvokeMode invoke_mode = InvokeMode::buffered;
};

/// An HTTPS address of a function's own: AWS::Lambda::Url, and AWS::Lambda::Permission where
/// everybody may call it.
/// https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
class FunctionUrl final : public Construct {
 public:
  FunctionUrl(Attach at, const FunctionUrlProps& props);

  /// Allows to call the URL by signed requests. Someone of another account needs
  /// `allow` too.
  void grant_invoke(Grantee& grantee) const;
  /// Lets an account, a user or a role, e.g. `PolicyPrincipal::aws("123456789012")`, or a service
  /// call it by signed requests, for that one source where one is given, such as a distribution of
  /// CloudFront; `id` names the permissions.
  void allow(std::string_view id, const PolicyPrincipal& principal,
             const Value<std::string>& source_arn = {});

  /// The address, e.g. `https://abc.lambda-url.eu-central-1.on.aws/`.
  [[nodiscard]] Value<std::string> url() const;
  /// The host of the address, e.g. for an origin of CloudFront.
  [[nodiscard]] Value<std::string> domain_name() const;
  /// The URL's own resource.
  [[nodiscard]] cfn::lambda::Url& resource() { return resource_; }

 private:
  void permit(std::string_view id, const Value<std::string>& principal,
              const Value<std::string>& source_arn);

  AnyFunction& function_;
  FunctionUrlAuth auth_;
  cfn::lambda::Url& resource_;
};

}  // namespace omnitrack
