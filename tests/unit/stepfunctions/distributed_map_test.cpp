#include "task_test.hpp"
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class DistributedMapTest : public testing_support::TaskTest {};

TEST_F(DistributedMapTest, a_distributed_map_reads_and_writes_buckets) {
  auto& bucket = stack.add(BucketProps{.id = "Bucket"});
  StateMachine& m = machine();
  auto& each = m.add(MapStateProps{
      .id = "Each",
      .distributed =
          DistributedMap{
              .batcher = ItemBatcher{.batch_input = {{"a", value_at("$.a")}},
                                     .max_bytes = 1000,
                                     .max_items = number_at("$.most")},
              .express = true,
              .item_reader = ItemReader::csv(bucket, "list.csv", {"a", "b"}).up_to(10),
              .label = "each",
              .result_writer = ResultWriter{.bucket = bucket, .prefix = "out"},
              .tolerated_failure_count = 3,
              .tolerated_failure_percentage = number_at("$.percent"),
          },
  });
  each.add(PassStateProps{.id = "Work"});
  EXPECT_EQ(state("Each"),
            R"({"Type":"Map","Label":"each","ItemReader":{"Resource":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:states:::s3:getObject"},"ReaderConfig":{"InputType":"CSV",)"
            R"("CSVHeaderLocation":"GIVEN","CSVHeaders":["a","b"],"MaxItems":10},"Parameters":)"
            R"({"Bucket":{"Ref":"Bucket"},"Key":"list.csv"}},"ItemBatcher":)"
            R"({"MaxItemsPerBatchPath":"$.most","MaxInputBytesPerBatch":1000,"BatchInput":)"
            R"({"a.$":"$.a"}},"ResultWriter":{"Resource":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:states:::s3:putObject"},"Parameters":)"
            R"({"Bucket":{"Ref":"Bucket"},"Prefix":"out"}},"ToleratedFailureCount":3,)"
            R"("ToleratedFailurePercentagePath":"$.percent","ItemProcessor":{"ProcessorConfig":)"
            R"({"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},"StartAt":"Work","States":)"
            R"({"Work":{"Type":"Pass","End":true}}},"End":true})");
  EXPECT_THAT(statements(), HasSubstr(R"("Action":"s3:GetObject","Resource":{"Fn::Sub":)"
                                      R"("${Bucket.Arn}/list.csv*"}})"));
  EXPECT_EQ(
      resource("MSelfPolicy"),
      R"({"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":{"Version":"2012-10-17",)"
      R"("Statement":[{"Effect":"Allow","Action":"states:StartExecution","Resource":{"Ref":"M"}},)"
      R"({"Effect":"Allow","Action":["states:DescribeExecution","states:StopExecution"],)"
      R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:)"
      R"(execution:${M.Name}:*"}},{"Effect":"Allow","Action":"states:RedriveExecution",)"
      R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:)"
      R"(execution:${M.Name}/*:*"}}]},"PolicyName":{"Fn::Sub":"${M.Name}-itself"},)"
      R"("Roles":[{"Ref":"MRole"}]}})");
}

TEST_F(DistributedMapTest, items_are_read_from_files_of_all_kinds) {
  auto& bucket = stack.add(BucketProps{.id = "Bucket"});
  StateMachine& m = jsonata();
  auto& start = m.add(PassStateProps{.id = "Begin"});
  StateChain chain = start;
  int count = 0;
  for (const ItemReader& reader :
       {ItemReader::objects(bucket, "in/"), ItemReader::json(bucket, "a.json"),
        ItemReader::json_lines(bucket, "a.jsonl"), ItemReader::parquet(bucket, "a.parquet"),
        ItemReader::csv(bucket, "a.csv")}) {
    const std::string name = "Map" + std::to_string(++count);
    auto& each =
        m.add(MapStateProps{.id = name, .distributed = DistributedMap{.item_reader = reader}});
    each.add(PassStateProps{.id = "Work" + std::to_string(count)});
    chain = chain.next(each);
  }
  EXPECT_THAT(state("Map1"), HasSubstr(R"("ItemReader":{"Resource":{"Fn::Sub":)"
                                       R"("arn:${AWS::Partition}:states:::s3:listObjectsV2"},)"
                                       R"("Arguments":{"Bucket":{"Ref":"Bucket"},)"
                                       R"("Prefix":"in/"}})"));
  EXPECT_THAT(state("Map2"), HasSubstr(R"("ReaderConfig":{"InputType":"JSON"})"));
  EXPECT_THAT(state("Map3"), HasSubstr(R"("ReaderConfig":{"InputType":"JSONL"})"));
  EXPECT_THAT(state("Map4"), HasSubstr(R"("ReaderConfig":{"InputType":"PARQUET"})"));
  EXPECT_THAT(state("Map5"), HasSubstr(R"("CSVHeaderLocation":"FIRST_ROW"})"));
}

}  // namespace
}  // namespace omnitrack
