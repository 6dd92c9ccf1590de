#include "cli/verbs.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "cli/failure.hpp"
#include "cli/page/wording.hpp"
#include "cli/templates/template_files.hpp"

namespace omnitrack::cli {

namespace {

// The verb that does what another tool calls by another name; empty for any other word.
std::string_view hint_for_other_name(std::string_view name) {
  constexpr std::array<std::string_view, 4> deploying{"apply", "create", "up", "update"};
  if (std::ranges::find(deploying, name) != deploying.end()) return "deploy does that";
  constexpr std::array<std::string_view, 2> destroying{"delete", "down"};
  if (std::ranges::find(destroying, name) != destroying.end()) return "destroy does that";
  if (name == "new") return "init does that";
  return {};
}

}  // namespace

Verbs all_verbs() {
  Verbs verbs;
  verbs.push_back(make_synth_verb());
  verbs.push_back(make_init_verb());
  verbs.push_back(make_diff_verb());
  verbs.push_back(make_deploy_verb());
  verbs.push_back(make_watch_verb());
  verbs.push_back(make_destroy_verb());
  verbs.push_back(make_list_verb());
  verbs.push_back(make_tree_verb());
  verbs.push_back(make_graph_verb());
  verbs.push_back(make_validate_verb());
  verbs.push_back(make_format_verb());
  verbs.push_back(make_requirements_verb());
  verbs.push_back(make_reach_verb());
  verbs.push_back(make_lock_verb());
  verbs.push_back(make_adopt_verb());
  verbs.push_back(make_import_verb());
  verbs.push_back(make_publish_verb());
  verbs.push_back(make_bootstrap_verb());
  verbs.push_back(make_status_verb());
  verbs.push_back(make_outputs_verb());
  verbs.push_back(make_events_verb());
  verbs.push_back(make_diagnose_verb());
  verbs.push_back(make_drift_verb());
  verbs.push_back(make_rollback_verb());
  verbs.push_back(make_schema_verb());
  verbs.push_back(make_explain_verb());
  verbs.push_back(make_completion_verb());
  verbs.push_back(make_help_verb());
  return verbs;
}

Verb& find_verb(const Verbs& verbs, const std::string& name) {
  std::vector<std::string_view> names;
  for (const auto& verb : verbs) {
    if (verb->name() == name) return *verb;
    names.push_back(verb->name());
  }
  std::string hint(hint_for_other_name(name));
  if (hint.empty() && is_named_like_template(name)) hint = "to check a template: validate " + name;
  if (hint.empty()) hint = did_you_mean(name, names);
  if (hint.empty()) {
    hint = "the verbs are " + listed(names, " and ") +
           "; for a stack of that name: " + std::string(names.front()) + ' ' + name;
  }
  throw UsageError("unknown verb '" + name + "'", hint);
}

}  // namespace omnitrack::cli
