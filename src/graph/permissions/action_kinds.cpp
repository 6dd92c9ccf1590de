#include "graph/permissions/action_kinds.hpp"

#include <algorithm>

#include "diff/security/statements.hpp"
#include "meaning/permission_facts.hpp"
#include "schema/iam_actions.hpp"

namespace omnitrack::graph {

using diff::Pattern;
using tmpl::Member;
using tmpl::Node;

namespace {

Pattern action_named(std::string_view service, std::string_view name) {
  Pattern action{.symbols = {}, .shown = std::string(service) + ':' + std::string(name)};
  action.symbols = diff::symbols_of(action.shown);
  return action;
}

/// Whether an action is written out and none that IAM knows, so that it is a right to nothing.
bool is_unheard_of(const Pattern& action, std::string_view service) {
  const std::string_view shown = action.shown;
  const std::string prefix = std::string(service) + ':';
  if (!shown.starts_with(prefix) || shown.find_first_of("*?$") != std::string_view::npos) {
    return false;
  }
  return !schema::has_iam_action(service, shown.substr(prefix.size()));
}

bool is_in_service(const Pattern& action, std::string_view service) {
  Pattern all = action_named(service, {});
  all.symbols += meaning::any_text;
  return meaning::may_overlap(all.symbols, action.symbols,
                              [](char32_t symbol) { return symbol >= meaning::first_atom; });
}

bool is_any_of_kind(const Node& facts, std::string_view service, std::string_view kind,
                    const Pattern& action, std::vector<Pattern>* found) {
  for (const std::string_view name : meaning::words_of(meaning::fact_text(&facts, kind))) {
    Pattern one = action_named(service, name);
    if (!meaning::covers(action.symbols, one.symbols)) continue;
    if (found == nullptr) return true;
    found->push_back(std::move(one));
  }
  return found != nullptr && !found->empty();
}

bool has_atom(const Pattern& action) {
  return std::ranges::any_of(action.symbols,
                             [](char32_t symbol) { return symbol >= meaning::first_atom; });
}

}  // namespace

bool is_no_action(const Pattern& action, const std::vector<std::string>& services) {
  return std::ranges::any_of(
      services, [&](const std::string& service) { return is_unheard_of(action, service); });
}

bool may_be_about(const Pattern& action, const std::vector<std::string>& services,
                  std::string_view kinds) {
  if (kinds.empty() || has_atom(action)) return true;
  return std::ranges::any_of(services, [&](const std::string& service) {
    if (!is_in_service(action, service)) return false;
    const Node* facts = meaning::permission_fact("action_kinds", service);
    if (facts == nullptr || is_unheard_of(action, service)) return true;
    return std::ranges::any_of(meaning::words_of(kinds), [&](std::string_view kind) {
      return is_any_of_kind(*facts, service, kind, action, nullptr);
    });
  });
}

std::vector<Pattern> actions_about(const Pattern& action, const std::vector<std::string>& services,
                                   std::string_view kinds) {
  std::vector<Pattern> found;
  for (const std::string& service : services) {
    const Node* facts = meaning::permission_fact("action_kinds", service);
    if (!is_in_service(action, service)) continue;
    if (facts == nullptr) return {};
    for (const std::string_view kind : meaning::words_of(kinds)) {
      is_any_of_kind(*facts, service, kind, action, &found);
    }
  }
  return found;
}

bool is_about_nothing(const Pattern& action, const std::vector<std::string>& services) {
  return std::ranges::any_of(services, [&](const std::string& service) {
    const Node* facts = meaning::permission_fact("action_kinds", service);
    if (facts == nullptr || !is_in_service(action, service)) return false;
    if (is_unheard_of(action, service)) return false;
    return std::ranges::none_of(facts->members(), [&](const Member& kind) {
      return is_any_of_kind(*facts, service, kind.key(), action, nullptr);
    });
  });
}

}  // namespace omnitrack::graph
