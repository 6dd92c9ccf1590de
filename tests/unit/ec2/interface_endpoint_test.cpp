#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/interface_endpoint.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class InterfaceEndpointTest : public testing::Test {
 protected:
  App app;
  Stack& stack = app.add(StackProps{.id = "Demo"});
};

TEST_F(InterfaceEndpointTest, IsReachedFromTheVpcAlone) {
  const Vpc& vpc = stack.add(VpcProps{.id = "Vpc", .availability_zones = 2});
  stack.add(InterfaceEndpointProps{.id = "Secrets", .service = "secretsmanager", .vpc = vpc});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "Secrets"),
            R"({"Type":"AWS::EC2::VPCEndpoint","Properties":{"VpcId":{"Ref":"Vpc"},)"
            R"("PrivateDnsEnabled":true,)"
            R"("SecurityGroupIds":[{"Fn::GetAtt":["SecretsSecurityGroup","GroupId"]}],)"
            R"("ServiceName":{"Fn::Sub":"com.amazonaws.${AWS::Region}.secretsmanager"},)"
            R"("SubnetIds":[{"Ref":"VpcPrivateSubnet1"},{"Ref":"VpcPrivateSubnet2"}],)"
            R"("Tags":[{"Key":"Name","Value":"Demo/Secrets"}],"VpcEndpointType":"Interface"}})");
  EXPECT_EQ(object_at(text, "SecretsSecurityGroup"),
            R"({"Type":"AWS::EC2::SecurityGroup","Properties":{)"
            R"("GroupDescription":"Endpoint Demo/Secrets","SecurityGroupEgress":[{)"
            R"("IpProtocol":"icmp","CidrIp":"255.255.255.255/32",)"
            R"("Description":"Allow no outbound traffic","FromPort":252,"ToPort":86}],)"
            R"("SecurityGroupIngress":[{"IpProtocol":"tcp",)"
            R"("CidrIp":{"Fn::GetAtt":["Vpc","CidrBlock"]},"Description":"The VPC",)"
            R"("FromPort":443,"ToPort":443}],"VpcId":{"Ref":"Vpc"}}})");
}

TEST_F(InterfaceEndpointTest, IsAServerThatClientsConnectTo) {
  const Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
  auto& client = stack.add(SecurityGroupProps{.id = "Client", .vpc = vpc});
  auto& endpoint =
      stack.add(InterfaceEndpointProps{.id = "Secrets", .service = "secretsmanager", .vpc = vpc});
  endpoint.connections().allow_from(client);
  EXPECT_THAT(object_at(compact_template(app), "SecretsSecurityGroupFromClientTCP443"),
              testing::HasSubstr(R"("FromPort":443)"));
}

TEST_F(InterfaceEndpointTest, TakesADescriptionOfItsOwnGroup) {
  const Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
  stack.add(InterfaceEndpointProps{.id = "Secrets",
                                   .service = "secretsmanager",
                                   .vpc = vpc,
                                   .security_group_description = "As it is deployed"});
  EXPECT_NE(object_at(compact_template(app), "SecretsSecurityGroup")
                .find(R"("GroupDescription":"As it is deployed")"),
            std::string::npos);
}

TEST_F(InterfaceEndpointTest, TakesAFullNameAPolicySubnetsAndASecurityGroup) {
  const Vpc& vpc = Vpc::from_ids(stack, "Theirs", {.vpc_id = "vpc-01234561"});
  SecurityGroup& group = stack.add(SecurityGroupProps{.id = "Group", .vpc = vpc});
  auto& endpoint = stack.add(InterfaceEndpointProps{
      .id = "Endpoint",
      .service = "com.amazonaws.vpce.eu-central-1.vpce-svc-01",
      .vpc = vpc,
      .policy = {{.actions = {"*"}, .principals = PolicyPrincipal::anyone(), .resources = {"*"}}},
      .private_dns = false,
      .security_group = group,
      .subnets = {"subnet-01234561"},
  });
  endpoint.allow_from("10.0.0.0/8");
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "Endpoint"),
            R"({"Type":"AWS::EC2::VPCEndpoint","Properties":{"VpcId":"vpc-01234561",)"
            R"("PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Principal":"*","Action":"*","Resource":"*"}]},"PrivateDnsEnabled":false,)"
            R"("SecurityGroupIds":[{"Fn::GetAtt":["Group","GroupId"]}],)"
            R"("ServiceName":"com.amazonaws.vpce.eu-central-1.vpce-svc-01",)"
            R"("SubnetIds":["subnet-01234561"],"Tags":[{"Key":"Name","Value":"Demo/Endpoint"}],)"
            R"("VpcEndpointType":"Interface"}})");
  EXPECT_NE(object_at(text, "Group").find(R"("CidrIp":"10.0.0.0/8")"), std::string::npos);
}

TEST_F(InterfaceEndpointTest, ReportsAVpcOfWhichTooLittleIsKnown) {
  const Vpc& vpc = Vpc::from_ids(stack, "Theirs", {.vpc_id = "vpc-01234561"});
  stack.add(InterfaceEndpointProps{.id = "Endpoint", .service = "sqs", .vpc = vpc});
  EXPECT_EQ(codes_of(app), "OT2050 OT2051");
}

}  // namespace
}  // namespace omnitrack
