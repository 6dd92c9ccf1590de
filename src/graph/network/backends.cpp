#include "graph/network/backends.hpp"

#include <algorithm>

namespace omnitrack::graph {

using tmpl::ResourceEntry;

namespace {

constexpr std::string_view distribution = "AWS::CloudFront::Distribution";
constexpr std::string_view rest_api = "AWS::ApiGateway::RestApi";
constexpr std::string_view http_api = "AWS::ApiGatewayV2::Api";
constexpr std::string_view listener_of_balancer = "AWS::ElasticLoadBalancingV2::Listener";

Backend backend(BackendWay way, const ResourceEntry& from, const ResourceEntry& to,
                const ResourceEntry& said_by, const ResourceEntry* link = nullptr) {
  std::string words =
      std::string(from.logical_id) + " hands calls to " + std::string(to.logical_id);
  if (link != nullptr) words += " by " + std::string(link->logical_id);
  return {
      .way = way,
      .link = link,
      .step = reason_of(RuleKind::forwarding, Verdict::yes, said_by, nullptr, std::move(words))};
}

bool refers_to(const Scene& scene, const ResourceEntry& user, const ResourceEntry& to) {
  const Entries& users = scene.model().users_of(to.logical_id, user.type_name);
  return std::ranges::find(users, &user) != users.end();
}

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
void add_of_distribution(const Scene& scene, const ResourceEntry& from, const ResourceEntry& to,
                         std::vector<Backend>& found) {
  bool is_private = false;
  for (const ValueAt& each :
       scene.values(from, "DistributionConfig/Origins/*/VpcOriginConfig/VpcOriginId")) {
    const ResourceEntry* link = scene.named(each.node, "AWS::CloudFront::VpcOrigin");
    if (link == nullptr || !refers_to(scene, *link, to)) continue;
    is_private = true;
    found.push_back(backend(BackendWay::in_vpc, from, to, from, link));
  }
  if (!is_private && refers_to(scene, from, to)) {
    found.push_back(backend(BackendWay::by_internet, from, to, from));
  }
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-with-private-integration.html
void add_of_rest_api(const Scene& scene, const ResourceEntry& from, const ResourceEntry& to,
                     std::vector<Backend>& found) {
  for (const ResourceEntry* each : scene.naming(from, "AWS::ApiGateway::Method", "RestApiId")) {
    const auto connections = scene.values(*each, "Integration/ConnectionId");
    const ResourceEntry* link =
        connections.empty() ? nullptr
                            : scene.named(connections.front().node, "AWS::ApiGateway::VpcLink");
    if (link != nullptr && refers_to(scene, *link, to)) {
      found.push_back(backend(BackendWay::private_link, from, to, *each, link));
    } else if (connections.empty() && refers_to(scene, *each, to)) {
      found.push_back(backend(BackendWay::by_internet, from, to, *each));
    }
  }
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
void add_of_http_api(const Scene& scene, const ResourceEntry& from, const ResourceEntry& to,
                     std::vector<Backend>& found) {
  for (const ResourceEntry* each : scene.naming(from, "AWS::ApiGatewayV2::Integration", "ApiId")) {
    const ResourceEntry* link = scene.named(*each, "ConnectionId", "AWS::ApiGatewayV2::VpcLink");
    const ResourceEntry* named = scene.named(*each, "IntegrationUri", listener_of_balancer);
    const bool is_it = named != nullptr && scene.named(*named, "LoadBalancerArn", {}) == &to;
    if (link != nullptr && is_it) {
      found.push_back(backend(BackendWay::by_link, from, to, *each, link));
    } else if (link == nullptr && refers_to(scene, *each, to)) {
      found.push_back(backend(BackendWay::by_internet, from, to, *each));
    }
  }
}

}  // namespace

bool has_backends(std::string_view type) {
  return type == distribution || type == rest_api || type == http_api;
}

std::vector<Backend> backends_at(const Scene& scene, const ResourceEntry& from,
                                 const ResourceEntry& to) {
  std::vector<Backend> found;
  if (from.type_name == distribution) add_of_distribution(scene, from, to, found);
  if (from.type_name == rest_api) add_of_rest_api(scene, from, to, found);
  if (from.type_name == http_api) add_of_http_api(scene, from, to, found);
  return found;
}

}  // namespace omnitrack::graph
