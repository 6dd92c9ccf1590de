#include "graph/permissions/managed.hpp"

#include <algorithm>

#include "meaning/permission_facts.hpp"

namespace omnitrack::graph {

std::string_view name_of(const diff::Carried& policy) {
  const std::string_view shown = policy.arn.shown;
  return shown.substr(shown.rfind('/') + 1);
}

namespace {

bool is_of_aws(const diff::Carried& policy) {
  return policy.arn.shown.find(":iam::aws:policy/") != std::string::npos;
}

}  // namespace

bool may_deny(const diff::Carried& policy) { return !is_of_aws(policy); }

const tmpl::Node* statements_of(const diff::Carried& policy,
                                const std::vector<std::string>& services) {
  if (!is_of_aws(policy)) return nullptr;
  const tmpl::Node* facts = meaning::permission_fact("managed_policies", name_of(policy));
  if (facts == nullptr) return nullptr;
  if (const std::string_view within = meaning::fact_text(facts, "within"); !within.empty()) {
    const std::vector<std::string_view> told = meaning::words_of(within);
    const bool is_told = std::ranges::all_of(services, [&told](const std::string& each) {
      return std::ranges::find(told, each) != told.end();
    });
    if (!is_told) return nullptr;
  }
  return facts->find("Statement");
}

}  // namespace omnitrack::graph
