#include <algorithm>
#include <set>
#include <unordered_map>

#include "diff/refusals/claims.hpp"
#include "diff/refusals/refusal_check.hpp"
#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

bool follows_changes(const StackDiff& diff, const ResourceChange& change,
                     const meaning::Claim& claim) {
  if (claim.way.empty()) return false;
  const std::string path = meaning::path_of(claim);
  const auto follows = [&](const Change& each) {
    return each.is_consequence() && each.path.starts_with(path);
  };
  if (std::ranges::any_of(change.changes, follows)) return true;
  return std::ranges::any_of(
      claim.values, [&](const tmpl::Node* each) { return follows_replacement(diff, *each); });
}

namespace {

/// Whether a resource is made anew only where something in a claim is another one by something else
/// that changes, so that it claims something else then.
bool is_made_with_other(const ResourceChange& change, const meaning::Claim& claim) {
  if (change.before == nullptr) return false;
  std::vector<std::string> paths;
  for (const tmpl::Node* each : claim.values) {
    const auto found = meaning::locate(change.after->member->value, *each);
    if (found) paths.push_back('/' + found->path);
  }
  return std::ranges::all_of(change.changes, [&paths](const Change& each) {
    if (each.effect != Effect::replaces && each.effect != Effect::may_replace) return true;
    return each.is_consequence() && std::ranges::any_of(paths, [&each](const std::string& path) {
             return each.path.starts_with(path);
           });
  });
}

/// Who has something until it goes.
struct Owner {
  std::size_t stack = 0;
  const ResourceChange* change = nullptr;
  bool is_certain = true;
};

class Claims {
 public:
  Claims(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals)
      : diffs_(diffs), refusals_(refusals) {}

  void check() {
    bool is_any_made = false;
    for (const StackDiff& diff : diffs_) {
      for (const ResourceChange& each : diff.resources) is_any_made |= each.is_made();
    }
    if (!is_any_made) return;
    for (std::size_t stack = 0; stack < diffs_.size(); ++stack) add_owners(stack);
    for (std::size_t stack = 0; stack < diffs_.size(); ++stack) {
      for (const ResourceChange& each : diffs_[stack].resources) {
        if (each.is_made()) check_made(stack, each);
      }
    }
  }

 private:
  void add_owners(std::size_t stack) {
    const StackDiff& diff = diffs_[stack];
    for (const ResourceChange& each : diff.resources) {
      if (!each.goes()) continue;
      const bool is_sure = is_unconditional(diff.before, each.before) && !each.may_not_happen &&
                           each.action != Action::may_replace;
      for (meaning::Claim& claim : meaning::claims_of(*diff.before, *each.before)) {
        const Owner owner{stack, &each, is_sure && claim.is_certain};
        if (claim.is_literal && claim.is_name) anywhere_.emplace(claim.key, owner);
        claim.key.append(1, '\n').append(std::to_string(stack));
        here_.emplace(std::move(claim.key), owner);
      }
    }
  }

  void check_made(std::size_t stack, const ResourceChange& change) {
    const StackDiff& diff = diffs_[stack];
    const bool is_sure = is_unconditional(diff.after, change.after) && !change.may_not_happen &&
                         change.action != Action::may_replace;
    std::set<std::string> told;
    for (const meaning::Claim& claim : meaning::claims_of(*diff.after, *change.after)) {
      if (follows_changes(diff, change, claim) || is_made_with_other(change, claim)) continue;
      const auto own = here_.find(claim.key + '\n' + std::to_string(stack));
      if (own != here_.end()) {
        // Of several things of one kind, such as network interfaces, one says it.
        const std::string other(own->second.change->logical_id);
        if (!told.insert(claim.text + '\n' + other).second) continue;
        report(stack, change, claim, own->second, is_sure && own->second.is_certain);
        if (claim.is_name) return;
        continue;
      }
      if (!claim.is_name || !claim.is_literal) continue;
      const auto [first, last] = anywhere_.equal_range(claim.key);
      for (auto owner = first; owner != last; ++owner) {
        if (owner->second.stack == stack) continue;
        report_from_stack(stack, change, claim, owner->second, is_sure && owner->second.is_certain);
        return;
      }
    }
  }

  void report(std::size_t stack, const ResourceChange& change, const meaning::Claim& claim,
              const Owner& owner, bool is_certain) {
    const bool is_itself = owner.change->logical_id == change.logical_id;
    if (claim.goes_with_other) return report_taken_away(stack, change, claim, owner);
    if (is_itself) {
      report_refusal(
          refusals_, as_error(claim.is_name ? codes::OT5103 : codes::OT5109), stack,
          change.logical_id, change.type_name,
          {.path = meaning::path_of(claim),
           .what = "the new one is made before the old one goes, and both claim " + claim.text,
           .hint = claim.is_name ? "give it another name, or undo what replaces it"
                                 : "undo what replaces it, or remove it in one deployment and "
                                   "make it anew in the next",
           .is_certain = is_certain});
      return;
    }
    const std::string old_id = "'" + std::string(owner.change->logical_id) + "'";
    const bool stays = owner.change->disposition == Disposition::retained;
    report_refusal(
        refusals_, as_error(claim.is_name ? codes::OT5108 : codes::OT5109), stack,
        change.logical_id, change.type_name,
        {.path = meaning::path_of(claim),
         .what = claim.text + " is still that of " + old_id +
                 (stays ? ", which is kept" : ", which goes only after this one is made"),
         .hint = "if it has only moved, keep its logical id by 'moved' or 'lock --accept-moves'; "
                 "else remove " +
                 old_id + " in a deployment before",
         .is_certain = is_certain});
  }

  void report_taken_away(std::size_t stack, const ResourceChange& change,
                         const meaning::Claim& claim, const Owner& owner) {
    if (owner.change->disposition == Disposition::retained) return;
    const std::string old_id = "'" + std::string(owner.change->logical_id) + "'";
    report_refusal(refusals_, as_info(codes::OT5123), stack, change.logical_id, change.type_name,
                   {.path = meaning::path_of(claim),
                    .what = "it takes over " + claim.text + ", and the deletion of " + old_id +
                            " takes that away afterwards",
                    .hint = "keep its logical id by 'moved' or 'lock --accept-moves'; or set "
                            "'DeletionPolicy: Retain' on " +
                            old_id + " in a deployment before"});
  }

  void report_from_stack(std::size_t stack, const ResourceChange& change,
                         const meaning::Claim& claim, const Owner& owner, bool is_certain) {
    const bool stays = owner.change->disposition == Disposition::retained;
    const std::string old_id = "'" + std::string(owner.change->logical_id) + "' in the stack '" +
                               diffs_[owner.stack].name + "'";
    report_refusal(
        refusals_, as_error(codes::OT5108), stack, change.logical_id, change.type_name,
        {.path = meaning::path_of(claim),
         .what = claim.text + " is that of " + old_id +
                 (stays ? ", which is kept" : " until that stack is deployed"),
         .hint = stays ? "import it into this stack, or move it by a stack refactoring"
                       : "move it by a stack refactoring, which keeps it and its data; or deploy "
                         "the stack '" +
                             diffs_[owner.stack].name + "' first",
         .is_certain = is_certain && stays});
  }

  std::span<const StackDiff> diffs_;
  std::vector<Refusal>& refusals_;
  std::unordered_map<std::string, Owner> here_;  ///< by the key and the stack
  std::unordered_multimap<std::string, Owner> anywhere_;
};

}  // namespace

void refuse_claims(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  Claims(diffs, refusals).check();
}

}  // namespace omnitrack::diff
