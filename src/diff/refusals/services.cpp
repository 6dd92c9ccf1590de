#include <algorithm>
#include <array>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

using meaning::Cases;
using meaning::only_case;
using meaning::only_value;
using meaning::property_path;

namespace {

bool lies_in(std::string_view path, std::string_view around) {
  return path.starts_with(around) && (path.size() == around.size() || path[around.size()] == '/');
}

const Change* change_of(const RefusalCheck& check, std::string_view way) {
  const std::string path = property_path(way);
  const auto& changes = check.change.changes;
  const auto found =
      std::ranges::find_if(changes, [&](const Change& each) { return lies_in(each.path, path); });
  return found == changes.end() ? nullptr : &*found;
}

/// Whether a value will surely be another: written anew, or by what surely follows.
bool is_sure(const Change& change) { return !change.is_consequence() || change.is_certain; }

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
constexpr std::array<std::string_view, 4> deployed_by_code_deploy{
    "TaskDefinition", "LoadBalancers", "NetworkConfiguration", "PlatformVersion"};

// A template with a hook for blue/green deployments lets CloudFormation do them.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/blue-green.html
void check_code_deploy(const RefusalCheck& check) {
  if (check.change.action == Action::replace || check.diff.after->section("Hooks") != nullptr) {
    return;
  }
  for (const Cases& controller :
       {check.before("DeploymentController/Type"), check.after("DeploymentController/Type")}) {
    if (meaning::known_text(only_case(controller).value) != "CODE_DEPLOY") return;
  }
  for (const std::string_view way : deployed_by_code_deploy) {
    const Change* change = change_of(check, way);
    if (change == nullptr) continue;
    check.report(codes::OT5118,
                 {.path = property_path(way),
                  .what = "CodeDeploy deploys the service, so that an update of '" +
                          std::string(way) + "' is refused",
                  .hint = "let CodeDeploy deploy it, and leave it as it is in the template",
                  .is_certain = is_sure(*change)});
  }
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html
void check_service_connect(const RefusalCheck& check) {
  if (!check.change.is_replaced()) return;
  constexpr std::string_view way = "ServiceConnectConfiguration/Services";
  const tmpl::Node* before = only_value(*check.diff.before, *check.change.before, way);
  const tmpl::Node* after = only_value(*check.diff.after, *check.change.after, way);
  if (before == nullptr || after == nullptr) return;
  check.report(codes::OT5119,
               {.path = property_path(way),
                .what = "the new service is made before the old one goes, which still has its "
                        "names in Service Connect",
                .hint = "deploy it without 'ServiceConnectConfiguration' first, or undo what "
                        "replaces it",
                .is_certain = check.change.action == Action::replace});
}

// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html
void check_failover(const RefusalCheck& check) {
  const auto old_count = meaning::known_integer(only_case(check.before("NumCacheClusters")).value);
  const Change* failover = change_of(check, "AutomaticFailoverEnabled");
  if (old_count != 1 || failover == nullptr || change_of(check, "NumCacheClusters") == nullptr) {
    return;
  }
  check.report(codes::OT5122,
               {.path = property_path("AutomaticFailoverEnabled"),
                .what = "failover cannot be switched on before there is a second node",
                .hint = "deploy 'NumCacheClusters' first, then 'AutomaticFailoverEnabled'",
                .is_certain = false});
}

// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html
void check_transit_encryption(const RefusalCheck& check) {
  constexpr std::string_view way = "TransitEncryptionEnabled";
  if (check.change.is_replaced() || change_of(check, way) == nullptr) return;
  const auto is_on = [](const Cases& cases) {
    const tmpl::Node* value = only_case(cases).value;
    return value == nullptr ? std::optional<bool>(false) : meaning::known_boolean(value);
  };
  if (is_on(check.before(way)) != false || is_on(check.after(way)) != true) return;
  const tmpl::Node* mode = only_case(check.after("TransitEncryptionMode")).value;
  if (mode != nullptr && meaning::known_text(mode).value_or("preferred") == "preferred") return;
  check.report(codes::OT5122,
               {.path = property_path(way),
                .what = "a group that exists takes encryption in transit by the mode 'preferred' "
                        "first",
                .hint = "deploy 'TransitEncryptionMode: preferred' with it, then 'required'"});
}

// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html
void check_cluster_mode(const RefusalCheck& check) {
  constexpr std::string_view way = "ClusterMode";
  const Change* change = change_of(check, way);
  if (check.change.is_replaced() || change == nullptr) return;
  const auto before = meaning::known_text(only_case(check.before(way)).value);
  const auto after = meaning::known_text(only_case(check.after(way)).value);
  if (before == "disabled" && after == "enabled") {
    check.report(codes::OT5122, {.path = property_path(way),
                                 .what = "cluster mode goes from 'disabled' to 'enabled' by way of "
                                         "'compatible'",
                                 .hint = "deploy 'ClusterMode: compatible' first, then 'enabled'"});
  }
}

struct CacheEngine {
  std::string_view name;
  std::string_view version;
};

// What is known of an engine, and nothing of what is not.
CacheEngine cache_engine(const Cases& engine, const Cases& version) {
  return {.name = meaning::known_text(only_case(engine).value).value_or(""),
          .version = meaning::known_text(only_case(version).value).value_or("")};
}

void check_way_back_from_valkey(const RefusalCheck& check, std::string_view version_way) {
  const CacheEngine before = cache_engine(check.before("Engine"), check.before(version_way));
  const CacheEngine after = cache_engine(check.after("Engine"), check.after(version_way));
  if (before.name != "valkey" || after.name != "redis") return;
  if (before.version.starts_with('7') && after.version.starts_with('7')) return;
  check.report(codes::OT5112,
               {.path = property_path("Engine"),
                .what = "a cache goes back to Redis OSS from Valkey 7.2 alone, to Redis OSS 7.1",
                .hint = "leave the engine, or make a new cache",
                .is_certain = false});
}

void check_parameters_of_valkey(const RefusalCheck& check) {
  constexpr std::string_view way = "CacheParameterGroupName";
  if (meaning::known_text(only_case(check.after("Engine")).value) != "valkey") return;
  const tmpl::Node* group = only_case(check.after(way)).value;
  if (group == nullptr || change_of(check, way) != nullptr) return;
  if (meaning::known_text(group).value_or("").starts_with("default.")) return;
  check.report(codes::OT5112,
               {.path = property_path(way),
                .what = "the engine becomes Valkey, and the parameter group stays one of Redis OSS",
                .hint = "name a group of a family of Valkey, such as valkey8",
                .is_certain = false});
}

// From Redis OSS to Valkey a cache goes in place, with a parameter group of Valkey.
// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html
void check_cache_engine(const RefusalCheck& check) {
  const bool is_serverless = check.is_type("AWS::ElastiCache::ServerlessCache");
  if (!is_serverless && !check.is_type("AWS::ElastiCache::ReplicationGroup")) return;
  if (check.change.is_replaced() || change_of(check, "Engine") == nullptr) return;
  check_way_back_from_valkey(check, is_serverless ? "MajorEngineVersion" : "EngineVersion");
  if (!is_serverless) check_parameters_of_valkey(check);
}

}  // namespace

void refuse_container_service_changes(const RefusalCheck& check) {
  if (!check.is_type("AWS::ECS::Service")) return;
  check_code_deploy(check);
  check_service_connect(check);
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-prefixlist.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eks-nodegroup.html
void refuse_mixed_updates(const RefusalCheck& check) {
  check_cache_engine(check);
  if (check.is_type("AWS::ElastiCache::ReplicationGroup")) {
    check_failover(check);
    check_transit_encryption(check);
    check_cluster_mode(check);
  }
  if (check.is_type("AWS::EC2::PrefixList")) {
    const Change* size = change_of(check, "MaxEntries");
    const Change* entries = change_of(check, "Entries");
    if (size == nullptr || entries == nullptr) return;
    check.report(codes::OT5122, {.path = property_path("MaxEntries"),
                                 .what = "one update cannot change the size and the entries",
                                 .hint = "deploy the size first, then the entries",
                                 .is_certain = is_sure(*size) && is_sure(*entries)});
  }
  if (!check.is_type("AWS::EKS::Nodegroup")) return;
  const Change* version = change_of(check, "Version");
  if (version == nullptr) version = change_of(check, "ReleaseVersion");
  if (version == nullptr || version->is_consequence()) return;
  for (const std::string_view way : {"Labels", "ScalingConfig", "Taints", "UpdateConfig"}) {
    if (change_of(check, way) == nullptr) continue;
    check.report(codes::OT5122,
                 {.path = property_path(way),
                  .what = "one update cannot change the version and '" + std::string(way) + "'",
                  .hint = "deploy the version by itself"});
  }
}

}  // namespace omnitrack::diff
