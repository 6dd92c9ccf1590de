#include "deploy/slow_types.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::deploy {

namespace {

// Types whose own pages speak of minutes, such as
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HowToUpdateDistribution.html
// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.Create.html
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CreateDBInstance.html
// https://docs.aws.amazon.com/eks/latest/userguide/create-cluster.html
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createupdatedomains.html
// https://docs.aws.amazon.com/msk/latest/developerguide/create-cluster.html
// https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html
constexpr std::array<std::string_view, 22> slow_types{
    "AWS::AmazonMQ::Broker",
    "AWS::CertificateManager::Certificate",
    "AWS::CloudFront::Distribution",
    "AWS::DAX::Cluster",
    "AWS::DocDB::DBCluster",
    "AWS::DocDB::DBInstance",
    "AWS::DynamoDB::GlobalTable",
    "AWS::EC2::NatGateway",
    "AWS::EC2::VPNConnection",
    "AWS::ECS::Service",
    "AWS::EKS::Cluster",
    "AWS::EKS::Nodegroup",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElastiCache::ServerlessCache",
    "AWS::FSx::FileSystem",
    "AWS::MSK::Cluster",
    "AWS::Neptune::DBCluster",
    "AWS::OpenSearchService::Domain",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::Redshift::Cluster",
};

}  // namespace

bool is_slow(std::string_view type_name) {
  return std::ranges::binary_search(slow_types, type_name);
}

}  // namespace omnitrack::deploy
