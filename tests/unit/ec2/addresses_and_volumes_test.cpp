#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/elastic_ip.hpp>
#include <omnitrack/ec2/instance.hpp>
#include <omnitrack/ec2/instance_connect_endpoint.hpp>
#include <omnitrack/ec2/key_pair.hpp>
#include <omnitrack/ec2/network_interface.hpp>
#include <omnitrack/ec2/placement_group.hpp>
#include <omnitrack/ec2/volume.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class AddressesAndVolumesTest : public testing_support::OneStackTest {
 protected:
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc", .availability_zones = 2, .nat_gateways = 1});
  Instance& instance =
      stack.add(InstanceProps{.id = "Web", .instance_type = "t3.micro", .vpc = vpc});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
};

TEST_F(AddressesAndVolumesTest, an_address_is_given_to_an_instance) {
  auto& address = stack.add(ElasticIpProps{.id = "Address", .vpc = vpc});
  address.associate(instance);
  EXPECT_EQ(properties("Address"),
            R"({"Domain":"vpc","Tags":[{"Key":"Name","Value":"Test/Address"}]})");
  EXPECT_THAT(resource("Address"), HasSubstr("\"VpcGatewayAttachment\""));
  EXPECT_EQ(properties("AddressAssociation"),
            R"({"AllocationId":{"Fn::GetAtt":["Address","AllocationId"]},)"
            R"("InstanceId":{"Ref":"Web"}})");
}

TEST_F(AddressesAndVolumesTest, an_address_belongs_to_one_thing) {
  auto& address = ElasticIp::from_allocation_id(stack, "Address", "eipalloc-01234567");
  address.associate(instance);
  address.associate(instance);
  EXPECT_EQ(codes_of(app), "OT3910");
}

TEST_F(AddressesAndVolumesTest, a_network_interface_is_attached_to_an_instance) {
  auto& interface = stack.add(NetworkInterfaceProps{
      .id = "Nic",
      .vpc = vpc,
      .description = "moves",
      .private_ip_address = "10.0.100.7",
      .secondary_private_ip_address_count = 2,
      .source_dest_check = false,
  });
  interface.attach(instance);
  EXPECT_EQ(properties("Nic"),
            R"({"SubnetId":{"Ref":"VpcPrivateSubnet1"},"Description":"moves",)"
            R"("GroupSet":[{"Fn::GetAtt":["NicSecurityGroup","GroupId"]}],)"
            R"("PrivateIpAddress":"10.0.100.7","SecondaryPrivateIpAddressCount":2,)"
            R"("SourceDestCheck":false,"Tags":[{"Key":"Name","Value":"Test/Nic"}]})");
  EXPECT_EQ(properties("NicAttachment"),
            R"({"DeviceIndex":"1","InstanceId":{"Ref":"Web"},"NetworkInterfaceId":{"Ref":"Nic"},)"
            R"("DeleteOnTermination":false})");
}

TEST_F(AddressesAndVolumesTest, a_vpc_without_inner_subnets_needs_a_subnet) {
  auto& open =
      stack.add(VpcProps{.id = "Open",
                         .nat_gateways = 0,
                         .subnet_groups = {{.name = "Public", .kind = SubnetKind::public_}}});
  auto& interface = stack.add(NetworkInterfaceProps{.id = "Nic", .vpc = open});
  interface.attach(instance, 0);
  stack.add(InstanceConnectEndpointProps{.id = "Connect", .vpc = open});
  EXPECT_EQ(codes_of(app), "OT3916 OT3911 OT3916");
}

TEST_F(AddressesAndVolumesTest, a_volume_is_encrypted_and_leaves_a_snapshot) {
  stack.add(
      VolumeProps{.id = "Data", .availability_zone = instance.availability_zone(), .size = 8});
  EXPECT_EQ(resource("Data"),
            R"({"Type":"AWS::EC2::Volume","DeletionPolicy":"Snapshot",)"
            R"("UpdateReplacePolicy":"Snapshot","Properties":{"AvailabilityZone":)"
            R"({"Fn::GetAtt":["Web","AvailabilityZone"]},"Encrypted":true,"Size":8,)"
            R"("Tags":[{"Key":"Name","Value":"Test/Data"}],"VolumeType":"gp3"}})");
}

TEST_F(AddressesAndVolumesTest, every_property_of_a_volume_is_written) {
  auto& volume = stack.add(VolumeProps{
      .id = "Data",
      .availability_zone = "eu-central-1a",
      .auto_enable_io = true,
      .iops = 4000,
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
      .multi_attach = true,
      .removal_policy = RemovalPolicy::retain,
      .size = 100,
      .snapshot_id = "snap-01234567",
      .volume_type = VolumeType::io2,
  });
  volume.attach(instance, "/dev/sdf");
  EXPECT_EQ(properties("Data"),
            R"({"AutoEnableIO":true,"AvailabilityZone":"eu-central-1a","Encrypted":true,)"
            R"("Iops":4000,"KmsKeyId":"arn:aws:kms:eu-central-1:123456789012:key/k",)"
            R"("MultiAttachEnabled":true,"Size":100,"SnapshotId":"snap-01234567",)"
            R"("Tags":[{"Key":"Name","Value":"Test/Data"}],"VolumeType":"io2"})");
  EXPECT_EQ(properties("DataAttachment1"),
            R"({"InstanceId":{"Ref":"Web"},"VolumeId":{"Ref":"Data"},"Device":"/dev/sdf"})");
}

TEST_F(AddressesAndVolumesTest, grants_name_the_volume_the_instance_and_the_key) {
  auto& volume =
      Volume::from_id(stack, "Data", "vol-01234567", "arn:aws:kms:eu-central-1:123456789012:key/k");
  volume.grant_attach(role, instance);
  volume.grant_detach(role, instance);
  (void)volume.metric_queue_length();
  EXPECT_THAT(
      properties("RoleDefaultPolicy"),
      HasSubstr(
          R"("Action":["ec2:AttachVolume","ec2:DetachVolume"],"Resource":[{"Fn::Sub":)"
          R"("arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:volume/vol-01234567"},)"
          R"({"Fn::Sub":"arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:)"
          R"(instance/${Web}"}]},{"Effect":"Allow","Action":"kms:CreateGrant")"));
}

TEST_F(AddressesAndVolumesTest, volumes_that_cannot_be_are_errors) {
  const Value<std::string> zone = "eu-central-1a";
  const std::int64_t none = 0;
  stack.add(VolumeProps{.id = "Size", .availability_zone = zone, .size = none});
  stack.add(VolumeProps{.id = "None", .availability_zone = zone});
  stack.add(VolumeProps{
      .id = "Iops", .availability_zone = zone, .size = 8, .volume_type = VolumeType::io1});
  stack.add(VolumeProps{.id = "Many", .availability_zone = zone, .multi_attach = true, .size = 8});
  EXPECT_EQ(codes_of(app), "OT3911 OT3912 OT3912 OT3912");
}

TEST_F(AddressesAndVolumesTest, ec2_keeps_the_private_key_of_a_pair_that_it_makes) {
  stack.add(KeyPairProps{.id = "Pair", .key_name = "shop"}).grant_read_private_key(role);
  stack.add(KeyPairProps{.id = "Own", .key_name = "own", .public_key_material = "ssh-ed25519 A"});
  EXPECT_EQ(properties("Pair"), R"({"KeyName":"shop","KeyFormat":"pem","KeyType":"ed25519"})");
  EXPECT_EQ(properties("Own"), R"({"KeyName":"own","PublicKeyMaterial":"ssh-ed25519 A"})");
  EXPECT_THAT(properties("RoleDefaultPolicy"),
              HasSubstr(R"("Action":"ssm:GetParameter","Resource":{"Fn::Sub":)"
                        R"("arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:)"
                        R"(parameter/ec2/keypair/${Pair.KeyPairId}"})"));
}

TEST_F(AddressesAndVolumesTest, ec2_has_no_private_key_of_ones_own_pair) {
  stack.add(KeyPairProps{.id = "Own", .key_name = "own", .public_key_material = "ssh-ed25519 A"})
      .grant_read_private_key(role);
  KeyPair::from_name(stack, "Theirs", "theirs").grant_read_private_key(role);
  EXPECT_EQ(codes_of(app), "OT3913 OT2901");
}

TEST_F(AddressesAndVolumesTest, placement_groups_have_what_their_strategy_knows) {
  stack.add(PlacementGroupProps{.id = "Near"});
  stack.add(PlacementGroupProps{
      .id = "Parts", .partitions = 3, .strategy = PlacementStrategy::partition});
  stack.add(PlacementGroupProps{
      .id = "Spread", .spread_level = SpreadLevel::rack, .strategy = PlacementStrategy::spread});
  EXPECT_EQ(properties("Near"), R"({"Strategy":"cluster"})");
  EXPECT_EQ(properties("Parts"), R"({"PartitionCount":3,"Strategy":"partition"})");
  EXPECT_EQ(properties("Spread"), R"({"SpreadLevel":"rack","Strategy":"spread"})");
}

TEST_F(AddressesAndVolumesTest, what_another_strategy_knows_is_an_error) {
  const std::int64_t many = 8;
  stack.add(PlacementGroupProps{.id = "Near", .partitions = many});
  stack.add(PlacementGroupProps{.id = "Far", .spread_level = SpreadLevel::host});
  EXPECT_EQ(codes_of(app), "OT3911 OT3914 OT3914");
}

TEST_F(AddressesAndVolumesTest, people_open_tunnels_through_an_endpoint) {
  auto& endpoint = stack.add(InstanceConnectEndpointProps{.id = "Connect", .vpc = vpc});
  instance.connections().allow_from(endpoint, Port::tcp(22));
  endpoint.grant_open_tunnel(role);
  EXPECT_EQ(properties("Connect"),
            R"({"SubnetId":{"Ref":"VpcPrivateSubnet1"},"PreserveClientIp":false,)"
            R"("SecurityGroupIds":[{"Fn::GetAtt":["ConnectSecurityGroup","GroupId"]}],)"
            R"("Tags":[{"Key":"Name","Value":"Test/Connect"}]})");
  EXPECT_THAT(properties("RoleDefaultPolicy"),
              HasSubstr(R"("Action":"ec2-instance-connect:OpenTunnel","Resource":)"
                        R"({"Fn::GetAtt":["Connect","InstanceConnectEndpointArn"]},"Condition":)"
                        R"({"NumericEquals":{"ec2-instance-connect:remotePort":"22"},)"
                        R"("NumericLessThanEquals":)"
                        R"({"ec2-instance-connect:maxTunnelDuration":"3600"}})"));
}

}  // namespace
}  // namespace omnitrack
