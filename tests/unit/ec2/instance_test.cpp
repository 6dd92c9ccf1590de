#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/instance.hpp>
#include <omnitrack/ec2/key_pair.hpp>
#include <omnitrack/ec2/launch_template.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticloadbalancingv2/application_load_balancer.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;
using testing_support::OneStackTest;

class MachineTest : public OneStackTest {
 protected:
  Vpc& vpc = Vpc::from_ids(stack, "Vpc",
                           {.vpc_id = "vpc-01234567",
                            .cidr = "10.0.0.0/16",
                            .private_subnets = {"subnet-01234567", "subnet-12345678"}});
};

TEST_F(MachineTest, an_instance_has_no_open_port_an_encrypted_volume_and_imdsv2_alone) {
  stack.add(InstanceProps{.id = "Machine", .instance_type = "t3.micro", .vpc = vpc});
  EXPECT_EQ(
      resource("Machine"),
      R"({"Type":"AWS::EC2::Instance","Properties":{"BlockDeviceMappings":[{"DeviceName":"/dev/)"
      R"(xvda","Ebs":{"DeleteOnTermination":true,"Encrypted":true,"VolumeType":"gp3"}}],)"
      R"("IamInstanceProfile":{"Ref":"MachineInstanceProfile"},)"
      R"("ImageId":"{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-defaul)"
      R"(t-x86_64}}","InstanceType":"t3.micro","MetadataOptions":{"HttpEndpoint":"enabled",)"
      R"("HttpTokens":"required"},"SecurityGroupIds":[{"Fn::GetAtt":["MachineSecurityGroup",)"
      R"("GroupId"]}],"SubnetId":"subnet-01234567","Tags":[{"Key":"Name",)"
      R"("Value":"Test/Machine"}]}})");
  EXPECT_EQ(properties("MachineSecurityGroup"),
            R"({"GroupDescription":"Test/Machine/SecurityGroup",)"
            R"("SecurityGroupEgress":[{"IpProtocol":"-1","CidrIp":"0.0.0.0/0",)"
            R"("Description":"Allow all outbound traffic"}],"VpcId":"vpc-01234567"})");
  EXPECT_EQ(
      properties("MachineRole"),
      R"({"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]},)"
      R"("ManagedPolicyArns":[{"Fn::Sub":"arn:${AWS::Partition}:iam::aws:policy/AmazonSSMManage)"
      R"(dInstanceCore"}]})");
  EXPECT_EQ(properties("MachineInstanceProfile"), R"({"Roles":[{"Ref":"MachineRole"}]})");
}

TEST_F(MachineTest, every_property_of_an_instance_is_written_where_it_belongs) {
  stack.add(InstanceProps{
      .id = "Machine",
      .instance_type = "t4g.micro",
      .vpc = vpc,
      .associate_public_ip = true,
      .detailed_monitoring = true,
      .key_pair = KeyPair::from_name(stack, "Key", "door"),
      .machine_image = MachineImage::id("ami-0123456789abcdef0"),
      .private_ip_address = "10.0.0.10",
      .removal_policy = RemovalPolicy::retain,
      .role = Role::from_arn(stack, "Role", "arn:aws:iam::123456789012:role/r"),
      .security_groups = {SecurityGroup::from_id(stack, "Group", "sg-01234567")},
      .source_dest_check = false,
      .subnet = "subnet-12345678",
      .termination_protection = true,
      .user_data = UserData::shell({"dnf update -y", concat("echo ", stack.stack_name())}),
      .volumes = {{.device_name = "/dev/sda1",
                   .delete_on_termination = false,
                   .iops = 3000,
                   .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
                   .size = 20,
                   .snapshot_id = "snap-0123456789abcdef0",
                   .volume_type = VolumeType::io2}},
  });
  EXPECT_EQ(
      resource("Machine"),
      R"({"Type":"AWS::EC2::Instance","DeletionPolicy":"Retain","UpdateReplacePolicy":"Retain",)"
      R"("Properties":{"BlockDeviceMappings":[{"DeviceName":"/dev/sda1",)"
      R"("Ebs":{"DeleteOnTermination":false,"Encrypted":true,"Iops":3000,)"
      R"("KmsKeyId":"arn:aws:kms:eu-central-1:123456789012:key/k",)"
      R"("SnapshotId":"snap-0123456789abcdef0","VolumeSize":20,"VolumeType":"io2"}}],)"
      R"("DisableApiTermination":true,"IamInstanceProfile":{"Ref":"MachineInstanceProfile"},)"
      R"("ImageId":"ami-0123456789abcdef0","InstanceType":"t4g.micro","KeyName":"door",)"
      R"("MetadataOptions":{"HttpEndpoint":"enabled","HttpTokens":"required"},)"
      R"("Monitoring":true,"NetworkInterfaces":[{"DeviceIndex":"0",)"
      R"("AssociatePublicIpAddress":true,"GroupSet":["sg-01234567"],)"
      R"("PrivateIpAddress":"10.0.0.10","SubnetId":"subnet-12345678"}],"SourceDestCheck":false,)"
      R"("Tags":[{"Key":"Name","Value":"Test/Machine"}],)"
      R"("UserData":{"Fn::Base64":{"Fn::Sub":"#!/bin/bash\ndnf update -y\necho ${AWS::StackName)"
      R"(}\n"}}}})");
}

TEST_F(MachineTest, a_load_balancer_reaches_an_instance) {
  auto& machine =
      stack.add(InstanceProps{.id = "Machine", .instance_type = "t3.micro", .vpc = vpc});
  auto& group = stack.add(TargetGroupProps{
      .id = "Group", .port = 8080, .target_type = TargetType::instance, .vpc = vpc});
  group.add_target(machine);
  auto& balancer = stack.add(ApplicationLoadBalancerProps{.id = "Balancer", .vpc = vpc});
  stack.add(ApplicationListenerProps{.id = "Http",
                                     .default_action = ListenerAction::forward(group),
                                     .load_balancer = balancer,
                                     .protocol = ListenerProtocol::http});
  EXPECT_NE(properties("Group").find(R"("Targets":[{"Id":{"Ref":"Machine"}}])"), std::string::npos);
  EXPECT_THAT(written(), has_resource("MachineSecurityGroupFromBalancerSecurityGroupTCP8080"));
}

TEST_F(MachineTest, an_instance_is_granted_and_measured) {
  auto& machine =
      stack.add(InstanceProps{.id = "Machine", .instance_type = "t3.micro", .vpc = vpc});
  machine.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  (void)machine.metric_cpu_utilization();
  (void)machine.metric_status_check_failed();
  stack.add(OutputProps{.id = "Role", .value = machine.grantee_arn()});
  stack.add(OutputProps{.id = "Zone", .value = machine.availability_zone()});
  stack.add(OutputProps{.id = "Private", .value = machine.private_ip()});
  stack.add(OutputProps{.id = "Public", .value = machine.public_ip()});
  EXPECT_THAT(written(), has_resource("MachineRoleDefaultPolicy"));
  EXPECT_EQ(resource("Outputs"),
            R"({"Role":{"Value":{"Fn::GetAtt":["MachineRole","Arn"]}},)"
            R"("Zone":{"Value":{"Fn::GetAtt":["Machine","AvailabilityZone"]}},)"
            R"("Private":{"Value":{"Fn::GetAtt":["Machine","PrivateIp"]}},)"
            R"("Public":{"Value":{"Fn::GetAtt":["Machine","PublicIp"]}}})");
}

TEST_F(MachineTest, a_bastion_is_entered_by_sessions_alone) {
  auto& bastion = stack.add(BastionProps{.id = "Bastion", .vpc = vpc});
  Role& who = stack.add(RoleProps{.id = "Who", .assumed_by = PolicyPrincipal::aws("123456789012")});
  bastion.grant_start_session(who);
  auto& database = stack.add(SecurityGroupProps{.id = "Database", .vpc = vpc});
  database.connections().allow_from(bastion, Port::tcp(5432));
  EXPECT_THAT(written(), has_resource("Bastion", {{"InstanceType", "t4g.nano"}}));
  EXPECT_EQ(properties("BastionSecurityGroup").find("Ingress"), std::string::npos);
  EXPECT_EQ(
      properties("WhoDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Action":"ssm:StartSession","Resource":[{"Fn::Sub":"arn:${AWS::Partition}:ec2:${AWS::R)"
      R"(egion}:${AWS::AccountId}:instance/${Bastion}"},)"
      R"({"Fn::Sub":"arn:${AWS::Partition}:ssm:${AWS::Region}::document/AWS-StartPortForwarding)"
      R"(Session"},{"Fn::Sub":"arn:${AWS::Partition}:ssm:${AWS::Region}::document/AWS-StartPort)"
      R"(ForwardingSessionToRemoteHost"},)"
      R"({"Fn::Sub":"arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:document/SSM-Se)"
      R"(ssionManagerRunShell"}]},{"Effect":"Allow","Action":["ssm:ResumeSession",)"
      R"("ssm:TerminateSession"],"Resource":{"Fn::Sub":"arn:${AWS::Partition}:ssm:${AWS::Region)"
      R"(}:${AWS::AccountId}:session/${!aws:username}-*"}}]},"PolicyName":"DefaultPolicy",)"
      R"("Roles":[{"Ref":"Who"}]})");
  EXPECT_THAT(written(), has_resource("DatabaseFromBastionSecurityGroupTCP5432"));
}

TEST_F(MachineTest, a_launch_template_has_the_same_defaults) {
  stack.add(LaunchTemplateProps{.id = "Template", .instance_type = "t3.micro", .vpc = vpc});
  EXPECT_EQ(
      properties("Template"),
      R"({"LaunchTemplateData":{"BlockDeviceMappings":[{"DeviceName":"/dev/xvda",)"
      R"("Ebs":{"DeleteOnTermination":true,"Encrypted":true,"VolumeType":"gp3"}}],)"
      R"("IamInstanceProfile":{"Arn":{"Fn::GetAtt":["TemplateInstanceProfile","Arn"]}},)"
      R"("ImageId":"{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-defaul)"
      R"(t-x86_64}}","InstanceType":"t3.micro","MetadataOptions":{"HttpEndpoint":"enabled",)"
      R"("HttpPutResponseHopLimit":1,"HttpTokens":"required"},)"
      R"("SecurityGroupIds":[{"Fn::GetAtt":["TemplateSecurityGroup","GroupId"]}]}})");
}

TEST_F(MachineTest, every_property_of_a_launch_template_is_written_where_it_belongs) {
  auto& made = stack.add(LaunchTemplateProps{
      .id = "Template",
      .associate_public_ip = false,
      .cpu_credits_unlimited = false,
      .detailed_monitoring = true,
      .instance_type = "t4g.micro",
      .key_pair = KeyPair::from_name(stack, "Key", "door"),
      .launch_template_name = "web",
      .machine_image = MachineImage::amazon_linux_2023(CpuArchitecture::arm64),
      .metadata_hop_limit = 2,
      .role = Role::from_arn(stack, "Role", "arn:aws:iam::123456789012:role/r"),
      .security_groups = {SecurityGroup::from_id(stack, "Group", "sg-01234567")},
      .spot = SpotOptions{.interruption = SpotInterruption::stop, .max_price = "0.01"},
      .termination_protection = true,
      .user_data = UserData::text("#cloud-config\n"),
      .volumes = {{.device_name = "/dev/xvda", .size = 20, .throughput = 250}},
  });
  (void)made.connections();
  EXPECT_EQ(
      properties("Template"),
      R"({"LaunchTemplateData":{"BlockDeviceMappings":[{"DeviceName":"/dev/xvda",)"
      R"("Ebs":{"DeleteOnTermination":true,"Encrypted":true,"Throughput":250,"VolumeSize":20,)"
      R"("VolumeType":"gp3"}}],"CreditSpecification":{"CpuCredits":"standard"},)"
      R"("DisableApiTermination":true,"IamInstanceProfile":{"Arn":{"Fn::GetAtt":["TemplateInsta)"
      R"(nceProfile","Arn"]}},"ImageId":"{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2)"
      R"(023-ami-kernel-default-arm64}}","InstanceMarketOptions":{"MarketType":"spot",)"
      R"("SpotOptions":{"InstanceInterruptionBehavior":"stop","MaxPrice":"0.01",)"
      R"("SpotInstanceType":"persistent"}},"InstanceType":"t4g.micro","KeyName":"door",)"
      R"("MetadataOptions":{"HttpEndpoint":"enabled","HttpPutResponseHopLimit":2,)"
      R"("HttpTokens":"required"},"Monitoring":{"Enabled":true},)"
      R"("NetworkInterfaces":[{"AssociatePublicIpAddress":false,"DeviceIndex":0,)"
      R"("Groups":["sg-01234567"]}],"UserData":{"Fn::Base64":"#cloud-config\n"}},)"
      R"("LaunchTemplateName":"web"})");
}

TEST_F(MachineTest, what_cannot_be_is_an_error) {
  const std::string type = "micro";
  const int zero = 0;
  stack.add(LaunchTemplateProps{.id = "A", .instance_type = type, .metadata_hop_limit = zero});
  stack.add(InstanceProps{.id = "B",
                          .instance_type = "t4g.micro",
                          .vpc = vpc,
                          .volumes = {{.device_name = "/dev/xvda", .size = zero}}});
  stack.add(InstanceProps{.id = "C",
                          .instance_type = "t3.micro",
                          .vpc = Vpc::from_ids(stack, "Bare", {.vpc_id = "vpc-1"})});
  EXPECT_EQ(codes_of(app), "OT2042 OT2044 OT2043 OT2044 OT2045");
}

TEST_F(MachineTest, an_image_of_another_processor_is_told_with_the_one_that_fits) {
  stack.add(LaunchTemplateProps{
      .id = "A",
      .instance_type = "t3.micro",
      .machine_image = MachineImage::amazon_linux_2023(CpuArchitecture::arm64),
  });
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.diagnostics.size(), 1U);
  EXPECT_EQ(synthesis.diagnostics[0].message,
            "the image is built for arm64, and 't3.micro' is x86_64");
  EXPECT_EQ(
      synthesis.diagnostics[0].hint,
      "choose an image for the type's processor, by CpuArchitecture::x86_64, or a type of the "
      "image's");
}

TEST(InstanceTypeTest, a_type_is_a_family_and_a_size) {
  using Rule = detail::InstanceTypeRule;
  for (const char* type : {"t4g.nano", "m7i-flex.large", "c7gn.16xlarge", "m5.xlarge", "i3.metal",
                           "m7i.metal-24xl", "u-6tb1.56xlarge", "p6e-gb200.36xlarge"}) {
    EXPECT_TRUE(Rule::fits(type)) << type;
  }
  for (const char* type : {"", "t4g", "t4g.", ".micro", "T4G.micro", "t4g.tiny", "m5.axlarge",
                           "t4g.micro.", "m7i.metal-xl"}) {
    EXPECT_FALSE(Rule::fits(type)) << type;
  }
}

}  // namespace
}  // namespace omnitrack
