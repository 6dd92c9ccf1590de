#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "diff/refusals/claims.hpp"
#include "diff/refusals/refusal_check.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Claim;

/// Something that there can be once, and a resource that takes it up or lets it go.
struct Holder {
  const ResourceChange* change = nullptr;
  Claim claim;
  bool is_in_place = true;  ///< else the resource is made, or goes
};

bool is_updated(const ResourceChange& change) {
  return change.before != nullptr && change.after != nullptr && !change.is_replaced();
}

/// What each resource refers to.
class Needs {
 public:
  explicit Needs(const tmpl::Index& index) {
    std::vector<meaning::Reference> references;
    meaning::collect_references(index, references);
    for (const meaning::Reference& each : references) {
      if (!each.is_from_output) targets_[each.user].push_back(each.target);
    }
  }

  /// Whether a resource needs another one, so that the other one is updated first.
  [[nodiscard]] bool has(std::string_view from, std::string_view wanted) const {
    std::unordered_set<std::string_view> seen{from};
    std::vector<std::string_view> left{from};
    while (!left.empty() && !seen.contains(wanted)) {
      const auto found = targets_.find(left.back());
      left.pop_back();
      if (found == targets_.end()) continue;
      for (const std::string_view each : found->second) {
        if (seen.insert(each).second) left.push_back(each);
      }
    }
    return seen.contains(wanted);
  }

 private:
  std::unordered_map<std::string_view, std::vector<std::string_view>> targets_;
};

/// What is there once and goes from one resource of a stack to another, at least one of which is
/// updated in place.
class Moves {
 public:
  Moves(const StackDiff& diff, std::size_t stack, std::vector<Refusal>& refusals)
      : diff_(diff), stack_(stack), refusals_(refusals) {}

  void check() {
    for (const ResourceChange& each : diff_.resources) {
      if (schema::facts_of<schema::Unique>(each.type_name).empty()) continue;
      if (is_updated(each)) add_in_place(each);
    }
    if (!is_any_in_place_) return;
    for (const ResourceChange& each : diff_.resources) {
      if (each.goes()) add(let_go_, each, meaning::claims_of(*diff_.before, *each.before));
      if (each.is_made()) add(taken_, each, meaning::claims_of(*diff_.after, *each.after));
    }
    for (const Holder& each : let_go_) owners_[each.claim.key].push_back(&each);
    for (const Holder& each : taken_) takers_[each.change].push_back(&each);
    for (const Holder& taker : taken_) {
      const auto found = owners_.find(taker.claim.key);
      if (found == owners_.end()) continue;
      const auto owner = std::ranges::find_if(found->second, [&taker](const Holder* each) {
        return each->change != taker.change && (each->is_in_place || taker.is_in_place);
      });
      if (owner != found->second.end()) report(taker, **owner);
    }
  }

 private:
  void add_in_place(const ResourceChange& change) {
    const std::vector<Claim> before = meaning::claims_of(*diff_.before, *change.before);
    const std::vector<Claim> after = meaning::claims_of(*diff_.after, *change.after);
    add_others(let_go_, change, before, after);
    add_others(taken_, change, after, before);
  }

  /// Adds the claims that are not among the others.
  void add_others(std::vector<Holder>& holders, const ResourceChange& change,
                  const std::vector<Claim>& claims, const std::vector<Claim>& others) {
    std::unordered_set<std::string_view> kept;
    for (const Claim& each : others) kept.insert(each.key);
    for (const Claim& each : claims) {
      if (kept.contains(each.key) || each.goes_with_other || follows_changes(diff_, change, each))
        continue;
      holders.push_back({&change, each});
      is_any_in_place_ = true;
    }
  }

  void add(std::vector<Holder>& holders, const ResourceChange& change,
           const std::vector<Claim>& claims) {
    for (const Claim& each : claims) {
      if (each.goes_with_other || follows_changes(diff_, change, each)) continue;
      holders.push_back({&change, each, false});
    }
  }

  /// Whether the owner takes up what the taker lets go.
  [[nodiscard]] bool is_swap(const Holder& taker, const Holder& owner) const {
    const auto lets_go = [&](const Claim& claim) {
      const auto found = owners_.find(claim.key);
      return found != owners_.end() &&
             std::ranges::any_of(found->second, [&taker](const Holder* each) {
               return each->change == taker.change;
             });
    };
    const auto taken = takers_.find(owner.change);
    return taken != takers_.end() && std::ranges::any_of(taken->second, [&](const Holder* each) {
             return lets_go(each->claim);
           });
  }

  [[nodiscard]] bool is_sure(const Holder& holder) const {
    return holder.claim.is_certain && !holder.change->may_not_happen &&
           holder.change->action != Action::may_replace &&
           (holder.change->before == nullptr ||
            is_unconditional(diff_.before, holder.change->before)) &&
           (holder.change->after == nullptr || is_unconditional(diff_.after, holder.change->after));
  }

  void report(const Holder& taker, const Holder& owner) {
    const std::string_view id = taker.change->logical_id;
    const std::string_view old_id = owner.change->logical_id;
    const std::string quoted = "'" + std::string(old_id) + "'";
    const bool is_both = is_sure(taker) && is_sure(owner);
    if (!owner.is_in_place) {
      return report(taker, is_both,
                    " is still that of " + quoted + ", which goes only after this one is updated",
                    "remove " + quoted + " in a deployment before");
    }
    if (is_swap(taker, owner)) {
      return report(taker, is_both,
                    " is still that of " + quoted + ", which takes over what this one has",
                    "give one of them something else in a deployment before");
    }
    if (!needs_) needs_.emplace(*diff_.written_after());
    if (needs_->has(id, old_id)) return;
    report(taker, is_both && needs_->has(old_id, id),
           " is that of " + quoted + " until that one is updated",
           "update " + quoted + " in a deployment before, or name it in 'DependsOn' here");
  }

  void report(const Holder& taker, bool is_certain, const std::string& whose, std::string hint) {
    report_refusal(refusals_, as_error(taker.claim.is_name ? codes::OT5108 : codes::OT5109), stack_,
                   taker.change->logical_id, taker.change->type_name,
                   {.path = meaning::path_of(taker.claim),
                    .what = taker.claim.text + whose,
                    .hint = std::move(hint),
                    .is_certain = is_certain});
  }

  const StackDiff& diff_;
  std::size_t stack_;
  std::vector<Refusal>& refusals_;
  std::vector<Holder> taken_;
  std::vector<Holder> let_go_;
  std::unordered_map<std::string_view, std::vector<const Holder*>> owners_;  // by what they let go
  std::unordered_map<const ResourceChange*, std::vector<const Holder*>> takers_;
  std::optional<Needs> needs_;
  bool is_any_in_place_ = false;
};

}  // namespace

void refuse_claims_in_place(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const StackDiff& diff = diffs[stack];
    if (diff.before != nullptr && diff.after != nullptr) Moves(diff, stack, refusals).check();
  }
}

}  // namespace omnitrack::diff
