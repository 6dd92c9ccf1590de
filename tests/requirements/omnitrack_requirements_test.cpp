#include <functional>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/stack.hpp"
#include "core/tree.hpp"
#include <omnitrack/synth.hpp>

namespace omnitrack::app {
namespace {

using testing::IsEmpty;
using Ids = std::set<std::string>;

/// Something done to the stack that takes evidence away, and the requirements that then fail.
struct Loss {
  std::string name;
  std::function<void(App&, Stack&)> take_away;
  Ids lost;
};

Stack& stack_of(App& app) { return static_cast<Stack&>(*app.first_child()); }

void visit(App& app, std::string_view type_or_path, const std::function<void(Resource&)>& edit) {
  app.add_visitor([type_or_path = std::string(type_or_path), edit](Resource& resource) {
    const std::string path = "OmniTrack/" + type_or_path;
    if (resource.type_info().name == type_or_path || resource.path() == path) edit(resource);
  });
}

/// A value at a pointer of all resources of a type, or of the one at a path in the stack.
Loss changed(const std::string& where, const std::string& pointer,
             const std::function<Json()>& value, const Ids& lost) {
  return {where + ' ' + pointer,
          [=](App& app, Stack&) {
            visit(app, where, [=](Resource& each) { each.override_at(pointer, value()); });
          },
          lost};
}

template <class A>
Loss changed(const std::string& where, const std::string& pointer, const A& value,
             const Ids& lost) {
  return changed(where, pointer, std::function<Json()>([value] { return Json(value); }), lost);
}

Loss removed(const std::string& where, const std::string& pointer, const Ids& lost) {
  return {where + " without " + pointer,
          [=](App& app, Stack&) {
            visit(app, where, [=](Resource& each) { each.remove_at(pointer); });
          },
          lost};
}

/// As if there were no such resource.
Loss gone(const std::string& where, const Ids& lost) {
  return changed(where, "/Type", std::string("Custom::Gone"), lost);
}

Loss added(const std::string& type, const std::function<Map<Json>()>& properties, const Ids& lost) {
  return {
      type,
      [=](App&, Stack& stack) {
        stack.add(UntypedResourceProps{.id = "Added", .type = type, .properties = properties()});
      },
      lost};
}

const std::string table = "MainTable";
const std::string users = "UserPool";
const std::string client = "UserPool/WebClient";
const std::string function = "CacheHealthFunction";
const std::string flow_log = "AWS::EC2::FlowLog";
const std::string stage = "AWS::ApiGateway::Stage";
const std::string redis = "RedisCluster";
const std::string password = "/Properties/Policies/PasswordPolicy/";
const std::string block = "/Properties/PublicAccessBlockConfiguration/";

std::vector<Loss> losses_of_data() {
  const auto capacity = [] {
    return Json::object({{"ReadCapacityUnits", 1}, {"WriteCapacityUnits", 1}});
  };
  const std::string encryption =
      "/Properties/BucketEncryption/ServerSideEncryptionConfiguration/0/"
      "ServerSideEncryptionByDefault/SSEAlgorithm";
  return {
      changed(table, "/Properties/BillingMode", "PROVISIONED", {"11.1", "11.2", "cost-1.1"}),
      changed(table, "/Properties/ProvisionedThroughput", std::function<Json()>(capacity),
              {"11.1"}),
      changed(table, "/Properties/SSESpecification/SSEEnabled", false, {"security-2.1"}),
      changed(table, "/Properties/SSESpecification/KMSMasterKeyId", "mine", {"security-2.1"}),
      changed(table, "/Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled",
              false, {"security-4.4"}),
      changed(table, "/Properties/StreamSpecification/StreamViewType", "KEYS_ONLY", {"cost-2.3"}),
      gone(table, {"cost-3.2"}),
      changed("DigitalTwinBucket", encryption, "aws:kms", {"security-2.2"}),
      changed("ModelArtifactsBucket/Policy", "/Properties/PolicyDocument/Statement/0/Effect",
              "Allow", {"security-2.3"}),
      changed("DigitalTwinBucket", block + "BlockPublicAcls", false, {"security-2.4"}),
      changed("DigitalTwinBucket", block + "BlockPublicPolicy", false, {"security-2.4"}),
      changed("DigitalTwinBucket", block + "IgnorePublicAcls", false, {"security-2.4"}),
      removed("ModelArtifactsBucket", block + "RestrictPublicBuckets", {"security-2.4"}),
      changed("DigitalTwinBucket", "/Properties/LifecycleConfiguration/Rules/0/Status", "Disabled",
              {"cost-2.1"}),
      removed("DigitalTwinBucket", "/Properties/LifecycleConfiguration/Rules/0/ExpirationInDays",
              {"cost-2.1"}),
      removed("ModelArtifactsBucket", "/Properties/LifecycleConfiguration/Rules/0/Transitions",
              {"cost-2.1"}),
      removed("LambdaLogGroup", "/Properties/RetentionInDays", {"cost-2.2", "vpc-security-2"}),
  };
}

std::vector<Loss> losses_of_users() {
  const auto no_email = [] {
    return Json::object({{"Name", "verified_phone_number"}, {"Priority", 2}});
  };
  return {
      changed(users, "/Properties/MfaConfiguration", "OFF", {"security-3.2", "users-security-1"}),
      changed(users, "/Properties/EnabledMfas/0", "EMAIL_OTP", {"users-security-1"}),
      changed(users, "/Properties/EnabledMfas/1", "EMAIL_OTP", {"users-security-1"}),
      changed(users, "/Properties/AccountRecoverySetting/RecoveryMechanisms/-",
              std::function<Json()>(no_email), {"users-security-2"}),
      changed(client, "/Properties/PreventUserExistenceErrors", "LEGACY", {"users-security-3"}),
      changed(client, "/Properties/EnableTokenRevocation", false, {"users-security-4"}),
      changed(client, "/Properties/UserPoolId", "eu-west-1_other", {"12.1"}),
      gone(users, {"12.1", "cost-3.2"}),
      changed(users, password + "MinimumLength", 11, {"security-3.1"}),
      changed(users, password + "RequireLowercase", false, {"security-3.1"}),
      changed(users, password + "RequireUppercase", false, {"security-3.1"}),
      changed(users, password + "RequireNumbers", false, {"security-3.1"}),
      removed(users, password + "RequireSymbols", {"security-3.1"}),
      changed(users, password + "TemporaryPasswordValidityDays", 4, {"security-3.1"}),
      changed(client, "/Properties/AccessTokenValidity", 2, {"security-3.3"}),
      changed(client, "/Properties/TokenValidityUnits/AccessToken", "days", {"security-3.3"}),
      changed(client, "/Properties/IdTokenValidity", 2, {"security-3.3"}),
      changed(client, "/Properties/TokenValidityUnits/IdToken", "days", {"security-3.3"}),
      {"the export of the user pool's ARN",
       [](App&, Stack& stack) {
         for (Construct* each = stack.first_child(); each != nullptr; each = each->next_sibling()) {
           if (each->id() != "UserPoolArn") continue;
           const_cast<OutputProps&>(TreeAccess::props(static_cast<Output&>(*each)))
               .export_name = {};
         }
       },
       {"security-3.4"}},
  };
}

std::vector<Loss> losses_of_the_network() {
  return {
      changed("AWS::EC2::Subnet", "/Properties/AvailabilityZone", "eu-west-1a", {"11.2"}),
      // The subnet is public then, so that the private ones lie in two zones.
      changed("Vpc/PrivateSubnet1/DefaultRoute", "/Properties/GatewayId", "igw-1",
              {"11.2", "security-1.1"}),
      removed("Vpc/PrivateSubnet1/DefaultRoute", "/Properties/NatGatewayId", {"security-1.2"}),
      changed("AWS::EC2::NatGateway", "/Properties/SubnetId", "subnet-1", {"security-1.2"}),
      changed(flow_log, "/Properties/ResourceId", "vpc-1", {"12.1", "security-1.3"}),
      changed(flow_log, "/Properties/TrafficType", "REJECT",
              {"12.1", "security-4.2", "vpc-security-1"}),
      changed(flow_log, "/Properties/LogDestinationType", "s3", {"vpc-security-2"}),
      removed(flow_log, "/Properties/LogGroupName", {"vpc-security-2"}),
      removed(flow_log, "/Properties/DeliverLogsPermissionArn", {"vpc-security-3"}),
      changed("VpcFlowLogs/Role",
              "/Properties/AssumeRolePolicyDocument/Statement/0/Principal/Service",
              "lambda.amazonaws.com", {"vpc-security-3"}),
  };
}

std::vector<Loss> losses_of_apis_and_functions() {
  return {
      gone("RestApi", {"11.1", "11.2", "cost-1.2", "cost-3.2"}),
      gone("WebSocketApi", {"11.1"}),
      removed("RestApi", "/Properties/EndpointConfiguration", {"11.2"}),
      removed(stage, "/Properties/AccessLogSetting", {"12.1", "security-4.1"}),
      removed("AWS::ApiGatewayV2::Stage", "/Properties/AccessLogSettings",
              {"12.1", "security-4.1"}),
      changed(stage, "/Properties/TracingEnabled", false, {"12.1", "security-4.3"}),
      changed(stage, "/Properties/CacheClusterEnabled", true, {"cost-1.2"}),
      removed(function, "/Properties/VpcConfig", {"11.1", "security-1.1"}),
      changed(function, "/Properties/ReservedConcurrentExecutions", 1, {"11.1"}),
      changed(function, "/Properties/TracingConfig/Mode", "PassThrough", {"12.1", "security-4.3"}),
      changed(function, "/Properties/Environment/Variables/REDIS_HOST", "localhost", {"11.4"}),
      gone(function, {"11.1", "11.4", "12.1", "cost-1.3", "cost-3.1", "security-4.3"}),
      added("AWS::Lambda::Alias",
            [] {
              return Map<Json>{{"ProvisionedConcurrencyConfig", Json::object({})}};
            },
            {"cost-1.3"}),
      added("AWS::Lambda::Version",
            [] {
              return Map<Json>{{"ProvisionedConcurrencyConfig", Json::object({})}};
            },
            {"cost-1.3"}),
      added("AWS::EC2::Instance", [] { return Map<Json>{}; }, {"cost-3.1", "cost-3.2"}),
      added("AWS::EC2::LaunchTemplate", [] { return Map<Json>{}; }, {"cost-3.2"}),
      added("AWS::AutoScaling::AutoScalingGroup", [] { return Map<Json>{}; }, {"cost-3.1"}),
      added("AWS::ECS::Service", [] { return Map<Json>{}; }, {"cost-3.1"}),
      added("AWS::EKS::Nodegroup", [] { return Map<Json>{}; }, {"cost-3.1"}),
  };
}

std::vector<Loss> losses_of_the_cache() {
  return {
      changed(redis, "/Properties/Engine", "memcached", {"11.4"}),
      changed("RedisCluster/ParameterGroup", "/Properties/Properties/maxmemory-policy",
              "noeviction", {"11.4"}),
      removed("RedisSecurityGroup", "/Properties/SecurityGroupIngress", {"11.4"}),
      changed(redis, "/Properties/CacheNodeType", "cache.r7g.16xlarge", {"redis-cost-1"}),
      changed(redis, "/Properties/SnapshotRetentionLimit", 0, {"redis-cost-2"}),
      changed(redis, "/Properties/AutoMinorVersionUpgrade", false, {"redis-cost-3"}),
      removed(redis, "/Properties/CacheSubnetGroupName", {"redis-cost-4"}),
      removed("RedisCluster/SubnetGroup", "/Properties/SubnetIds/2", {"redis-cost-4"}),
      gone(redis,
           {"11.4", "cost-3.2", "redis-cost-1", "redis-cost-2", "redis-cost-3", "redis-cost-4"}),
  };
}

std::vector<Loss> all_losses() {
  std::vector<Loss> all;
  for (const auto& some : {losses_of_data(), losses_of_users(), losses_of_the_network(),
                           losses_of_apis_and_functions(), losses_of_the_cache()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

Synthesis synthesis_after(const std::function<void(App&, Stack&)>& change,
                          const Config& config = {}) {
  App app;
  build(app, config);
  change(app, stack_of(app));
  return synthesize(app, {.evidence = true, .validate = false});
}

std::vector<std::string> errors_of(const Synthesis& synthesis) {
  std::vector<std::string> errors;
  for (const Diagnostic& each : synthesis.diagnostics) {
    if (each.severity == Severity::error) errors.push_back(to_text(each));
  }
  return errors;
}

TEST(OmniTrackRequirementsTest, all_hold_in_every_configuration) {
  Config production;
  production.environment = Environment::production;
  production.cors_origins = {"https://app.example.com"};
  Config other;
  other.nat_gateways = 1;
  other.retention_days = 90;
  other.redis_node_type = "cache.t4g.small";
  other.alarms = true;
  other.api_gateway_account = false;
  for (const Config& config : {Config{}, production, other}) {
    const Synthesis synthesis = synthesis_after([](App&, Stack&) {}, config);
    EXPECT_THAT(errors_of(synthesis), IsEmpty());
    EXPECT_EQ(synthesis.requirements.size(), 38U);
  }
}

TEST(OmniTrackRequirementsTest, what_takes_evidence_away_fails_the_synth_by_its_requirements) {
  for (const Loss& loss : all_losses()) {
    const Synthesis synthesis = synthesis_after(loss.take_away);
    Ids lost;
    for (const RequirementResult& each : synthesis.requirements) {
      if (each.holds) continue;
      lost.insert(each.id);
      const std::vector<std::string> errors = errors_of(synthesis);
      EXPECT_THAT(errors, testing::Contains(testing::AllOf(
                              testing::HasSubstr("error OT1601: OmniTrack/" + each.id),
                              testing::HasSubstr("requirement '" + each.id + "'"))));
    }
    EXPECT_EQ(lost, loss.lost) << loss.name;
    EXPECT_FALSE(synthesis.ok()) << loss.name;
  }
}

TEST(OmniTrackRequirementsTest, each_piece_of_evidence_can_be_taken_away) {
  std::set<std::string> never_lost;
  for (const RequirementResult& each : synthesis_after([](App&, Stack&) {}).requirements) {
    for (const EvidenceResult& one : each.evidence) never_lost.insert(each.id + ' ' + one.claim);
  }
  EXPECT_FALSE(never_lost.empty());
  for (const Loss& loss : all_losses()) {
    for (const RequirementResult& each : synthesis_after(loss.take_away).requirements) {
      for (const EvidenceResult& one : each.evidence) {
        if (!one.holds) never_lost.erase(each.id + ' ' + one.claim);
      }
    }
  }
  EXPECT_THAT(never_lost, IsEmpty());
}

}  // namespace
}  // namespace omnitrack::app
