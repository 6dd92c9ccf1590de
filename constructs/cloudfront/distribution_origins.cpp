#include <algorithm>
#include <string>

#include "distribution_state.hpp"
#include "global_name.hpp"
#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

namespace l1 = cfn::cloudfront::distribution;

std::string_view text_of(OriginProtocol protocol) {
  constexpr std::string_view texts[] = {"https-only", "http-only", "match-viewer"};
  return texts[static_cast<std::size_t>(protocol)];
}

l1::CustomOriginConfig custom_config(const OriginData& data) {
  const OriginOptions& options = data.options;
  const OriginProtocol protocol = data.answers_itself ? OriginProtocol::https : options.protocol;
  return {
      .origin_protocol_policy = text_of(protocol),
      .http_port = options.http_port,
      .https_port = options.https_port,
      .origin_keepalive_timeout = options.keepalive_timeout.value(),
      .origin_read_timeout = options.read_timeout.value(),
      .origin_ssl_protocols = {"TLSv1.2"},
  };
}

l1::Origin common_origin(const OriginData& data, std::string_view id,
                         const Value<std::string>& host_name) {
  const OriginOptions& options = data.options;
  l1::Origin made{
      .domain_name = host_name,
      .id = id,
      .connection_attempts = options.connection_attempts.value(),
      .connection_timeout = options.connection_timeout.value(),
      .origin_path = options.path,
  };
  const Node& headers = options.custom_headers.node();
  for (std::uint32_t i = 0; i < headers.size; ++i) {
    made.origin_custom_headers.add(l1::OriginCustomHeader{
        .header_name = headers.fields[i].key,
        .header_value = Value<std::string>::from_node(headers.fields[i].value),
    });
  }
  if (!options.shield_region.empty()) {
    made.origin_shield =
        l1::OriginShield{.enabled = true, .origin_shield_region = options.shield_region};
  }
  return made;
}

cfn::cloudfront::VpcOriginProps vpc_origin_props(const Construct& distribution, const Id& id,
                                                 std::string_view own, const OriginData& data) {
  using Endpoint = cfn::cloudfront::vpc_origin::VpcOriginEndpointConfig;
  return {
      .id = id,
      .vpc_origin_endpoint_config =
          Endpoint{
              .arn = data.arn,
              .name = cloudfront::global_name(distribution, {}, own),
              .http_port = data.options.http_port,
              .https_port = data.options.https_port,
              .origin_protocol_policy =
                  as<Endpoint::OriginProtocolPolicy>(text_of(data.options.protocol)),
              .origin_ssl_protocols = {"TLSv1.2"},
          },
  };
}

cfn::cloudfront::OriginAccessControlProps access_props(const Construct& distribution, const Id& id,
                                                       std::string_view type) {
  return {
      .id = id,
      .origin_access_control_config =
          cfn::cloudfront::origin_access_control::OriginAccessControlConfig{
              .name = cloudfront::global_name(distribution, {}, type),
              .origin_access_control_origin_type = type,
              .signing_behavior = "always",
              .signing_protocol = "sigv4",
          },
  };
}

}  // namespace

std::string_view Distribution::origin_id(const OriginData& data) {
  for (const State::Made& each : state_->origins) {
    if (each.origin == &data) return each.id;
  }
  if (data.kind == OriginData::Kind::group) return make_group(data);
  check_origin(data.options);
  const std::string id = data.options.id.empty()
                             ? "Origin" + std::to_string(state_->origin_count + 1)
                             : std::string(data.options.id.text());
  ++state_->origin_count;
  state_->origins.push_back({&data, detail::copy_text(id)});
  Value<std::string> host_name = data.host_name;
  if (data.kind == OriginData::Kind::function_url) {
    auto& url = add(cfn::lambda::UrlProps{
        .id = child(id + "Url"),
        .auth_type = cfn::lambda::UrlProps::AuthType::aws_iam,
        .target_function_arn = data.function->arn(),
    });
    host_name = fn::select(2, fn::split("/", url.attr_function_url()));
    let_in_by_function(*data.function, id);
  }
  const std::string_view kept_id = state_->origins.back().id;
  l1::Origin made = common_origin(data, kept_id, host_name);
  if (data.kind == OriginData::Kind::bucket) {
    let_in_by_bucket(*data.bucket, data.options);
    made.origin_access_control_id = state_->bucket_access->ref();
    // Required even where the access control takes the place of an identity.
    made.s3_origin_config = l1::S3OriginConfig{.origin_access_identity = ""};
  } else if (data.kind == OriginData::Kind::in_vpc) {
    auto& vpc_origin = add(vpc_origin_props(*this, child(id + "VpcOrigin"), id, data));
    made.vpc_origin_config = l1::VpcOriginConfig{
        .vpc_origin_id = vpc_origin.ref(),
        .origin_keepalive_timeout = data.options.keepalive_timeout.value(),
        .origin_read_timeout = data.options.read_timeout.value(),
    };
  } else {
    made.custom_origin_config = custom_config(data);
  }
  if (data.kind == OriginData::Kind::function_url) {
    made.origin_access_control_id = state_->function_access->ref();
  }
  state_->config.origins.add(made);
  return kept_id;
}

std::string_view Distribution::make_group(const OriginData& data) {
  if (data.first->kind == OriginData::Kind::group || data.second->kind == OriginData::Kind::group) {
    error(codes::OT3345, "an origin with failover is made of another one with failover",
          "give Origin::with_failover two plain origins");
    return "unknown";
  }
  const std::string_view first = origin_id(*data.first);
  const std::string_view second = origin_id(*data.second);
  ++state_->group_count;
  const std::string_view id =
      detail::copy_text("OriginGroup" + std::to_string(state_->group_count));
  List<std::int64_t> statuses;
  for (const int status : data.statuses) statuses.add(status);
  state_->groups.add(
      l1::OriginGroup{
          .failover_criteria =
              l1::OriginGroupFailoverCriteria{
                  .status_codes =
                      l1::StatusCodes{.items = statuses,
                                      .quantity = static_cast<std::int64_t>(data.statuses.size())}},
          .id = id,
          .members =
              l1::OriginGroupMembers{
                  .items = {{.origin_id = first}, {.origin_id = second}},
                  .quantity = 2,
              },
      });
  state_->config.origin_groups =
      l1::OriginGroups{.quantity = state_->group_count, .items = state_->groups};
  state_->origins.push_back({&data, id});
  return id;
}

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
void Distribution::let_in_by_bucket(Bucket& bucket, const OriginOptions& options) {
  if (state_->bucket_access == nullptr) {
    state_->bucket_access = &add(access_props(*this, child("BucketAccess"), "s3"));
  }
  auto& known = state_->buckets_with_access;
  if (bucket.is_imported() || std::find(known.begin(), known.end(), &bucket) != known.end()) return;
  known.push_back(&bucket);
  const Value<std::string> any =
      concat("arn:", stack().partition(), ":cloudfront::", stack().account(), ":distribution/*");
  const Map<Json> by_any = {{"ArnLike", Json::object({{"aws:SourceArn", any}})}};
  // A bucket of another stack cannot name the distribution, which needs it.
  const Map<Json> by_this =
      &bucket.stack() == &stack()
          ? Map<Json>{{"StringEquals", Json::object({{"aws:SourceArn", arn()}})}}
          : by_any;
  const PolicyPrincipal service = PolicyPrincipal::service("cloudfront.amazonaws.com");
  bucket.add_to_resource_policy({.actions = {"s3:GetObject"},
                                 .conditions = by_this,
                                 .principals = service,
                                 .resources = {bucket.arn_for_objects()}});
  if (options.list_bucket) {
    bucket.add_to_resource_policy({.actions = {"s3:ListBucket"},
                                   .conditions = by_this,
                                   .principals = service,
                                   .resources = {bucket.arn()}});
  }
  // The key's policy cannot name the distribution, which needs the bucket, which needs the key.
  bucket.kms_key().allow_service(
      "cloudfront.amazonaws.com", {"kms:Decrypt"},
      {{"ArnLike", Json::object({{"aws:SourceArn", any}})},
       {"StringEquals", Json::object({{"aws:SourceAccount", stack().account()}})}});
}

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
void Distribution::let_in_by_function(Function& function, const std::string& id) {
  if (state_->function_access == nullptr) {
    state_->function_access = &add(access_props(*this, child("FunctionAccess"), "lambda"));
  }
  const PolicyPrincipal service = PolicyPrincipal::service("cloudfront.amazonaws.com");
  const std::string prefix = std::string(Construct::id()) + id;
  auto& by_url = function.add_permission(prefix + "UrlPermission", service, arn());
  by_url.props.action = "lambda:InvokeFunctionUrl";
  by_url.props.function_url_auth_type = cfn::lambda::PermissionProps::FunctionUrlAuthType::aws_iam;
  auto& invoke = function.add_permission(prefix + "InvokePermission", service, arn());
  invoke.props.invoked_via_function_url = true;
}

void Distribution::check_origin(const OriginOptions& options) const {
  const auto check = [this](const auto& number, const std::string& what, const char* bounds) {
    if (!number.is_broken()) return;
    error(codes::OT3342,
          what + " is " + std::to_string(number.number()) + ", which is out of bounds",
          "it is " + std::string(bounds));
  };
  check(options.connection_attempts, "connection_attempts", "1 to 3");
  check(options.connection_timeout, "connection_timeout", "1 to 10 seconds");
  check(options.keepalive_timeout, "keepalive_timeout", "1 to 180 seconds");
  check(options.read_timeout, "read_timeout", "1 to 180 seconds");
}

}  // namespace omnitrack
