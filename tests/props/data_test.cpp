#include "late_props.hpp"
#include <omnitrack/backup/backup_plan.hpp>
#include <omnitrack/dynamodb/global_table.hpp>
#include <omnitrack/elasticache/serverless_cache.hpp>
#include <omnitrack/opensearchservice/domain.hpp>
#include <omnitrack/rds/database_cluster.hpp>
#include <omnitrack/rds/database_instance.hpp>
#include <omnitrack/rds/database_proxy.hpp>
#include <omnitrack/secretsmanager/secret.hpp>
#include <omnitrack/ssm/parameter.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class LateDataTest : public testing_support::LatePropsTest {};

TEST_F(LateDataTest, a_secret_with_replicas_from_a_loop) {
  add_later([] {
    const std::string team = "orders";
    std::vector<SecretReplica> replicas;
    for (const char* region : {"eu-west-1", "eu-west-3"}) {
      replicas.push_back({.region = std::string(region), .kms_key = "alias/" + team});
    }
    return SecretProps{
        .id = std::string("Secret"),
        .description = "Of " + team,
        .generate_secret_string =
            GeneratedSecret{.exclude_characters = std::string("/@"),
                            .generate_string_key = std::string("pass") + "word",
                            .secret_string_template = R"({"username":")" + team + R"("})"},
        .name = team + "/user",
        .replicas = replicas,
    };
  });
  const std::string secret = properties("Secret");
  for (const char* part :
       {R"("Description":"Of orders")", R"("GenerateStringKey":"password")",
        R"("SecretStringTemplate":"{\"username\":\"orders\"}")", R"("Name":"orders/user")",
        R"({"Region":"eu-west-3","KmsKeyId":"alias/orders"})"}) {
    EXPECT_THAT(secret, HasSubstr(part));
  }
}

TEST_F(LateDataTest, parameters_from_temporaries) {
  add_later([] {
    const std::string name = "/orders/limit";
    return StringParameterProps{.id = std::string("Limit"),
                                .value = std::to_string(5),
                                .allowed_pattern = std::string("^[0-9]+$"),
                                .name = name};
  });
  add_later([] {
    const std::set<std::string> zones = {"a", "b"};
    return StringListParameterProps{.id = std::string("Zones"), .values = zones};
  });
  EXPECT_EQ(properties("Limit"),
            R"({"Type":"String","Value":"5","AllowedPattern":"^[0-9]+$","Name":"/orders/limit"})");
  EXPECT_THAT(properties("Zones"), HasSubstr(R"(["a","b"])"));
}

TEST_F(LateDataTest, an_instance_with_options_parameters_and_logs) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  add_later([&] {
    const std::string name = "orders";
    std::map<std::string, std::string> parameters;
    for (const char* each : {"max_connections", "wait_timeout"}) parameters[each] = "100";
    std::vector<DatabaseOption> options{
        {.name = "AUDIT_" + std::string("PLUGIN"), .settings = parameters}};
    std::vector<std::string> logs{"error", "slowquery"};
    return DatabaseInstanceProps{
        .id = std::string("Db"),
        .engine = DatabaseEngine::mysql("8.4." + std::to_string(6)),
        .vpc = vpc,
        .backup_window = std::string("03:00-04:00"),
        .cloudwatch_logs_exports = logs,
        .credentials = DatabaseCredentials::generated(
            "admin_of_" + name, GeneratedCredentials{.secret_name = name + "/admin"}),
        .instance_class = "db.r7g." + std::string("large"),
        .instance_identifier = name + "-db",
        .options = options,
        .parameters = parameters,
    };
  });
  EXPECT_THAT(properties("Db"), HasSubstr(R"("DBInstanceClass":"db.r7g.large")"));
  EXPECT_THAT(properties("Db"), HasSubstr(R"("EngineVersion":"8.4.6")"));
  EXPECT_THAT(properties("DbParameterGroup"), HasSubstr(R"("wait_timeout":"100")"));
  EXPECT_THAT(properties("DbOptionGroup"), HasSubstr(R"("OptionName":"AUDIT_PLUGIN")"));
  EXPECT_THAT(properties("DbSecret"), HasSubstr(R"("Name":"orders/admin")"));
  EXPECT_THAT(properties("DbLogslowquery"), HasSubstr("/aws/rds/instance/orders-db/slowquery"));
}

TEST_F(LateDataTest, a_cluster_with_readers_from_a_loop) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  add_later([&] {
    std::vector<ClusterInstance> readers;
    for (int i = 1; i <= 2; ++i) {
      const std::string number = std::to_string(i);
      readers.push_back({.name = "Reader" + number,
                         .instance_identifier = "shop-reader-" + number,
                         .promotion_tier = i});
    }
    return DatabaseClusterProps{.id = std::string("Db"),
                                .engine = DatabaseEngine::aurora_postgres(std::string("17.5")),
                                .vpc = vpc,
                                .readers = readers,
                                .writer = {.name = std::string("First")}};
  });
  EXPECT_THAT(properties("DbReader2"), HasSubstr(R"("DBInstanceIdentifier":"shop-reader-2")"));
  EXPECT_THAT(properties("DbFirst"), HasSubstr("db.serverless"));
}

TEST_F(LateDataTest, a_table_with_replicas_from_a_loop) {
  add_later([] {
    std::vector<GlobalTableReplica> replicas;
    for (const std::string region : {"eu-west-1", "us-east-1"}) {
      replicas.push_back(
          {.region = region, .tags = std::vector<Tag>{{.key = "region", .value = region}}});
    }
    return GlobalTableProps{.id = std::string("Table"),
                            .partition_key = {std::string("PK")},
                            .replicas = replicas,
                            .table_name = std::string("orders")};
  });
  EXPECT_THAT(properties("Table"), HasSubstr(R"("Region":"us-east-1")"));
  EXPECT_THAT(properties("Table"), HasSubstr(R"([{"Key":"region","Value":"eu-west-1"}])"));
}

TEST_F(LateDataTest, a_plan_with_rules_and_selections_from_containers) {
  auto& bucket = stack.add(BucketProps{.id = "Bucket", .versioning = true});
  add_later([&] {
    std::vector<BackupRule> rules{BackupRule::daily()};
    for (const int years : {1, 5}) rules.push_back(BackupRule::monthly(years));
    std::vector<BackupResource> resources{bucket, BackupResource::tag(std::string("team"), "a")};
    return BackupPlanProps{.id = std::string("Plan"),
                           .rules = rules,
                           .selections = std::vector<BackupChoice>{
                               {.name = std::string("Da") + "ta", .resources = resources}}};
  });
  EXPECT_THAT(properties("Plan"), HasSubstr(R"("RuleName":"Monthly5Year")"));
  EXPECT_THAT(properties("PlanData"), HasSubstr(R"("ConditionKey":"team")"));
}

TEST_F(LateDataTest, a_domain_and_a_cache_with_texts_from_temporaries) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  add_later([&] {
    const std::string name = "orders";
    std::vector<PolicyStatement> policies{
        {.actions = {"es:ESHttpGet"},
         .principals = PolicyPrincipal::aws(std::string("123456789012"))}};
    return DomainProps{.id = std::string("Search"),
                       .version = "OpenSearch_" + std::string("2.19"),
                       .access_policies = policies,
                       .admin = SearchAdmin::generated(name + "-admin"),
                       .capacity = {.data_node_type = "r7g." + std::string("large.search")},
                       .domain_name = name};
  });
  add_later([&] {
    const std::string name = "orders";
    return ServerlessCacheProps{.id = std::string("Cache"),
                                .vpc = vpc,
                                .cache_name = name + "-cache",
                                .daily_snapshot_time = std::string("03:00"),
                                .major_engine_version = std::string("8")};
  });
  EXPECT_THAT(properties("Search"), HasSubstr(R"("DomainName":"orders")"));
  EXPECT_THAT(properties("Search"), HasSubstr("domain/orders/*"));
  EXPECT_THAT(properties("SearchSecret"), HasSubstr("orders-admin"));
  EXPECT_THAT(properties("Cache"), HasSubstr(R"("ServerlessCacheName":"orders-cache")"));
}

}  // namespace
}  // namespace omnitrack
