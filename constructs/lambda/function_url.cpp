#include "omnitrack/lambda/function_url.hpp"

#include <string>

#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

namespace {

using cfn::lambda::PermissionProps;
using cfn::lambda::UrlProps;

Value<cfn::lambda::url::Cors> cors_of(const FunctionUrlCors& cors) {
  static constexpr std::string_view methods[] = {"GET",   "PUT",    "HEAD", "POST",
                                                 "PATCH", "DELETE", "*"};
  using Method = cfn::lambda::url::Cors::AllowMethods;
  List<Method> allowed;
  for (const UrlMethod method : cors.allow_methods) {
    allowed.add(as<Method>(methods[static_cast<std::size_t>(method)]));
  }
  return cfn::lambda::url::Cors{
      .allow_credentials = cors.allow_credentials ? Value<bool>(true) : Value<bool>(),
      .allow_headers = cors.allow_headers,
      .allow_methods = allowed,
      .allow_origins = cors.allow_origins,
      .expose_headers = cors.expose_headers,
      .max_age = cors.max_age.value(),
  };
}

UrlProps url_props(const Id& id, const FunctionUrlProps& props) {
  UrlProps made{
      .id = id,
      .auth_type = props.auth == FunctionUrlAuth::iam ? UrlProps::AuthType::aws_iam
                                                      : UrlProps::AuthType::none,
      .target_function_arn = props.function->function().arn(),
      .qualifier = props.function->qualifier(),
  };
  if (props.cors.has_value()) made.cors = cors_of(*props.cors);
  if (props.invoke_mode == InvokeMode::response_stream) {
    made.invoke_mode = UrlProps::InvokeMode::response_stream;
  }
  return made;
}

}  // namespace

FunctionUrl::FunctionUrl(Attach at, const FunctionUrlProps& props)
    : Construct(std::move(at)),
      function_(*props.function),
      auth_(props.auth),
      resource_(add(url_props(primary(), props))) {
  function_.have_wait_for_qualifier(resource_);
  if (dynamic_cast<const FunctionVersion*>(&function_) != nullptr) {
    error(codes::OT2237, "a version of a function has no URL",
          "give the URL to the function or to an alias");
  }
  if (props.cors.has_value() && props.cors->max_age.is_broken()) {
    error(codes::OT2229,
          "max_age is " + std::to_string(props.cors->max_age.number()) + ", which is out of bounds",
          "it is 0 to 86400 seconds");
  }
  if (auth_ == FunctionUrlAuth::none) permit("Public", "*", {});
}

// Since October 2025 a caller needs both permissions.
// https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
void FunctionUrl::permit(std::string_view id, const Value<std::string>& principal,
                         const Value<std::string>& source_arn) {
  const auto permission = [&](std::string_view suffix, std::string_view action) -> auto& {
    auto& made = add(PermissionProps{
        .id = child(std::string(id).append(suffix)),
        .action = action,
        .function_name =
            decltype(PermissionProps::function_name)::from_node(function_.name_or_arn().node()),
        .principal = principal,
        .source_arn = source_arn,
    });
    return made.props;
  };
  permission("Url", "lambda:InvokeFunctionUrl").function_url_auth_type =
      auth_ == FunctionUrlAuth::iam ? PermissionProps::FunctionUrlAuthType::aws_iam
                                    : PermissionProps::FunctionUrlAuthType::none;
  permission("Invoke", "lambda:InvokeFunction").invoked_via_function_url = true;
}

void FunctionUrl::allow(std::string_view id, const PolicyPrincipal& principal,
                        const Value<std::string>& source_arn) {
  permit(id, principal.name(), source_arn);
}

void FunctionUrl::grant_invoke(Grantee& grantee) const {
  const Value<std::string> auth = auth_ == FunctionUrlAuth::iam ? "AWS_IAM" : "NONE";
  grantee.add_to_policy(
      {.actions = {"lambda:InvokeFunctionUrl"},
       .conditions = {{"StringEquals", Json::object({{"lambda:FunctionUrlAuthType", auth}})}},
       .resources = {function_.arn()}});
  grantee.add_to_policy(
      {.actions = {"lambda:InvokeFunction"},
       .conditions = {{"Bool", Json::object({{"lambda:InvokedViaFunctionUrl", "true"}})}},
       .resources = {function_.arn()}});
}

Value<std::string> FunctionUrl::url() const { return resource_.attr_function_url(); }

Value<std::string> FunctionUrl::domain_name() const {
  constexpr std::int64_t place_of_host = 2;  // https://HOST/
  return fn::select(place_of_host, fn::split("/", url()));
}

}  // namespace omnitrack
