#include "diff/security/managed_policies.hpp"

#include <algorithm>

#include "schema/facts.hpp"
#include "support/listed.hpp"

namespace omnitrack::diff {

namespace {

/// What comes after the last `/`.
std::string_view name_of(const Carried& policy) {
  const std::string_view shown = policy.arn.shown;
  return shown.substr(shown.rfind('/') + 1);
}

constexpr std::string_view full = "FullAccess";
constexpr std::string_view read_only = "ReadOnlyAccess";

/// Whether a policy surely allows all that the other one does.
bool allows_all_of(const Carried& policy, const Carried& other) {
  if (policy.arn.symbols == other.arn.symbols || is_administrator(policy)) return true;
  const std::string_view name = name_of(policy);
  const std::string_view other_name = name_of(other);
  return name.ends_with(full) && other_name.ends_with(read_only) &&
         name.substr(0, name.size() - full.size()) ==
             other_name.substr(0, other_name.size() - read_only.size());
}

std::string words_of(const Carried& policy) {
  const std::string_view name = name_of(policy);
  std::string words = "the managed policy " + std::string(name);
  if (const auto found = schema::fact_of<schema::BroadPolicy>(name)) {
    words.append(" (").append(found->words).append(")");
  } else if (name.ends_with(full)) {
    words += " (full access to its service)";
  }
  return words;
}

void tell_missing(const std::vector<Carried>& policies, const std::vector<Carried>& others,
                  Direction direction, std::string_view verb, Rows& rows) {
  std::vector<std::string> names;
  const Carried* first = nullptr;
  for (const Carried& each : policies) {
    const bool is_there = std::ranges::any_of(
        others, [&](const Carried& other) { return allows_all_of(other, each); });
    if (is_there) continue;
    names.push_back(words_of(each));
    if (first == nullptr) first = &each;
  }
  if (first == nullptr) return;
  constexpr std::size_t most_names = 4;
  rows.add(direction, SecurityKind::permissions, *first->in, path_of(*first->in, *first->at),
           std::string(verb) + support::listed(names, most_names));
}

}  // namespace

bool is_administrator(const Carried& policy) { return name_of(policy) == "AdministratorAccess"; }

void tell_carried(const std::vector<Carried>& before, const std::vector<Carried>& after,
                  Rows& rows) {
  tell_missing(after, before, Direction::wider, "carries now ", rows);
  tell_missing(before, after, Direction::tighter, "carries no longer ", rows);
}

}  // namespace omnitrack::diff
