#include "late_props.hpp"

namespace omnitrack {
namespace {

class LateTableTest : public testing_support::LatePropsTest {};

TableProps single_table(const Id& id, std::string_view name) {
  return {.id = id,
          .partition_key = {"PK"},
          .global_indexes = {{.name = "GSI1", .partition_key = {"GSI1PK"}}},
          .table_name = name};
}

TEST_F(LateTableTest, a_helper_returns_a_table_with_an_index) {
  add_later([] {
    const std::string number = "1";
    return single_table("Table" + number, "orders-" + number);
  });
  EXPECT_EQ(properties("Table1"),
            R"({"KeySchema":[{"AttributeName":"PK","KeyType":"HASH"}],)"
            R"("AttributeDefinitions":[{"AttributeName":"PK","AttributeType":"S"},)"
            R"({"AttributeName":"GSI1PK","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST",)"
            R"("DeletionProtectionEnabled":true,"GlobalSecondaryIndexes":[{"IndexName":"GSI1",)"
            R"("KeySchema":[{"AttributeName":"GSI1PK","KeyType":"HASH"}],)"
            R"("Projection":{"ProjectionType":"ALL"}}],)"
            R"("PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true},)"
            R"("TableName":"orders-1"})");
}

TEST_F(LateTableTest, indexes_come_from_a_loop_and_names_from_temporaries) {
  add_later([] {
    std::vector<GlobalIndex> global;
    for (int i = 1; i <= 3; ++i) {
      const std::string number = std::to_string(i);
      global.push_back({.name = "GSI" + number,
                        .partition_key = {"GSI" + number + "PK"},
                        .projection = Projection::include(std::set<std::string>{"a" + number}),
                        .sort_key = {"GSI" + number + "SK", AttributeType::number}});
    }
    const std::array<LocalIndex, 1> local{
        LocalIndex{.name = std::string("LSI"), .sort_key = {std::string("LSK")}}};
    return TableProps{.id = std::string("Table"),
                      .partition_key = {std::string("PK")},
                      .global_indexes = global,
                      .local_indexes = local,
                      .sort_key = {std::string("SK")},
                      .tags = std::vector<Tag>{{.key = std::string("team"), .value = "core"}},
                      .ttl_attribute = std::string("Expires")};
  });
  const std::string table = properties("Table");
  for (const char* part :
       {R"("IndexName":"GSI3","KeySchema":[{"AttributeName":"GSI3PK","KeyType":"HASH"},)"
        R"({"AttributeName":"GSI3SK","KeyType":"RANGE"}],)"
        R"("Projection":{"NonKeyAttributes":["a3"],"ProjectionType":"INCLUDE"})",
        R"("IndexName":"LSI","KeySchema":[{"AttributeName":"PK","KeyType":"HASH"},)"
        R"({"AttributeName":"LSK","KeyType":"RANGE"}])",
        R"("Tags":[{"Key":"team","Value":"core"}])",
        R"("TimeToLiveSpecification":{"Enabled":true,"AttributeName":"Expires"})"}) {
    EXPECT_THAT(table, testing::HasSubstr(part));
  }
}

}  // namespace
}  // namespace omnitrack
