#include <charconv>
#include <optional>
#include <vector>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::only_case;
using meaning::property_path;
using meaning::same_case;

namespace {

using Numbers = std::vector<std::int64_t>;

/// The numbers of a version such as `8.0.mysql_aurora.3.05.2` or `OpenSearch_2.11`.
Numbers numbers_of(std::string_view version) {
  Numbers numbers;
  while (!version.empty()) {
    const std::size_t at = version.find_first_of("0123456789");
    if (at == std::string_view::npos) break;
    version.remove_prefix(at);
    std::int64_t number = 0;
    const auto read = std::from_chars(version.data(), version.data() + version.size(), number);
    numbers.push_back(read.ec == std::errc() ? number : 0);
    version.remove_prefix(static_cast<std::size_t>(read.ptr - version.data()));
  }
  return numbers;
}

/// The engine that a version begins with, as in `OpenSearch_2.11`; mostly empty.
std::string_view engine_of(std::string_view version) {
  return version.substr(0, version.find_first_of("0123456789"));
}

/// Whether a version surely comes before another: `8.0` may be any `8.0.x`.
bool is_older(const Numbers& version, const Numbers& than) {
  for (std::size_t i = 0; i < version.size() && i < than.size(); ++i) {
    if (version[i] != than[i]) return version[i] < than[i];
  }
  return false;
}

using Engine = schema::EngineVersion;

bool has_same_engine(const RefusalCheck& check, const Engine& engine) {
  if (engine.engine.empty()) return true;
  return same_case(only_case(check.before(engine.engine)), only_case(check.after(engine.engine)));
}

class VersionCheck {
 public:
  VersionCheck(const RefusalCheck& check, const Engine& engine, bool is_always)
      : check_(check), engine_(engine), is_always_(is_always) {}

  void compare(std::string_view before, std::string_view after) {
    if (engine_of(before) != engine_of(after)) return;
    const Numbers old_version = numbers_of(before);
    const Numbers new_version = numbers_of(after);
    if (is_older(new_version, old_version)) {
      report("the version cannot go down from '" + std::string(before) + "' to '" +
                 std::string(after) + "'",
             "keep '" + std::string(before) + "', or make another one from a backup");
    } else if (is_member_of_cluster()) {
      report("a member of a cluster has the version of the cluster",
             "take 'EngineVersion' off the instance, and set it on the cluster alone");
    } else if (check_.is_type("AWS::EKS::Cluster")) {
      check_minor_steps(old_version, new_version);
    } else if (check_.change.type_name.starts_with("AWS::RDS::")) {
      check_major_upgrade(old_version, new_version);
    }
  }

 private:
  void check_minor_steps(const Numbers& before, const Numbers& after) {
    if (before.size() < 2 || after.size() < 2 || before[0] != after[0] ||
        after[1] <= before[1] + 1) {
      return;
    }
    const std::string next = std::to_string(before[0]) + "." + std::to_string(before[1] + 1);
    report("a cluster goes up by one minor version at a time", "deploy '" + next + "' first", true);
  }

  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
  [[nodiscard]] bool is_member_of_cluster() const {
    return check_.is_type("AWS::RDS::DBInstance") &&
           only_case(check_.after("DBClusterIdentifier")).value != nullptr;
  }

  // How many numbers make the major version.
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html
  [[nodiscard]] std::size_t major_numbers(const Numbers& before) const {
    const Case engine = only_case(check_.after("Engine"));
    const auto name = meaning::known_text(engine.value).value_or("");
    if (name.ends_with("mysql") || name == "mariadb") return 2;
    if (name.ends_with("postgresql") || name == "postgres") {
      return !before.empty() && before[0] < 10 ? 2 : 1;
    }
    return name.starts_with("oracle") || name.starts_with("sqlserver") ? 1 : 0;
  }

  void check_major_upgrade(const Numbers& before, const Numbers& after) {
    const std::size_t major = major_numbers(before);
    if (major == 0 || before.size() < major || after.size() < major) return;
    bool is_major = false;
    for (std::size_t i = 0; i < major; ++i) is_major = is_major || before[i] != after[i];
    if (!is_major) return;
    const Case allowed = only_case(check_.after("AllowMajorVersionUpgrade"));
    const bool is_refused = allowed.is_seen && (allowed.value == nullptr ||
                                                meaning::known_boolean(allowed.value) == false);
    if (!is_refused) return check_parameter_groups();
    report("a new major version needs 'AllowMajorVersionUpgrade: true'", "set it beside it");
  }

  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBCluster.html
  void check_parameter_groups() {
    if (!check_.is_type("AWS::RDS::DBCluster")) return;
    const Case of_cluster = only_case(check_.after("DBClusterParameterGroupName"));
    const Case of_instances = only_case(check_.after("DBInstanceParameterGroupName"));
    if (of_cluster.value == nullptr || of_instances.value != nullptr) return;
    if (meaning::known_text(of_cluster.value).value_or("").starts_with("default.")) return;
    is_always_ = false;
    report(
        "a new major version with a parameter group of one's own for the cluster needs one for "
        "its instances",
        "set 'DBInstanceParameterGroupName' to a group of the new version");
  }

  void report(std::string what, std::string hint, bool has_phases = false) {
    check_.report(codes::OT5112, {.path = property_path(engine_.path),
                                  .what = std::move(what),
                                  .hint = std::move(hint),
                                  .is_certain = is_always_,
                                  .has_phases = has_phases});
  }

  const RefusalCheck& check_;
  const Engine& engine_;
  bool is_always_;
};

}  // namespace

void refuse_versions(const RefusalCheck& check) {
  for (const Engine& each : schema::facts_of<Engine>(check.change.type_name)) {
    if (!has_same_engine(check, each)) continue;
    for_each_difference(check, each.path,
                        [&](const Case& before, const Case& after, bool is_always) {
                          const auto old_version = meaning::known_text(before.value);
                          const auto new_version = meaning::known_text(after.value);
                          if (!old_version || !new_version) return;
                          VersionCheck(check, each, is_always).compare(*old_version, *new_version);
                        });
  }
}

}  // namespace omnitrack::diff
