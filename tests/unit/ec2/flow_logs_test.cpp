#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/ec2/flow_logs.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class FlowLogsTest : public testing::Test {
 protected:
  App app;
  Stack& stack = app.add(StackProps{.id = "Demo"});
  const Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
};

TEST_F(FlowLogsTest, RecordAllTrafficInALogGroupOfTheirOwn) {
  stack.add(FlowLogsProps{.id = "FlowLogs", .vpc = vpc});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "FlowLogs"),
            R"({"Type":"AWS::EC2::FlowLog","Properties":{"ResourceId":{"Ref":"Vpc"},)"
            R"("ResourceType":"VPC",)"
            R"("DeliverLogsPermissionArn":{"Fn::GetAtt":["FlowLogsRole","Arn"]},)"
            R"("LogDestinationType":"cloud-watch-logs",)"
            R"("LogGroupName":{"Ref":"FlowLogsLogGroup"},"MaxAggregationInterval":600,)"
            R"("TrafficType":"ALL"}})");
  EXPECT_EQ(object_at(text, "FlowLogsLogGroup"),
            R"({"Type":"AWS::Logs::LogGroup","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{"RetentionInDays":30}})");
}

TEST_F(FlowLogsTest, AreWrittenByARoleThatTheServiceAloneCanAssumeAndThatCanWrite) {
  stack.add(FlowLogsProps{.id = "FlowLogs", .vpc = vpc});
  EXPECT_EQ(
      object_at(compact_template(app), "FlowLogsRole"),
      R"({"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":{)"
      R"("Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Principal":{"Service":"vpc-flow-logs.amazonaws.com"},"Action":"sts:AssumeRole",)"
      R"("Condition":{"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}},)"
      R"("ArnLike":{"aws:SourceArn":{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:vpc-flow-log/*"}}}}]},)"
      R"("Policies":[{"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Action":["logs:CreateLogStream","logs:DescribeLogStreams","logs:PutLogEvents"],)"
      R"("Resource":{"Fn::GetAtt":["FlowLogsLogGroup","Arn"]}},{"Effect":"Allow",)"
      R"("Action":"logs:DescribeLogGroups","Resource":{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:*"}}]},)"
      R"("PolicyName":"WriteFlowLogs"}]}})");
}

TEST_F(FlowLogsTest, TakeALogGroupThatIsThere) {
  LogGroup& group = stack.add(LogGroupProps{.id = "Flows", .name = "/vpc/flows"});
  stack.add(FlowLogsProps{.id = "FlowLogs",
                          .vpc = vpc,
                          .format = "${srcaddr} ${dstaddr}",
                          .interval_seconds = 60,
                          .log_group = group,
                          .traffic = FlowTraffic::rejected});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "FlowLogs"),
            R"({"Type":"AWS::EC2::FlowLog","Properties":{"ResourceId":{"Ref":"Vpc"},)"
            R"("ResourceType":"VPC",)"
            R"("DeliverLogsPermissionArn":{"Fn::GetAtt":["FlowLogsRole","Arn"]},)"
            R"("LogDestinationType":"cloud-watch-logs","LogFormat":"${srcaddr} ${dstaddr}",)"
            R"("LogGroupName":{"Ref":"Flows"},"MaxAggregationInterval":60,)"
            R"("TrafficType":"REJECT"}})");
  EXPECT_EQ(object_at(text, "FlowLogsLogGroup"), "");
}

TEST_F(FlowLogsTest, AreKeptInABucketWithoutARole) {
  const FlowLogs& logs = stack.add(FlowLogsProps{
      .id = "FlowLogs",
      .vpc = vpc,
      .bucket = FlowLogsBucket{.bucket = Bucket::from_name(stack, "Bucket", "flows"),
                               .folder = "demo/",
                               .parquet = true},
      .traffic = FlowTraffic::accepted,
  });
  EXPECT_EQ(logs.log_group(), nullptr);
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "FlowLogs"),
            R"({"Type":"AWS::EC2::FlowLog","Properties":{"ResourceId":{"Ref":"Vpc"},)"
            R"("ResourceType":"VPC","DestinationOptions":{"FileFormat":"parquet",)"
            R"("HiveCompatiblePartitions":false,"PerHourPartition":false},)"
            R"("LogDestination":{"Fn::Sub":"arn:${AWS::Partition}:s3:::flows/demo/"},)"
            R"("LogDestinationType":"s3",)"
            R"("MaxAggregationInterval":600,"TrafficType":"ACCEPT"}})");
  EXPECT_EQ(object_at(text, "FlowLogsRole"), "");
}

TEST_F(FlowLogsTest, NameWhatABucketMustAllow) {
  const Bucket& bucket = Bucket::from_name(stack, "Bucket", "flows");
  stack.add(UntypedResourceProps{
      .id = "Custom",
      .type = "Private::Test::Thing",
      .properties = {{"Policy", flow_logs_delivery(stack, bucket).json()}},
  });
  const std::string conditions =
      R"("ArnLike":{"aws:SourceArn":{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*"}}}})";
  EXPECT_EQ(
      object_at(compact_template(app), "Policy"),
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Principal":{"Service":"delivery.logs.amazonaws.com"},"Action":"s3:PutObject",)"
      R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:s3:::flows/*"},"Condition":{"StringEquals":{)"
      R"("aws:SourceAccount":{"Ref":"AWS::AccountId"},)"
      R"("s3:x-amz-acl":"bucket-owner-full-control"},)" +
          conditions +
          R"(,{"Effect":"Allow","Principal":{"Service":"delivery.logs.amazonaws.com"},)"
          R"("Action":["s3:GetBucketAcl","s3:ListBucket"],"Resource":{"Fn::Sub":"arn:${AWS::Partition}:s3:::flows"},)"
          R"("Condition":{"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}},)" +
          conditions + "]}");
}

TEST_F(FlowLogsTest, LeaveTheIntervalToEc2WhereThatIsAskedFor) {
  stack.add(FlowLogsProps{.id = "FlowLogs", .vpc = vpc, .interval_seconds = {}});
  const std::string text = object_at(compact_template(app), "FlowLogs");
  EXPECT_NE(text.find("AWS::EC2::FlowLog"), std::string::npos);
  EXPECT_EQ(text.find("MaxAggregationInterval"), std::string::npos);
}

TEST_F(FlowLogsTest, ReportAnIntervalThatEc2DoesNotOffer) {
  stack.add(FlowLogsProps{.id = "FlowLogs", .vpc = vpc, .interval_seconds = 300});
  EXPECT_EQ(codes_of(app), "OT2040");
}

TEST_F(FlowLogsTest, ReportTwoPlacesToKeepThem) {
  LogGroup& group = stack.add(LogGroupProps{.id = "Flows"});
  stack.add(
      FlowLogsProps{.id = "FlowLogs",
                    .vpc = vpc,
                    .bucket = FlowLogsBucket{.bucket = Bucket::from_name(stack, "Bucket", "flows")},
                    .log_group = group});
  EXPECT_EQ(codes_of(app), "OT2041");
}

}  // namespace
}  // namespace omnitrack
