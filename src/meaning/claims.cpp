#include "meaning/claims.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "meaning/canonical.hpp"
#include "meaning/cases.hpp"
#include "meaning/known.hpp"
#include "meaning/name_claims.hpp"
#include "meaning/references.hpp"
#include "support/type_rows.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Node;
using Ways = std::array<std::string_view, 11>;

/// Properties that are unique together.
struct Unique {
  std::string_view type;
  std::string_view what;
  std::size_t required =
      1;  ///< so many of the properties must be set; the others count if they are
  Ways ways;
  bool is_name = false;
};

// Sorted by type. That the service refuses a second one is told on the page of its own call of
// creation, by the error that it gives.
constexpr auto uniques = std::to_array<Unique>({
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
    {"AWS::ApiGatewayV2::ApiMapping",
     "the mapping of the domain",
     1,
     {"DomainName", "ApiMappingKey"}},
    // https://docs.aws.amazon.com/batch/latest/APIReference/API_CreateComputeEnvironment.html
    {"AWS::Batch::ComputeEnvironment", "the name", 1, {"ComputeEnvironmentName"}, true},
    {"AWS::Batch::JobQueue", "the name", 1, {"JobQueueName"}, true},
    // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateCachePolicy.html
    {"AWS::CloudFront::CachePolicy", "the name", 1, {"CachePolicyConfig/Name"}, true},
    {"AWS::CloudFront::Function", "the name", 1, {"Name"}, true},
    {"AWS::CloudFront::KeyGroup", "the name", 1, {"KeyGroupConfig/Name"}, true},
    {"AWS::CloudFront::OriginAccessControl",
     "the name",
     1,
     {"OriginAccessControlConfig/Name"},
     true},
    {"AWS::CloudFront::OriginRequestPolicy",
     "the name",
     1,
     {"OriginRequestPolicyConfig/Name"},
     true},
    {"AWS::CloudFront::ResponseHeadersPolicy",
     "the name",
     1,
     {"ResponseHeadersPolicyConfig/Name"},
     true},
    // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolDomain.html
    {"AWS::Cognito::UserPoolDomain", "the domain", 1, {"Domain"}},
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
    {"AWS::EC2::LaunchTemplate", "the name", 1, {"LaunchTemplateName"}, true},
    {"AWS::EC2::NetworkAclEntry",
     "the number of the rule",
     2,
     {"NetworkAclId", "RuleNumber", "Egress"}},
    {"AWS::EC2::Route",
     "the destination in the route table",
     2,
     {"RouteTableId", "DestinationCidrBlock"}},
    {"AWS::EC2::Route",
     "the destination in the route table",
     2,
     {"RouteTableId", "DestinationIpv6CidrBlock"}},
    {"AWS::EC2::SecurityGroup", "the name in the network", 1, {"GroupName", "VpcId"}, true},
    {"AWS::EC2::SecurityGroupEgress",
     "the rule of the group",
     2,
     {"GroupId", "IpProtocol", "FromPort", "ToPort", "CidrIp", "CidrIpv6",
      "DestinationPrefixListId", "DestinationSecurityGroupId"}},
    {"AWS::EC2::SecurityGroupIngress",
     "the rule of the group",
     2,
     {"GroupId", "IpProtocol", "FromPort", "ToPort", "CidrIp", "CidrIpv6", "SourcePrefixListId",
      "SourceSecurityGroupId", "SourceSecurityGroupName", "SourceSecurityGroupOwnerId"}},
    {"AWS::EC2::Subnet", "the block of addresses in the network", 2, {"VpcId", "CidrBlock"}},
    {"AWS::EC2::VPCCidrBlock", "the block of addresses of the network", 2, {"VpcId", "CidrBlock"}},
    {"AWS::EC2::VPCGatewayAttachment",
     "the internet gateway of the network",
     2,
     {"VpcId", "InternetGatewayId"}},
    // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
    {"AWS::ECS::Service", "the name in the cluster", 1, {"ServiceName", "Cluster"}, true},
    // https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html
    {"AWS::EFS::MountTarget", "the subnet of the file system", 2, {"FileSystemId", "SubnetId"}},
    // https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html
    {"AWS::EKS::Nodegroup", "the name in the cluster", 2, {"ClusterName", "NodegroupName"}, true},
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
    {"AWS::ElasticLoadBalancingV2::Listener",
     "the port of the load balancer",
     2,
     {"LoadBalancerArn", "Port"}},
    {"AWS::ElasticLoadBalancingV2::ListenerRule",
     "the priority of the listener",
     2,
     {"ListenerArn", "Priority"}},
    // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
    {"AWS::IAM::OIDCProvider", "the provider's address", 1, {"Url"}, true},
    // https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html
    {"AWS::Lambda::Alias", "the alias of the function", 2, {"FunctionName", "Name"}},
    {"AWS::Lambda::EventSourceMapping",
     "the pair of function and source",
     2,
     {"FunctionName", "EventSourceArn"}},
    {"AWS::Lambda::Url", "the address of the function", 1, {"TargetFunctionArn", "Qualifier"}},
    // https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html
    {"AWS::MSK::Cluster", "the name", 1, {"ClusterName"}, true},
    // https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
    {"AWS::Route53::RecordSet",
     "the record of the zone",
     2,
     {"Name", "Type", "HostedZoneId", "HostedZoneName", "SetIdentifier"}},
    // https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html
    {"AWS::ServiceDiscovery::Service", "the name in the namespace", 2, {"Name", "NamespaceId"}},
    // https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html
    {"AWS::WAFv2::IPSet", "the name", 2, {"Name", "Scope"}, true},
    {"AWS::WAFv2::RegexPatternSet", "the name", 2, {"Name", "Scope"}, true},
    {"AWS::WAFv2::RuleGroup", "the name", 2, {"Name", "Scope"}, true},
    {"AWS::WAFv2::WebACL", "the name", 2, {"Name", "Scope"}, true},
});
static_assert(std::ranges::is_sorted(uniques, {}, &Unique::type));

/// Types that share their names.
std::string_view family_of(std::string_view type) {
  return type == "AWS::DynamoDB::GlobalTable" ? "AWS::DynamoDB::Table" : type;
}

/// An association may be moved to another route table without a new one.
bool may_be_taken_over(std::string_view type) {
  return type == "AWS::EC2::SubnetRouteTableAssociation";
}

class Builder {
 public:
  Builder(const tmpl::Index& index, const tmpl::ResourceEntry& resource)
      : index_(index), resource_(resource) {}

  void add(std::string_view what, std::span<const std::string_view> ways, std::size_t required,
           bool is_name) {
    Claim claim{.key = std::string(family_of(resource_.type_name)),
                .is_name = is_name,
                .is_literal = true,
                .is_certain = !may_be_taken_over(resource_.type_name)};
    std::string literal;
    for (std::size_t i = 0; i < ways.size() && !ways[i].empty(); ++i) {
      const Node* value = only_value(index_, resource_, ways[i]);
      if (value == nullptr) {
        if (i < required) return;
        continue;
      }
      // A value that is not like itself comes from a macro.
      if (!surely_same(*value, *value)) return;
      claim.key.append(1, '\n').append(ways[i]).append(1, '=').append(canonical_text(*value, {}));
      claim.values.push_back(value);
      if (claim.way.empty() || i < required) claim.way = ways[i];
      const auto text = known_text(value);
      if (!text) claim.is_literal = false;
      if (claim.way == ways[i]) literal = text.value_or("");
      if (depends_on_parameter(*value)) claim.is_certain = false;
    }
    if (claim.values.empty()) return;
    claim.text = std::string(what) + (literal.empty() || is_rule() ? "" : " '" + literal + "'");
    claims_.push_back(std::move(claim));
  }

  std::vector<Claim> take() { return std::move(claims_); }

 private:
  /// A protocol alone would say little.
  [[nodiscard]] bool is_rule() const {
    return resource_.type_name.starts_with("AWS::EC2::SecurityGroup") &&
           resource_.type_name != "AWS::EC2::SecurityGroup";
  }

  [[nodiscard]] bool depends_on_parameter(const Node& value) const {
    bool depends = false;
    for_each_name_in(value, [&](const Name& name) {
      if (name.of == Name::Of::entry && index_.find_parameter(name.text) != nullptr) depends = true;
    });
    return depends;
  }

  const tmpl::Index& index_;
  const tmpl::ResourceEntry& resource_;
  std::vector<Claim> claims_;
};

}  // namespace

std::vector<Claim> claims_of(const tmpl::Index& index, const tmpl::ResourceEntry& resource) {
  Builder builder(index, resource);
  if (resource.properties == nullptr) return {};
  const auto naming = naming_properties(resource);
  builder.add("the name", naming, naming.size(), true);
  for (const Unique& each : support::rows_of_type(uniques, resource.type_name)) {
    builder.add(each.what, each.ways, each.required, each.is_name);
  }
  return builder.take();
}

}  // namespace omnitrack::meaning
