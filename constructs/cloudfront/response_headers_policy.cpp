#include "omnitrack/cloudfront/response_headers_policy.hpp"

#include "../imported.hpp"
#include "global_name.hpp"
#include <omnitrack/cfn/cloudfront.hpp>

namespace omnitrack {

/// What a response headers policy that is made elsewhere is made of.
struct ImportedResponseHeadersPolicyProps {
  using Makes = ResponseHeadersPolicy;
  Id id;
  Value<cfn::cloudfront::ResponseHeadersPolicyId> policy_id;
};

namespace {

namespace headers_l1 = cfn::cloudfront::response_headers_policy;

List<headers_l1::AccessControlAllowMethods::Items> cors_methods(const HttpMethods& methods) {
  using Items = headers_l1::AccessControlAllowMethods::Items;
  constexpr std::pair<HttpMethod, Items> all[] = {
      {HttpMethod::get, Items::get},         {HttpMethod::head, Items::head},
      {HttpMethod::options, Items::options}, {HttpMethod::patch, Items::patch},
      {HttpMethod::post, Items::post},       {HttpMethod::put, Items::put},
      {HttpMethod::delete_, Items::delete_},
  };
  List<Items> items;
  for (const auto& [method, item] : all) {
    if (methods.has(method)) items.add(item);
  }
  return items;
}

headers_l1::CorsConfig cors_config(const ResponseCors& cors) {
  headers_l1::CorsConfig made{
      .access_control_allow_credentials = static_cast<bool>(cors.allow_credentials),
      .access_control_allow_headers =
          headers_l1::AccessControlAllowHeaders{.items = cors.allow_headers},
      .access_control_allow_methods =
          headers_l1::AccessControlAllowMethods{.items = cors_methods(cors.allow_methods)},
      .access_control_allow_origins =
          headers_l1::AccessControlAllowOrigins{.items = cors.allow_origins},
      .origin_override = static_cast<bool>(cors.override_origin),
      .access_control_max_age_sec = cors.max_age,
  };
  if (cors.expose_headers.is_set()) {
    made.access_control_expose_headers =
        headers_l1::AccessControlExposeHeaders{.items = cors.expose_headers};
  }
  return made;
}

headers_l1::SecurityHeadersConfig security_config(const SecurityHeaders& headers) {
  headers_l1::SecurityHeadersConfig made;
  if (headers.content_security_policy.is_set()) {
    made.content_security_policy = headers_l1::ContentSecurityPolicy{
        .content_security_policy = headers.content_security_policy, .override = true};
  }
  if (headers.content_type_options) {
    made.content_type_options = headers_l1::ContentTypeOptions{.override = true};
  }
  if (headers.frame_options != FrameOption::any) {
    made.frame_options = headers_l1::FrameOptions{
        .frame_option = headers.frame_options == FrameOption::deny ? "DENY" : "SAMEORIGIN",
        .override = true};
  }
  if (!headers.referrer_policy.empty()) {
    made.referrer_policy =
        headers_l1::ReferrerPolicy{.override = true, .referrer_policy = headers.referrer_policy};
  }
  const Node& age = headers.strict_transport_security.node();
  if (age.is_set() && !(age.kind == NodeKind::integer && age.integer == 0)) {
    headers_l1::StrictTransportSecurity strict{
        .access_control_max_age_sec = headers.strict_transport_security, .override = true};
    if (headers.strict_transport_subdomains) strict.include_subdomains = true;
    if (headers.strict_transport_preload) strict.preload = true;
    made.strict_transport_security = strict;
  }
  return made;
}

headers_l1::ResponseHeadersPolicyConfig headers_policy_config(
    const Construct& policy, const ResponseHeadersPolicyProps& props) {
  headers_l1::ResponseHeadersPolicyConfig made{
      .name = cloudfront::global_name(policy, props.name),
      .comment = props.comment,
  };
  if (props.cors.has_value()) made.cors_config = cors_config(*props.cors);
  if (!props.custom_headers.empty()) {
    List<headers_l1::CustomHeader> headers;
    for (const ResponseHeader& each : props.custom_headers) {
      headers.add(headers_l1::CustomHeader{.header = each.name,
                                           .override = static_cast<bool>(each.override_origin),
                                           .value = each.value});
    }
    made.custom_headers_config = headers_l1::CustomHeadersConfig{.items = headers};
  }
  if (props.remove_headers.is_set()) {
    List<headers_l1::RemoveHeader> headers;
    const Node& names = props.remove_headers.node();
    for (std::uint32_t i = 0; i < names.size; ++i) {
      headers.add(
          headers_l1::RemoveHeader{.header = Value<std::string>::from_node(names.items[i])});
    }
    made.remove_headers_config = headers_l1::RemoveHeadersConfig{.items = headers};
  }
  if (props.security_headers.has_value()) {
    made.security_headers_config = security_config(*props.security_headers);
  }
  if (props.server_timing_rate.is_set()) {
    made.server_timing_headers_config = headers_l1::ServerTimingHeadersConfig{
        .enabled = true, .sampling_rate = props.server_timing_rate};
  }
  return made;
}

}  // namespace

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html
ResponseHeadersPolicyLink::ResponseHeadersPolicyLink(ManagedResponseHeadersPolicy policy) {
  constexpr std::string_view ids[] = {
      "e61eb60c-9c35-4d20-a928-2b84e02af89c", "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
      "eaab4381-ed33-4a86-88ca-d9558dc6cd63", "67f7725c-6f97-4210-82d7-5512b31e9d03",
      "60669652-455b-4ae9-85a4-c4c02393f86c",
  };
  id_ = ids[static_cast<std::size_t>(policy)];
}

ResponseHeadersPolicy::ResponseHeadersPolicy(Attach at, const ResponseHeadersPolicyProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::cloudfront::ResponseHeadersPolicyProps{
          .id = primary(),
          .response_headers_policy_config = headers_policy_config(*this, props),
      })),
      id_(resource_->ref()) {}

ResponseHeadersPolicy::ResponseHeadersPolicy(Attach at,
                                             const ImportedResponseHeadersPolicyProps& props)
    : Construct(std::move(at)), id_(props.policy_id) {}

ResponseHeadersPolicy& ResponseHeadersPolicy::from_id(
    Construct& scope, const Id& id,
    const Value<cfn::cloudfront::ResponseHeadersPolicyId>& policy_id) {
  return scope.add(ImportedResponseHeadersPolicyProps{.id = id, .policy_id = policy_id});
}

cfn::cloudfront::ResponseHeadersPolicy& ResponseHeadersPolicy::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::cloudfront::ResponseHeadersPolicyProps{
        .id = primary(),
        .response_headers_policy_config = Value<headers_l1::ResponseHeadersPolicyConfig>()});
  }
  return *resource_;
}

}  // namespace omnitrack
