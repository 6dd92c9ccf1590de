#include "network_evidence.hpp"
#include "stack.hpp"

namespace omnitrack::app {

namespace {

using evidence::check;
using evidence::every;
using evidence::exported;
using evidence::none;
using evidence::property;
using evidence::some;

constexpr std::string_view billing = "/BillingMode";
constexpr std::string_view on_demand = "PAY_PER_REQUEST";
constexpr std::string_view stage = "AWS::ApiGateway::Stage";
constexpr std::string_view web_socket_stage = "AWS::ApiGatewayV2::Stage";
constexpr std::string_view client = "AWS::Cognito::UserPoolClient";
constexpr std::string_view function = "AWS::Lambda::Function";
constexpr std::string_view flow_log = "AWS::EC2::FlowLog";
constexpr std::string_view bucket = "AWS::S3::Bucket";
constexpr std::string_view log_group = "AWS::Logs::LogGroup";

std::string_view cache_type(const Config& config) {
  return config.environment == Environment::production ? "AWS::ElastiCache::ReplicationGroup"
                                                       : "AWS::ElastiCache::CacheCluster";
}

// Evidence that several requirements share.
Evidence rest_access_log() {
  return every(stage).property("/AccessLogSetting/DestinationArn").is_set();
}
Evidence web_socket_access_log() {
  return every(web_socket_stage).property("/AccessLogSettings/DestinationArn").is_set();
}
Evidence all_traffic_is_logged() { return every(flow_log).has("/TrafficType", "ALL"); }
Evidence api_traces() { return every(stage).has("/TracingEnabled", true); }
Evidence function_traces() { return every(function).has("/TracingConfig/Mode", "Active"); }
Evidence retention(const Config& config) {
  return every(log_group).has("/RetentionInDays", config.retention_days);
}

// Adds requirements that stand in one chapter of the document.
class Chapter {
 public:
  Chapter(Stack& stack, std::string_view name) : stack_(stack), name_(name) {}

  void require(const Id& id, const Text& text, const Items<Evidence>& all) const {
    stack_.add(RequirementProps{.id = id, .text = text, .evidence = all, .source = name_});
  }

 private:
  Stack& stack_;
  Text name_;
};

// A bucket's policy that denies what comes without TLS.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
void show_tls_alone(EvidenceCheck& check) {
  for (const FinishedResource& each : check.resources(bucket)) {
    bool is_shown = false;
    for (const FinishedResource& policy : check.resources("AWS::S3::BucketPolicy")) {
      if (!policy.property("/Bucket").refers_to(each.construct())) continue;
      for (const FinishedValue& statement : policy.property("/PolicyDocument/Statement").items()) {
        if (statement.at("/Effect").text() != "Deny" || statement.at("/Principal").text() != "*" ||
            statement.at("/Action").text() != "s3:*" ||
            statement.at("/Condition/Bool/aws:SecureTransport").text() != "false") {
          continue;
        }
        is_shown = true;
        check.shows(policy, "/PolicyDocument/Statement");
      }
    }
    if (!is_shown) check.fails(each, {}, "have a policy that denies calls without TLS");
  }
}

void require_validated(Stack& stack, const Config& config, const Stated& stated) {
  const Chapter chapter(stack, "Requirements Validation");
  chapter.require("11.1", "Capacity follows demand by itself",
                  {property(stated.table, billing).is(on_demand),
                   none("AWS::DynamoDB::Table").property("/ProvisionedThroughput").is_set(),
                   some("AWS::ApiGateway::RestApi"), some("AWS::ApiGatewayV2::Api"),
                   every(function).property("/VpcConfig/SubnetIds/*").refers_to(stated.vpc),
                   every(function).property("/ReservedConcurrentExecutions").is_not_set()});
  chapter.require("11.2", "Resources scale without an interruption",
                  {property(stated.table, billing).is(on_demand),
                   every("AWS::ApiGateway::RestApi").property("/EndpointConfiguration").is_set(),
                   check("the private subnets lie in three zones", show_three_zones)});
  chapter.require(
      "11.4", "What is read often comes from a cache",
      {every(cache_type(config)).has("/Engine", "redis"),
       every("AWS::ElastiCache::ParameterGroup").has("/Properties/maxmemory-policy", "allkeys-lru"),
       every(function).property("/Environment/Variables/REDIS_HOST").refers_to(stated.cluster),
       some("AWS::EC2::SecurityGroup")
           .property("/SecurityGroupIngress")
           .contains(Json::object({{"FromPort", 6379}, {"ToPort", 6379}}))});
  chapter.require(
      "12.1", "Users are authenticated, and what happens is logged",
      {some("AWS::Cognito::UserPool"),
       every(client).property("/UserPoolId").refers_to(stated.users), rest_access_log(),
       web_socket_access_log(), every(flow_log).property("/ResourceId").refers_to(stated.vpc),
       all_traffic_is_logged(), api_traces(), function_traces()});
}

void require_network_security(Stack& stack, const Config& config) {
  const Chapter chapter(stack, "VPC, Security Features");
  chapter.require("vpc-security-1", "Flow logs record all traffic of the VPC",
                  {all_traffic_is_logged()});
  chapter.require("vpc-security-2", "Flow logs go to CloudWatch Logs, which keep them for a time",
                  {every(flow_log).has("/LogDestinationType", "cloud-watch-logs"),
                   every(flow_log).property("/LogGroupName").is_set(), retention(config)});
  chapter.require(
      "vpc-security-3", "Flow logs are written by a role of their own",
      {every(flow_log).property("/DeliverLogsPermissionArn").is_set(),
       some("AWS::IAM::Role")
           .property("/AssumeRolePolicyDocument/Statement")
           .contains(Json::object(
               {{"Principal", Json::object({{"Service", "vpc-flow-logs.amazonaws.com"}})}}))});
}

void require_user_security(Stack& stack, const UserPool& users) {
  const Chapter chapter(stack, "Cognito User Pool, Security Features");
  chapter.require("users-security-1", "A second factor is offered, by SMS and by TOTP",
                  {property(users, "/MfaConfiguration").is("OPTIONAL"),
                   property(users, "/EnabledMfas").contains("SMS_MFA"),
                   property(users, "/EnabledMfas").contains("SOFTWARE_TOKEN_MFA")});
  chapter.require(
      "users-security-2", "Accounts are recovered by email alone",
      {property(users, "/AccountRecoverySetting/RecoveryMechanisms/*/Name").is("verified_email")});
  chapter.require("users-security-3", "Errors do not tell whether a user exists",
                  {every(client).has("/PreventUserExistenceErrors", "ENABLED")});
  chapter.require("users-security-4", "Tokens can be revoked",
                  {every(client).has("/EnableTokenRevocation", true)});
}

void require_security(Stack& stack, const Stated& stated) {
  const Chapter network(stack, "Security Features, 1. Network Security");
  network.require("security-1.1", "What is behind the APIs stands in private subnets",
                  {check("functions and caches stand in private subnets", show_private_backend)});
  network.require("security-1.2", "Private subnets reach the internet through NAT gateways",
                  {every("AWS::EC2::NatGateway").property("/SubnetId").refers_to(stated.vpc),
                   check("each private subnet has a route to a NAT gateway", show_egress_by_nat)});
  network.require("security-1.3", "Flow logs watch the traffic",
                  {every(flow_log).property("/ResourceId").refers_to(stated.vpc)});

  const Chapter data(stack, "Security Features, 2. Data Security");
  data.require("security-2.1", "The table is encrypted at rest, by a key that AWS manages",
               {property(stated.table, "/SSESpecification/SSEEnabled").is(true),
                property(stated.table, "/SSESpecification/KMSMasterKeyId").is_not_set()});
  data.require("security-2.2", "Buckets are encrypted at rest, by keys that S3 manages",
               {every(bucket).has("/BucketEncryption/ServerSideEncryptionConfiguration/*/"
                                  "ServerSideEncryptionByDefault/SSEAlgorithm",
                                  "AES256")});
  data.require("security-2.3", "Buckets refuse calls without TLS",
               {check("each bucket has a policy that denies calls without TLS", show_tls_alone)});
  data.require("security-2.4", "Buckets block all public access",
               {every(bucket).has("/PublicAccessBlockConfiguration/BlockPublicAcls", true),
                every(bucket).has("/PublicAccessBlockConfiguration/BlockPublicPolicy", true),
                every(bucket).has("/PublicAccessBlockConfiguration/IgnorePublicAcls", true),
                every(bucket).has("/PublicAccessBlockConfiguration/RestrictPublicBuckets", true)});

  const UserPool& users = stated.users;
  const Chapter access(stack, "Security Features, 3. Authentication & Authorization");
  access.require(
      "security-3.1", "Passwords are strong",
      {property(users, "/Policies/PasswordPolicy/MinimumLength").is_at_least(12),
       property(users, "/Policies/PasswordPolicy/RequireLowercase").is(true),
       property(users, "/Policies/PasswordPolicy/RequireUppercase").is(true),
       property(users, "/Policies/PasswordPolicy/RequireNumbers").is(true),
       property(users, "/Policies/PasswordPolicy/RequireSymbols").is(true),
       property(users, "/Policies/PasswordPolicy/TemporaryPasswordValidityDays").is_at_most(3)});
  access.require("security-3.2", "A second factor is supported",
                 {property(users, "/MfaConfiguration").matches("^(ON|OPTIONAL)$")});
  access.require("security-3.3", "Users are known by tokens that expire",
                 {every(client).property("/AccessTokenValidity").is_at_most(1),
                  every(client).has("/TokenValidityUnits/AccessToken", "hours"),
                  every(client).property("/IdTokenValidity").is_at_most(1),
                  every(client).has("/TokenValidityUnits/IdToken", "hours")});
  access.require("security-3.4", "Authorizers of other stacks can import the user pool",
                 {exported(users.arn())});

  const Chapter audit(stack, "Security Features, 4. Audit & Compliance");
  audit.require("security-4.1", "CloudWatch Logs record each call of an API",
                {rest_access_log(), web_socket_access_log()});
  audit.require("security-4.2", "Flow logs record all traffic of the network",
                {all_traffic_is_logged()});
  audit.require("security-4.3", "X-Ray follows each request", {api_traces(), function_traces()});
  audit.require(
      "security-4.4", "The table can be restored to any point in time",
      {property(stated.table, "/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
           .is(true)});
}

void require_low_cost(Stack& stack, const Config& config, const Stated& stated) {
  const Chapter use(stack, "Cost Optimization Features, 1. Pay-per-use Pricing");
  use.require("cost-1.1", "The table costs what is read and written",
              {property(stated.table, billing).is(on_demand)});
  use.require("cost-1.2", "The APIs cost what is called",
              {some("AWS::ApiGateway::RestApi"),
               every(stage).property("/CacheClusterEnabled").is_not(true)});
  use.require("cost-1.3", "Functions cost what is invoked",
              {some(function),
               none("AWS::Lambda::Alias").property("/ProvisionedConcurrencyConfig").is_set(),
               none("AWS::Lambda::Version").property("/ProvisionedConcurrencyConfig").is_set()});

  const Chapter storage(stack, "Cost Optimization Features, 2. Storage Optimization");
  storage.require(
      "cost-2.1", "Buckets move or delete what is old by themselves",
      {every(bucket).has("/LifecycleConfiguration/Rules/*/Status", "Enabled"),
       some(bucket)
           .property("/LifecycleConfiguration/Rules/*/Transitions")
           .contains(Json::object({{"StorageClass", "GLACIER"}})),
       some(bucket).property("/LifecycleConfiguration/Rules/*/ExpirationInDays").is_set()});
  storage.require("cost-2.2",
                  "Log groups keep their events for " + std::to_string(config.retention_days) +
                      " days and no longer",
                  {retention(config)});
  storage.require(
      "cost-2.3", "Changes of the table are read from its stream",
      {property(stated.table, "/StreamSpecification/StreamViewType").is("NEW_AND_OLD_IMAGES")});

  const Chapter resources(stack, "Cost Optimization Features, 3. Resource Efficiency");
  resources.require(
      "cost-3.1", "Code runs in functions, and no server waits for work",
      {some(function), none("AWS::EC2::Instance"), none("AWS::AutoScaling::AutoScalingGroup"),
       none("AWS::ECS::Service"), none("AWS::EKS::Nodegroup")});
  resources.require(
      "cost-3.2", "All is a managed service, without machines to look after",
      {none("AWS::EC2::Instance"), none("AWS::EC2::LaunchTemplate"), some("AWS::DynamoDB::Table"),
       some("AWS::Cognito::UserPool"), some("AWS::ApiGateway::RestApi"), some(cache_type(config))});
}

void require_cheap_cache(Stack& stack, const Config& config) {
  const std::string_view cache = cache_type(config);
  const Chapter chapter(stack, "ElastiCache Redis, Cost Optimization");
  chapter.require("redis-cost-1", "Redis runs on nodes of the type " + config.node_type(),
                  {every(cache).has("/CacheNodeType", config.node_type())});
  chapter.require("redis-cost-2", "Five daily snapshots are kept",
                  {every(cache).has("/SnapshotRetentionLimit", 5)});
  chapter.require("redis-cost-3", "Redis gets its minor versions by itself",
                  {every(cache).has("/AutoMinorVersionUpgrade", true)});
  chapter.require("redis-cost-4", "Redis has room for replicas in all three zones",
                  {every("AWS::ElastiCache::SubnetGroup").property("/SubnetIds/2").is_set(),
                   every(cache).property("/CacheSubnetGroupName").is_set()});
}

}  // namespace

void add_requirements(Stack& stack, const Config& config, const Stated& stated) {
  require_validated(stack, config, stated);
  require_network_security(stack, config);
  require_user_security(stack, stated.users);
  require_security(stack, stated);
  require_low_cost(stack, config, stated);
  require_cheap_cache(stack, config);
}

}  // namespace omnitrack::app
