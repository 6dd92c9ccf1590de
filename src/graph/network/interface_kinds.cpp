#include <algorithm>
#include <array>

#include "graph/network/interfaces.hpp"

namespace omnitrack::graph {

namespace {

// Properties: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ and the
// type's page. The ports that they listen on stand in src/schema/permissions/ports.json.
constexpr std::array kinds{
    // Those of what is launched stand in launch templates too, which `launches.cpp` reads.
    InterfaceKind{
        .type = "AWS::EC2::Instance", .publicity = Publicity::instance, .opens = Opening::code},
    InterfaceKind{.type = "AWS::AutoScaling::AutoScalingGroup",
                  .publicity = Publicity::instance,
                  .opens = Opening::code},
    InterfaceKind{
        .type = "AWS::EC2::EC2Fleet", .publicity = Publicity::instance, .opens = Opening::code},
    InterfaceKind{
        .type = "AWS::EC2::SpotFleet", .publicity = Publicity::instance, .opens = Opening::code},
    InterfaceKind{.type = "AWS::EC2::NetworkInterface",
                  .subnets = "SubnetId",
                  .groups = "GroupSet",
                  .publicity = Publicity::instance,
                  .opens = Opening::code,
                  .ipv6_way = "Ipv6AddressCount|Ipv6Addresses"},
    // A function in a VPC has no public address, and nobody connects to it.
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html
    InterfaceKind{.type = "AWS::Lambda::Function",
                  .subnets = "VpcConfig/SubnetIds",
                  .groups = "VpcConfig/SecurityGroupIds",
                  .takes_connections = false,
                  .opens = Opening::code,
                  .ipv6_way = "VpcConfig/Ipv6AllowedForDualStack",
                  .ipv6_values = "true"},
    InterfaceKind{.type = "AWS::ECS::Service",
                  .subnets = "NetworkConfiguration/AwsvpcConfiguration/Subnets",
                  .groups = "NetworkConfiguration/AwsvpcConfiguration/SecurityGroups",
                  .publicity = Publicity::task,
                  .public_way = "NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp",
                  .port_ways =
                      "LoadBalancers/*/ContainerPort|TaskDefinition>ContainerDefinitions/*/"
                      "PortMappings/*/ContainerPort",
                  .opens = Opening::code},
    InterfaceKind{.type = "AWS::ElasticLoadBalancingV2::LoadBalancer",
                  .subnets = "Subnets|SubnetMappings/*/SubnetId",
                  .groups = "SecurityGroups",
                  .publicity = Publicity::scheme,
                  .opens = Opening::forwarding,
                  .ipv6_way = "IpAddressType",
                  .ipv6_values = "dualstack dualstack-without-public-ipv4"},
    InterfaceKind{.type = "AWS::ElasticLoadBalancing::LoadBalancer",
                  .subnets = "Subnets",
                  .groups = "SecurityGroups",
                  .publicity = Publicity::scheme,
                  .port_ways = "Listeners/*/LoadBalancerPort",
                  .opens = Opening::forwarding},
    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
    InterfaceKind{.type = "AWS::RDS::DBInstance",
                  .subnets = "DBSubnetGroupName>SubnetIds;"
                             "DBClusterIdentifier>DBSubnetGroupName>SubnetIds",
                  .groups = "VPCSecurityGroups;DBClusterIdentifier>VpcSecurityGroupIds",
                  .publicity = Publicity::database,
                  .public_way = "PubliclyAccessible",
                  .port_ways = "Port|DBClusterIdentifier>Port"},
    InterfaceKind{.type = "AWS::RDS::DBCluster",
                  .subnets = "DBSubnetGroupName>SubnetIds",
                  .groups = "VpcSecurityGroupIds",
                  .publicity = Publicity::database,
                  .public_way = "PubliclyAccessible",
                  .port_ways = "Port"},
    InterfaceKind{.type = "AWS::DocDB::DBCluster",
                  .subnets = "DBSubnetGroupName>SubnetIds",
                  .groups = "VpcSecurityGroupIds",
                  .port_ways = "Port"},
    InterfaceKind{.type = "AWS::Neptune::DBCluster",
                  .subnets = "DBSubnetGroupName>SubnetIds",
                  .groups = "VpcSecurityGroupIds",
                  .publicity = Publicity::setting,
                  .public_way = "PubliclyAccessible",
                  .port_ways = "DBPort"},
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/elasticache-vpc-accessing.html: a
    // cache is reached from its VPC alone.
    InterfaceKind{.type = "AWS::ElastiCache::ReplicationGroup",
                  .subnets = "CacheSubnetGroupName>SubnetIds",
                  .groups = "SecurityGroupIds",
                  .port_ways = "Port"},
    InterfaceKind{.type = "AWS::ElastiCache::CacheCluster",
                  .subnets = "CacheSubnetGroupName>SubnetIds",
                  .groups = "VpcSecurityGroupIds",
                  .port_ways = "Port"},
    InterfaceKind{.type = "AWS::ElastiCache::ServerlessCache",
                  .subnets = "SubnetIds",
                  .groups = "SecurityGroupIds"},
    InterfaceKind{.type = "AWS::MemoryDB::Cluster",
                  .subnets = "SubnetGroupName>SubnetIds",
                  .groups = "SecurityGroupIds",
                  .port_ways = "Port"},
    // https://docs.aws.amazon.com/efs/latest/ug/network-access.html
    InterfaceKind{
        .type = "AWS::EFS::MountTarget", .subnets = "SubnetId", .groups = "SecurityGroups"},
    InterfaceKind{.type = "AWS::OpenSearchService::Domain",
                  .subnets = "VPCOptions/SubnetIds",
                  .groups = "VPCOptions/SecurityGroupIds"},
    InterfaceKind{.type = "AWS::Redshift::Cluster",
                  .subnets = "ClusterSubnetGroupName>SubnetIds",
                  .groups = "VpcSecurityGroupIds",
                  .publicity = Publicity::setting,
                  .public_way = "PubliclyAccessible",
                  .port_ways = "Port"},
    InterfaceKind{.type = "AWS::RedshiftServerless::Workgroup",
                  .subnets = "SubnetIds",
                  .groups = "SecurityGroupIds",
                  .publicity = Publicity::setting,
                  .public_way = "PubliclyAccessible",
                  .port_ways = "Port"},
    // https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html
    InterfaceKind{.type = "AWS::MSK::Cluster",
                  .subnets = "BrokerNodeGroupInfo/ClientSubnets",
                  .groups = "BrokerNodeGroupInfo/SecurityGroups",
                  .publicity = Publicity::brokers,
                  .public_way = "BrokerNodeGroupInfo/ConnectivityInfo/PublicAccess/Type"},
    InterfaceKind{.type = "AWS::AmazonMQ::Broker",
                  .subnets = "SubnetIds",
                  .groups = "SecurityGroups",
                  .publicity = Publicity::setting,
                  .public_way = "PubliclyAccessible"},
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-planning.html
    InterfaceKind{
        .type = "AWS::RDS::DBProxy", .subnets = "VpcSubnetIds", .groups = "VpcSecurityGroupIds"},
    InterfaceKind{.type = "AWS::DocDB::DBInstance",
                  .subnets = "DBClusterIdentifier>DBSubnetGroupName>SubnetIds",
                  .groups = "DBClusterIdentifier>VpcSecurityGroupIds",
                  .port_ways = "DBClusterIdentifier>Port"},
    InterfaceKind{.type = "AWS::Neptune::DBInstance",
                  .subnets = "DBSubnetGroupName>SubnetIds;"
                             "DBClusterIdentifier>DBSubnetGroupName>SubnetIds",
                  .groups = "DBClusterIdentifier>VpcSecurityGroupIds",
                  .publicity = Publicity::setting,
                  .public_way = "PubliclyAccessible",
                  .port_ways = "DBClusterIdentifier>DBPort"},
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.create-cluster.cli.configure-inbound-rules.html
    InterfaceKind{.type = "AWS::DAX::Cluster",
                  .subnets = "SubnetGroupName>SubnetIds",
                  .groups = "SecurityGroupIds"},
    // https://docs.aws.amazon.com/fsx/latest/LustreGuide/limit-access-security-groups.html
    // https://docs.aws.amazon.com/fsx/latest/WindowsGuide/limit-access-security-groups.html
    InterfaceKind{
        .type = "AWS::FSx::FileSystem", .subnets = "SubnetIds", .groups = "SecurityGroupIds"},
    InterfaceKind{.type = "AWS::Elasticsearch::Domain",
                  .subnets = "VPCOptions/SubnetIds",
                  .groups = "VPCOptions/SecurityGroupIds"},
    InterfaceKind{.type = "AWS::MSK::ServerlessCluster",
                  .subnets = "VpcConfigs/*/SubnetIds",
                  .groups = "VpcConfigs/*/SecurityGroups"},
    // https://docs.aws.amazon.com/timestream/latest/developerguide/timestream-for-influx-getting-started.html
    InterfaceKind{.type = "AWS::Timestream::InfluxDBInstance",
                  .subnets = "VpcSubnetIds",
                  .groups = "VpcSecurityGroupIds",
                  .publicity = Publicity::setting,
                  .public_way = "PubliclyAccessible",
                  .port_ways = "Port"},
    // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html
    InterfaceKind{.type = "AWS::Route53Resolver::ResolverEndpoint",
                  .subnets = "IpAddresses/*/SubnetId",
                  .groups = "SecurityGroupIds"},
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html
    InterfaceKind{.type = "AWS::EC2::InstanceConnectEndpoint",
                  .subnets = "SubnetId",
                  .groups = "SecurityGroupIds",
                  .opens = Opening::code},
    InterfaceKind{.type = "AWS::DMS::ReplicationInstance",
                  .subnets = "ReplicationSubnetGroupIdentifier>SubnetIds",
                  .groups = "VpcSecurityGroupIds",
                  .publicity = Publicity::setting_unless_false,
                  .public_way = "PubliclyAccessible",
                  .opens = Opening::code},
    InterfaceKind{.type = "AWS::EKS::Cluster",
                  .subnets = "ResourcesVpcConfig/SubnetIds",
                  .groups = "ResourcesVpcConfig/SecurityGroupIds"},
    // What follows opens connections of its own, and is used through its service.
    // https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html
    InterfaceKind{.type = "AWS::CodeBuild::Project",
                  .subnets = "VpcConfig/Subnets",
                  .groups = "VpcConfig/SecurityGroupIds",
                  .takes_connections = false,
                  .opens = Opening::code},
    // https://docs.aws.amazon.com/apprunner/latest/dg/network-vpc.html
    InterfaceKind{
        .type = "AWS::AppRunner::Service",
        .subnets = "NetworkConfiguration/EgressConfiguration/VpcConnectorArn>Subnets",
        .groups = "NetworkConfiguration/EgressConfiguration/VpcConnectorArn>SecurityGroups",
        .takes_connections = false,
        .opens = Opening::code},
    // https://docs.aws.amazon.com/glue/latest/dg/start-connecting.html
    InterfaceKind{.type = "AWS::Glue::Job",
                  .subnets = "Connections/Connections/*>ConnectionInput/"
                             "PhysicalConnectionRequirements/SubnetId",
                  .groups = "Connections/Connections/*>ConnectionInput/"
                            "PhysicalConnectionRequirements/SecurityGroupIdList",
                  .takes_connections = false,
                  .opens = Opening::code},
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_VPC.html
    InterfaceKind{.type = "AWS::Synthetics::Canary",
                  .subnets = "VPCConfig/SubnetIds",
                  .groups = "VPCConfig/SecurityGroupIds",
                  .takes_connections = false,
                  .opens = Opening::code},
    // https://docs.aws.amazon.com/mwaa/latest/userguide/networking-about.html
    InterfaceKind{.type = "AWS::MWAA::Environment",
                  .subnets = "NetworkConfiguration/SubnetIds",
                  .groups = "NetworkConfiguration/SecurityGroupIds",
                  .takes_connections = false,
                  .opens = Opening::code},
    // https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html
    InterfaceKind{.type = "AWS::SageMaker::NotebookInstance",
                  .subnets = "SubnetId",
                  .groups = "SecurityGroupIds",
                  .takes_connections = false,
                  .opens = Opening::code},
    // https://docs.aws.amazon.com/batch/latest/userguide/compute_environments.html
    InterfaceKind{.type = "AWS::Batch::ComputeEnvironment",
                  .subnets = "ComputeResources/Subnets",
                  .groups = "ComputeResources/SecurityGroupIds",
                  .publicity = Publicity::instance,
                  .opens = Opening::code},
    InterfaceKind{.type = "AWS::ApiGatewayV2::VpcLink",
                  .subnets = "SubnetIds",
                  .groups = "SecurityGroupIds",
                  .opens = Opening::code},
    InterfaceKind{.type = "AWS::EC2::VPCEndpoint",
                  .subnets = "SubnetIds",
                  .groups = "SecurityGroupIds",
                  .opens = Opening::forwarding},
};

}  // namespace

const InterfaceKind* interface_kind(const Scene& scene, const tmpl::ResourceEntry& entry) {
  const auto kind = std::ranges::find(kinds, entry.type_name, &InterfaceKind::type);
  if (kind == kinds.end()) return nullptr;
  // These may have their addresses in a VPC, or a public endpoint of their service.
  constexpr std::array<std::string_view, 12> may_be_outside{"AWS::AppRunner::Service",
                                                            "AWS::Batch::ComputeEnvironment",
                                                            "AWS::CodeBuild::Project",
                                                            "AWS::EC2::VPCEndpoint",
                                                            "AWS::ECS::Service",
                                                            "AWS::Elasticsearch::Domain",
                                                            "AWS::Glue::Job",
                                                            "AWS::Lambda::Function",
                                                            "AWS::MWAA::Environment",
                                                            "AWS::OpenSearchService::Domain",
                                                            "AWS::SageMaker::NotebookInstance",
                                                            "AWS::Synthetics::Canary"};
  const bool may_be = std::ranges::find(may_be_outside, entry.type_name) != may_be_outside.end();
  return may_be && scene.values(entry, kind->subnets).empty() ? nullptr : &*kind;
}

}  // namespace omnitrack::graph
