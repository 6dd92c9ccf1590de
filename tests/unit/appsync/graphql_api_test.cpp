#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/appsync/graphql_api.hpp>
#include <omnitrack/appsync/graphql_domain_name.hpp>
#include <omnitrack/appsync/merged_graphql_api.hpp>
#include <omnitrack/cfn/appsync.hpp>
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/opensearchservice/domain.hpp>
#include <omnitrack/rds/database_cluster.hpp>
#include <omnitrack/route53/hosted_zone.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;

class GraphqlApiTest : public testing_support::OneStackTest {
 protected:
  GraphqlApi& api(const GraphqlAuth& auth = GraphqlAuth::iam()) {
    return stack.add(GraphqlApiProps{
        .id = "Api",
        .schema = GraphqlText::text("type Query { order: String }"),
        .auth = auth,
    });
  }
  Function& function() {
    return stack.add(FunctionProps{
        .id = "Function",
        .code = FunctionCode::inline_text("def handler(event, context):\n    return {}\n"),
        .handler = "index.handler",
        .runtime = Runtime::python3_14,
    });
  }
};

TEST_F(GraphqlApiTest, an_api_lets_iam_in_and_logs_errors_and_traces) {
  api();
  EXPECT_EQ(properties("Api"),
            R"({"AuthenticationType":"AWS_IAM","Name":"Api","LogConfig":)"
            R"({"CloudWatchLogsRoleArn":{"Fn::GetAtt":["ApiLogRole","Arn"]},)"
            R"("FieldLogLevel":"ERROR","ExcludeVerboseContent":true},"XrayEnabled":true})");
  EXPECT_EQ(
      properties("ApiSchema"),
      R"({"ApiId":{"Fn::GetAtt":["Api","ApiId"]},"Definition":"type Query { order: String }"})");
  EXPECT_EQ(
      properties("ApiLogGroup"),
      R"({"LogGroupName":{"Fn::Sub":"/aws/appsync/apis/${Api.ApiId}"},"RetentionInDays":731})");
}

TEST_F(GraphqlApiTest, every_property_is_written_where_it_belongs) {
  stack.add(GraphqlApiProps{
      .id = "Api",
      .schema = GraphqlText::text("type Query { order: String }"),
      .additional_auth = {GraphqlAuth::open_id("https://issuer.example", "web")},
      .api_key_expires = 1900000000,
      .auth = GraphqlAuth::api_key(),
      .environment = {{"TABLE", "orders"}},
      .introspection = false,
      .log_level = GraphqlLogLevel::none,
      .name = "orders",
      .owner_contact = "orders@example.com",
      .query_depth_limit = 5,
      .resolver_count_limit = 50,
      .private_api = true,
      .tracing = false,
  });
  EXPECT_EQ(properties("Api"),
            R"({"AuthenticationType":"API_KEY","Name":"orders",)"
            R"("AdditionalAuthenticationProviders":[{"AuthenticationType":"OPENID_CONNECT",)"
            R"("OpenIDConnectConfig":{"ClientId":"web","Issuer":"https://issuer.example"}}],)"
            R"("EnvironmentVariables":{"TABLE":"orders"},"IntrospectionConfig":"DISABLED",)"
            R"("OwnerContact":"orders@example.com","QueryDepthLimit":5,"ResolverCountLimit":50,)"
            R"("Visibility":"PRIVATE","XrayEnabled":false})");
  EXPECT_EQ(properties("ApiKey"),
            R"({"ApiId":{"Fn::GetAtt":["Api","ApiId"]},"Expires":1900000000})");
}

TEST_F(GraphqlApiTest, users_of_a_pool_are_let_in) {
  api(GraphqlAuth::user_pool(stack.add(UserPoolProps{.id = "Users"})));
  EXPECT_NE(properties("Api").find(R"("UserPoolConfig":{"AwsRegion":{"Ref":"AWS::Region"},)"
                                   R"("DefaultAction":"ALLOW","UserPoolId":{"Ref":"Users"}})"),
            std::string::npos);
}

TEST_F(GraphqlApiTest, a_function_that_decides_may_be_called) {
  api(GraphqlAuth::function(function()));
  EXPECT_EQ(properties("FunctionApiAuthorizer"),
            R"({"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"Function"},)"
            R"("Principal":"appsync.amazonaws.com","SourceArn":{"Fn::GetAtt":["Api","Arn"]}})");
}

TEST_F(GraphqlApiTest, a_table_is_read_and_written_by_a_role_of_the_source) {
  Table& table = stack.add(TableProps{.id = "Orders", .partition_key = {"PK"}});
  GraphqlApi& made = api();
  GraphqlDataSource& source = made.add_table_source("Table", table, GraphqlTableAccess::read);
  made.add_resolver(
      {.id = "Order",
       .field_name = "order",
       .type_name = "Query",
       .data_source = source,
       .handler = {.code = GraphqlText::text(
                       "export function request() {} export function response() {}")}});
  EXPECT_EQ(properties("ApiTable"),
            R"({"ApiId":{"Fn::GetAtt":["Api","ApiId"]},"Name":"Table","Type":"AMAZON_DYNAMODB",)"
            R"("DynamoDBConfig":{"AwsRegion":{"Ref":"AWS::Region"},"TableName":{"Ref":"Orders"}},)"
            R"("ServiceRoleArn":{"Fn::GetAtt":["ApiTableRole","Arn"]}})");
  EXPECT_EQ(resource("ApiOrder"),
            R"({"Type":"AWS::AppSync::Resolver","DependsOn":"ApiSchema","Properties":)"
            R"({"ApiId":{"Fn::GetAtt":["Api","ApiId"]},"FieldName":"order","TypeName":"Query",)"
            R"("Code":"export function request() {} export function response() {}",)"
            R"("DataSourceName":{"Fn::GetAtt":["ApiTable","Name"]},"Kind":"UNIT",)"
            R"("Runtime":{"Name":"APPSYNC_JS","RuntimeVersion":"1.0.0"}}})");
}

TEST_F(GraphqlApiTest, functions_buses_and_servers_are_sources) {
  GraphqlApi& made = api();
  made.add_function_source("Code", function());
  made.add_event_bus_source("Bus", stack.add(EventBusProps{.id = "Events"}));
  made.add_http_source({.id = "States",
                        .endpoint = "https://states.eu-central-1.amazonaws.com",
                        .signing_service = "states"});
  made.add_none_source("Local");
  EXPECT_THAT(written(), has_resource("ApiCode", {{"Type", "AWS_LAMBDA"}}));
  EXPECT_THAT(written(), has_resource("ApiBus", {{"Type", "AMAZON_EVENTBRIDGE"}}));
  EXPECT_NE(properties("ApiStates")
                .find(R"("AwsIamConfig":{"SigningRegion":{"Ref":"AWS::Region"},)"
                      R"("SigningServiceName":"states"})"),
            std::string::npos);
  EXPECT_EQ(properties("ApiLocal"),
            R"({"ApiId":{"Fn::GetAtt":["Api","ApiId"]},"Name":"Local","Type":"NONE"})");
}

TEST_F(GraphqlApiTest, a_database_is_asked_by_the_data_api_which_is_turned_on) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  auto& cluster = stack.add(DatabaseClusterProps{
      .id = "Stock", .engine = DatabaseEngine::aurora_postgres("17.5"), .vpc = vpc});
  api().add_database_source("Sql", cluster, "stock");
  EXPECT_EQ(properties("ApiSql"),
            R"({"ApiId":{"Fn::GetAtt":["Api","ApiId"]},"Name":"Sql",)"
            R"("Type":"RELATIONAL_DATABASE","RelationalDatabaseConfig":{)"
            R"("RelationalDatabaseSourceType":"RDS_HTTP_ENDPOINT","RdsHttpEndpointConfig":{)"
            R"("AwsRegion":{"Ref":"AWS::Region"},"AwsSecretStoreArn":{"Ref":"StockSecret"},)"
            R"("DbClusterIdentifier":{"Fn::Sub":"arn:${AWS::Partition}:rds:${AWS::Region}:)"
            R"(${AWS::AccountId}:cluster:${Stock}"},"DatabaseName":"stock"}},)"
            R"("ServiceRoleArn":{"Fn::GetAtt":["ApiSqlRole","Arn"]}})");
  EXPECT_THAT(written(), has_resource("Stock", {{"EnableHttpEndpoint", true}}));
  const std::string policy = properties("ApiSqlRoleDefaultPolicy");
  EXPECT_NE(policy.find("rds-data:ExecuteStatement"), std::string::npos);
  EXPECT_NE(policy.find("secretsmanager:GetSecretValue"), std::string::npos);
}

TEST_F(GraphqlApiTest, a_domain_of_open_search_is_searched) {
  auto& domain = stack.add(DomainProps{.id = "Search", .version = "OpenSearch_2.19"});
  api().add_search_source("Find", domain, GraphqlTableAccess::read);
  EXPECT_EQ(properties("ApiFind"),
            R"({"ApiId":{"Fn::GetAtt":["Api","ApiId"]},"Name":"Find",)"
            R"("Type":"AMAZON_OPENSEARCH_SERVICE","OpenSearchServiceConfig":{)"
            R"("AwsRegion":{"Ref":"AWS::Region"},)"
            R"("Endpoint":{"Fn::Sub":"https://${Search.DomainEndpoint}"}},)"
            R"("ServiceRoleArn":{"Fn::GetAtt":["ApiFindRole","Arn"]}})");
  const std::string policy = properties("ApiFindRoleDefaultPolicy");
  EXPECT_NE(policy.find("es:ESHttpGet"), std::string::npos);
  EXPECT_EQ(policy.find("es:ESHttpPut"), std::string::npos);
}

TEST_F(GraphqlApiTest, a_domain_name_leads_to_the_api_by_its_records) {
  auto& zone = HostedZone::from_attributes(
      stack, "Zone", {.zone_id = "Z0123456789ABCDEFGHIJ", .zone_name = "example.com"});
  auto& name = stack.add(GraphqlDomainNameProps{
      .id = "Name",
      .api = api(),
      .certificate = "arn:aws:acm:us-east-1:123456789012:certificate/0123",
      .domain_name = "api.example.com",
      .hosted_zone = zone,
  });
  stack.add(OutputProps{.id = "Url", .value = name.url()});
  const std::string text = testing_support::compact_template(app);
  for (const char* part :
       {R"("Name":{"Type":"AWS::AppSync::DomainName","Properties":{"CertificateArn":)"
        R"("arn:aws:acm:us-east-1:123456789012:certificate/0123",)"
        R"("DomainName":"api.example.com"}})",
        R"("NameAssociation":{"Type":"AWS::AppSync::DomainNameApiAssociation","Properties":)"
        R"({"ApiId":{"Fn::GetAtt":["Api","ApiId"]},"DomainName":{"Ref":"Name"}}})",
        R"("AliasTarget":{"DNSName":{"Fn::GetAtt":["Name","AppSyncDomainName"]},)"
        R"("HostedZoneId":{"Fn::GetAtt":["Name","HostedZoneId"]})",
        R"("Value":"https://api.example.com/graphql")"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
}

TEST_F(GraphqlApiTest, a_domain_name_that_is_none_is_told) {
  const std::string name = "api example.com";
  stack.add(GraphqlDomainNameProps{
      .id = "Name",
      .api = api(),
      .certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/0123",
      .domain_name = name,
  });
  EXPECT_EQ(codes_of(app).substr(0, 6), "OT2120");
}

TEST_F(GraphqlApiTest, apis_are_merged_by_a_role_that_may_ask_them) {
  GraphqlApi& orders = api();
  auto& theirs = GraphqlApi::from_id(stack, "Theirs", "abc");
  auto& merged = stack.add(MergedGraphqlApiProps{
      .id = "All", .sources = {orders, theirs}, .auth = GraphqlAuth::api_key()});
  merged.grant_query(stack.add(
      RoleProps{.id = "Caller", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")}));
  stack.add(AlarmProps{.id = "Slow", .metric = merged.metric("Latency"), .threshold = 1000});
  stack.add(OutputProps{.id = "Key", .value = merged.api_key()});
  const std::string text = testing_support::compact_template(app);
  for (const char* part :
       {R"("All":{"Type":"AWS::AppSync::GraphQLApi","Properties":{"AuthenticationType":"API_KEY",)"
        R"("Name":"All","ApiType":"MERGED",)",
        R"("MergedApiExecutionRoleArn":{"Fn::GetAtt":["AllRole","Arn"]})",
        R"("AllSource1":{"Type":"AWS::AppSync::SourceApiAssociation",)",
        R"("Properties":{"MergedApiIdentifier":{"Fn::GetAtt":["All","ApiId"]},)"
        R"("SourceApiAssociationConfig":{"MergeType":"AUTO_MERGE"},)"
        R"("SourceApiIdentifier":{"Fn::GetAtt":["Api","ApiId"]}})",
        R"("SourceApiIdentifier":"abc")",
        R"("Action":"appsync:SourceGraphQL","Resource":[{"Fn::GetAtt":["Api","Arn"]})",
        R"("Action":"appsync:StartSchemaMerge","Resource":{"Fn::GetAtt":["AllSource1",)"
        R"("AssociationArn"]})",
        R"("Value":{"Fn::GetAtt":["AllKey","ApiKey"]})", R"(${All.Arn}/types/Query/fields/*)"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
}

TEST_F(GraphqlApiTest, a_pipeline_is_made_of_steps) {
  GraphqlApi& made = api();
  GraphqlDataSource& local = made.add_none_source("Local");
  GraphqlFunction& step =
      made.add_function({.id = "Step",
                         .data_source = local,
                         .handler = {.request_template = GraphqlText::text("{}"),
                                     .response_template = GraphqlText::text("$ctx.result")}});
  made.add_resolver({.id = "Order",
                     .field_name = "order",
                     .type_name = "Query",
                     .cache_keys = {"$context.arguments.id"},
                     .cache_ttl = 60,
                     .handler = {.code = GraphqlText::text(
                                     "export function request() {} export function response() {}")},
                     .pipeline = {step}});
  EXPECT_EQ(properties("ApiStep"),
            R"({"ApiId":{"Fn::GetAtt":["Api","ApiId"]},)"
            R"("DataSourceName":{"Fn::GetAtt":["ApiLocal","Name"]},"Name":"Step",)"
            R"("FunctionVersion":"2018-05-29","RequestMappingTemplate":"{}",)"
            R"("ResponseMappingTemplate":"$ctx.result"})");
  EXPECT_NE(
      properties("ApiOrder")
          .find(R"("PipelineConfig":{"Functions":[{"Fn::GetAtt":["ApiStep","FunctionId"]}]})"),
      std::string::npos);
}

TEST_F(GraphqlApiTest, grants_name_fields_of_this_api) {
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  api().grant_query(role, {"order"});
  GraphqlApi::from_id(stack, "Other", "abc").grant_mutation(role);
  const std::string policy = properties("RoleDefaultPolicy");
  EXPECT_NE(policy.find(R"("Action":"appsync:GraphQL","Resource":)"
                        R"({"Fn::Sub":"${Api.Arn}/types/Query/fields/order"})"),
            std::string::npos);
  EXPECT_NE(policy.find(":apis/abc/types/Mutation/fields/*"), std::string::npos);
}

TEST_F(GraphqlApiTest, mistakes_are_told) {
  GraphqlApi& made = api();
  const GraphqlText text = GraphqlText::text("x");
  GraphqlDataSource& local = made.add_none_source("Local");
  made.add_resolver({.id = "A", .field_name = "a", .type_name = "Query"});
  made.add_resolver({.id = "B",
                     .field_name = "b",
                     .type_name = "Query",
                     .data_source = local,
                     .handler = {.code = text, .request_template = text}});
  const int many = 3000;
  made.add_resolver({.id = "C",
                     .field_name = "c",
                     .type_name = "Query",
                     .data_source = local,
                     .handler = {.code = GraphqlText::file("no-such.js")},
                     .max_batch_size = many});
  static_cast<void>(made.api_key());
  local.add_to_policy({.actions = {"s3:GetObject"}, .resources = {"*"}});
  EXPECT_EQ(codes_of(app), "OT2106 OT2102 OT2105 OT2103 OT2101 OT2104");
}

TEST_F(GraphqlApiTest, an_api_of_elsewhere_has_no_resource) {
  static_cast<void>(GraphqlApi::from_id(stack, "Api", "abc").url());
  EXPECT_NE(codes_of(app), "");
}

TEST_F(GraphqlApiTest, requests_are_measured_by_the_id) {
  stack.add(AlarmProps{
      .id = "Busy",
      .metric = GraphqlApi::from_id(stack, "Api", "abc").metric_requests(),
      .threshold = 1,
  });
  EXPECT_NE(properties("Busy").find(R"("Dimensions":[{"Name":"GraphQLAPIId","Value":"abc"}])"),
            std::string::npos);
}

}  // namespace
}  // namespace omnitrack
