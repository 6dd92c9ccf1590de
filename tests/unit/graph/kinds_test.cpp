#include "graph/model/kinds.hpp"

#include <gtest/gtest.h>

#include "drawn.hpp"

namespace omnitrack::graph {
namespace {

TEST(GraphKinds, AreWhatPeopleCallTypes) {
  EXPECT_EQ(kind_of("AWS::Lambda::Function"), "Lambda function");
  EXPECT_EQ(kind_of("AWS::EC2::NatGateway"), "NAT gateway");
  EXPECT_EQ(kind_of("AWS::EC2::CapacityReservation"), "EC2 capacity reservation");
  EXPECT_EQ(kind_of("AWS::DataSync::LocationHDFS"), "DataSync location HDFS");
  EXPECT_EQ(kind_of("AWS::Nothing::SuchAPIThing"), "Nothing such API thing");
  EXPECT_EQ(kind_of("Custom::Thing"), "Custom resource");
  EXPECT_EQ(kind_of("unknown"), "unknown");
  EXPECT_EQ(kind_of(""), "resource");
}

TEST(GraphKinds, AreToldByPropertiesToo) {
  const Drawn drawn(R"(
Parameters:
  Which: {Type: String}
Resources:
  Plain: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
  Fast: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Type: network}}
  Either: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Type: !Ref Which}}
  Chat: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: WEBSOCKET}}
  Imported: {Type: AWS::ApiGatewayV2::Api, Properties: {Body: {}}}
)");
  const auto kind = [&](std::string_view id) {
    return drawn.graph().resources[drawn.find(id)].kind;
  };
  EXPECT_EQ(kind("Plain"), "Application load balancer");
  EXPECT_EQ(kind("Fast"), "Network load balancer");
  EXPECT_EQ(kind("Either"), "Load balancer");
  EXPECT_EQ(kind("Chat"), "WebSocket API");
  EXPECT_EQ(kind("Imported"), "HTTP or WebSocket API");
}

TEST(GraphKinds, HavePluralsThatFollowANumber) {
  const auto plural = [](std::string_view type) { return plural_of(kind_of(type), type); };
  EXPECT_EQ(plural("AWS::CloudWatch::Alarm"), "alarms");
  EXPECT_EQ(plural("AWS::Lambda::Function"), "Lambda functions");
  EXPECT_EQ(plural("AWS::EC2::EIP"), "Elastic IPs");
  EXPECT_EQ(plural("AWS::EC2::NatGateway"), "NAT gateways");
  EXPECT_EQ(plural("AWS::IAM::Policy"), "IAM policies");
  EXPECT_EQ(plural("AWS::Logs::LogGroup"), "log groups");
}

TEST(GraphKinds, HaveTheFamilyOfTheirTypeOrService) {
  EXPECT_EQ(name_of(family_of("AWS::Lambda::Function")), "compute");
  EXPECT_EQ(name_of(family_of("AWS::EC2::Subnet")), "network");
  EXPECT_EQ(name_of(family_of("AWS::EC2::Instance")), "compute");
  EXPECT_EQ(name_of(family_of("AWS::Nothing::Known")), "other");
  EXPECT_EQ(name_of(family_of("Custom::Thing")), "delivery");
}

}  // namespace
}  // namespace omnitrack::graph
