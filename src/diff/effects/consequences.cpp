#include "diff/effects/consequences.hpp"

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <unordered_set>

#include "diff/changes/resource_changes.hpp"
#include "diff/changes/value_changes.hpp"
#include "diff/changes/value_walk.hpp"
#include "diff/effects/branches.hpp"
#include "diff/effects/conditional_updates.hpp"
#include "diff/effects/influences.hpp"
#include "diff/effects/stable_values.hpp"
#include "meaning/references.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Path;
using tmpl::Node;
using tmpl::ResourceEntry;
using Names = std::unordered_set<std::string_view>;

/// How a value that follows from something else changes.
struct Cause {
  std::string because;
  std::string reason;
  bool is_certain = true;
};

Effect weakened(Effect effect, bool is_certain) {
  return !is_certain && effect == Effect::replaces ? Effect::may_replace : effect;
}

/// What a change of a value does, as far as the template decides what the specification leaves
/// open.
Effect settled(const ResourceEntry& resource, const Node& call, const Path& path, Effect effect) {
  if (effect != Effect::may_replace) return effect;
  Change change{.path = path.pointer(), .before = &call, .after = &call, .effect = effect};
  settle_effect(resource, change);
  return change.effect;
}

/// Whether a change is already reported for a value, or for something around it.
bool is_told(const Changes& changes, std::string_view path) {
  return std::ranges::any_of(changes, [&](const Change& each) {
    return path.starts_with(each.path) &&
           (path.size() == each.path.size() || path[each.path.size()] == '/');
  });
}

/// What a value refers to whose target changes; nothing where none does.
using FindCause = std::function<std::optional<Cause>(const Node& call)>;

class Follower {
 public:
  Follower(StackDiff& diff, const TextsOfSides& texts, std::size_t stack)
      : diff_(diff), texts_(texts), stack_(stack) {
    for (std::size_t i = 0; i < diff.resources.size(); ++i) {
      places_.emplace(diff.resources[i].logical_id, i);
    }
  }

  void follow(std::span<const HandedValue> handed) {
    const Influences influences(diff_, handed);
    if (influences.any()) follow_influences(influences);
    for (std::size_t i = 0; i < diff_.resources.size(); ++i) enqueue(i);
    if (!queue_.empty()) collect_users();
    while (!queue_.empty()) {
      const std::size_t place = queue_.front();
      queue_.pop_front();
      follow_resource(place);
    }
  }

 private:
  void enqueue(std::size_t place) {
    const ResourceChange& change = diff_.resources[place];
    if (change.before != nullptr && change.after != nullptr) queue_.push_back(place);
  }

  void collect_users() {
    std::vector<meaning::Reference> references;
    meaning::collect_references(*diff_.written_after(), references);
    for (const meaning::Reference& each : references) {
      if (each.how == meaning::Reference::How::depends_on) continue;
      auto& users = each.is_from_output ? output_users_[each.target] : users_[each.target];
      if (users.empty() || users.back() != each.user) users.push_back(each.user);
    }
  }

  void follow_influences(const Influences& influences) {
    const FindCause find = [&](const Node& call) -> std::optional<Cause> {
      auto found = influences.find(call);
      if (!found) return std::nullopt;
      return Cause{std::move(found->because), std::move(found->reason), found->is_certain};
    };
    const tmpl::Index& after = *diff_.written_after();
    for (const ResourceEntry& each : after.resources()) add_to_resource(each, find);
    for (const tmpl::Member& each : after.outputs()) add_to_output(each, find);
    for (const ResourceEntry& each : diff_.after->resources()) {
      influences.decide_presence(each, [&](std::string reason) {
        if (ResourceChange* change = change_of_both(each)) {
          change->may_be_removed = true;
          change->reason = std::move(reason);
        }
      });
    }
  }

  std::optional<Cause> cause_of(const ResourceChange& change, const Node& call) const {
    std::optional<Cause> cause;
    meaning::for_each_name(call, [&](const meaning::Name& name) {
      if (cause || name.of != meaning::Name::Of::entry || name.text != change.logical_id) return;
      const std::string id(change.logical_id);
      if (change.is_replaced() && !is_stable(change, name.attribute)) {
        const bool is_certain = change.action == Action::replace;
        cause = {id, id + (is_certain ? " is replaced" : " may be replaced"), is_certain};
      } else if (!change.is_replaced()) {
        cause = cause_in_place(change, id, name.attribute);
      }
    });
    return cause;
  }

  [[nodiscard]] std::optional<Cause> cause_in_place(const ResourceChange& change,
                                                    const std::string& id,
                                                    std::string_view attribute) const {
    const bool may_be_another = may_answer_otherwise(change, attribute);
    // What changes in a part is told of its own outputs.
    if (may_be_another && texts_.after.has_part(stack_, id)) return std::nullopt;
    if (!may_be_another && !changes_in_place(change, attribute)) return std::nullopt;
    return Cause{id,
                 id + "." + std::string(attribute) +
                     (may_be_another ? " may be another one after the update" : " changes"),
                 !may_be_another};
  }

  void follow_resource(std::size_t place) {
    // A copy: the list grows while it is followed.
    const ResourceChange change = diff_.resources[place];
    const FindCause find = [&](const Node& call) { return cause_of(change, call); };
    for (const std::string_view user : users_[change.logical_id]) {
      const ResourceEntry* resource = diff_.written_after()->find_resource(user);
      if (resource == nullptr || user == change.logical_id) continue;
      const std::size_t changed = add_to_resource(*resource, find);
      if (changed != none) enqueue(changed);
    }
    for (const std::string_view user : output_users_[change.logical_id]) {
      for (const tmpl::Member& output : diff_.written_after()->outputs()) {
        if (output.key() == user) add_to_output(output, find);
      }
    }
  }

  /// The change of a resource that both templates have, made where there is none yet.
  ResourceChange* change_of_both(const ResourceEntry& written) {
    const ResourceEntry& after = *diff_.after->find_resource(written.logical_id);
    const auto found = places_.find(after.logical_id);
    if (found != places_.end()) {
      ResourceChange& change = diff_.resources[found->second];
      return change.before != nullptr && change.after != nullptr ? &change : nullptr;
    }
    const ResourceEntry* before = diff_.before->find_resource(after.logical_id);
    if (before == nullptr) return nullptr;
    places_.emplace(after.logical_id, diff_.resources.size());
    diff_.resources.push_back(unchanged(*before, after));
    return &diff_.resources.back();
  }

  /// An entry of both templates; null where one has it not.
  struct Both {
    const Node* before;
    const Node* after;
  };

  static const Node* value_of(const ResourceEntry* resource) {
    return resource == nullptr ? nullptr : &resource->member->value;
  }

  static const Node* value_of(std::span<const tmpl::Member> members, std::string_view key) {
    const auto found = std::ranges::find(members, key, &tmpl::Member::key);
    return found == members.end() ? nullptr : &found->value;
  }

  /// Whether what stands at a path, or a text around it, is known and the same on both sides.
  [[nodiscard]] bool stays(const Both& both, const Path& path) const {
    if (both.before == nullptr || both.after == nullptr) return false;
    for (const Path* each = &path; each != nullptr; each = each->parent()) {
      const Node* before = each->in(*both.before);
      const Node* after = each->in(*both.after);
      if (before == nullptr || after == nullptr) continue;
      if (is_same_literal(texts_.before.of(stack_, *before), texts_.after.of(stack_, *after))) {
        return true;
      }
    }
    return false;
  }

  /// Returns the place of the resource's change where it got a new consequence, else `none`.
  std::size_t add_to_resource(const ResourceEntry& resource, const FindCause& find) {
    std::size_t changed = none;
    const Both both{.before = value_of(diff_.before->find_resource(resource.logical_id)),
                    .after = value_of(diff_.after->find_resource(resource.logical_id))};
    const VisitCall visit = [&](const Node& call, const Path& path, Effect effect) {
      const auto cause = find(call);
      if (!cause || stays(both, path)) return;
      ResourceChange* change = change_of_both(resource);
      if (change != nullptr &&
          add(change->changes, call, path, settled(resource, call, path, effect), *cause)) {
        settle_branches(*change->before, change->changes);
        settle_action(*change);
        changed = places_.at(resource.logical_id);
      }
    };
    visit_calls(resource, visit);
    return changed;
  }

  void add_to_output(const tmpl::Member& output, const FindCause& find) {
    const Both both{.before = value_of(diff_.before->outputs(), output.key()),
                    .after = value_of(diff_.after->outputs(), output.key())};
    const VisitCall visit = [&](const Node& call, const Path& path, Effect) {
      const auto cause = find(call);
      if (!cause || stays(both, path)) return;
      EntryChange* entry = change_of_output(output);
      if (entry != nullptr) add(entry->changes, call, path, Effect::in_place, *cause);
    };
    visit_calls(output.value, visit);
  }

  EntryChange* change_of_output(const tmpl::Member& output) {
    for (EntryChange& each : diff_.entries) {
      if (each.section != Section::outputs || each.name != output.key()) continue;
      return each.before != nullptr && each.after != nullptr ? &each : nullptr;
    }
    for (const tmpl::Member& before : diff_.written_before()->outputs()) {
      if (before.key() != output.key()) continue;
      diff_.entries.push_back({.section = Section::outputs,
                               .name = output.key(),
                               .before = &before.value,
                               .after = &output.value});
      return &diff_.entries.back();
    }
    return nullptr;
  }

  static bool add(Changes& changes, const Node& call, const Path& path, Effect effect,
                  const Cause& cause) {
    std::string at = path.pointer();
    const Effect weak = weakened(effect, cause.is_certain);
    for (Change& each : changes) {
      if (each.path != at || !each.is_consequence()) continue;
      // A branch that is not surely chosen stays uncertain.
      if (each.because == cause.because && each.is_certain == cause.is_certain) return false;
      // What was uncertain may have become certain by now.
      if (each.effect >= weak && (each.is_certain || !cause.is_certain)) return false;
      each.effect = std::max(each.effect, weak);
      each.reason = cause.reason;
      each.because = cause.because;
      each.is_certain = each.is_certain || cause.is_certain;
      return true;
    }
    if (is_told(changes, at)) return false;
    changes.push_back({.path = std::move(at),
                       .before = &call,
                       .after = &call,
                       .effect = weak,
                       .reason = cause.reason,
                       .because = cause.because,
                       .is_certain = cause.is_certain});
    return true;
  }

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  StackDiff& diff_;
  const TextsOfSides& texts_;
  std::size_t stack_;
  std::unordered_map<std::string_view, std::size_t> places_;
  std::unordered_map<std::string_view, std::vector<std::string_view>> users_;
  std::unordered_map<std::string_view, std::vector<std::string_view>> output_users_;
  std::deque<std::size_t> queue_;
};

}  // namespace

void add_consequences(StackDiff& diff, std::span<const HandedValue> handed,
                      const TextsOfSides& texts, std::size_t stack) {
  if (diff.before == nullptr || diff.after == nullptr) return;
  if (!diff.is_same() || !handed.empty()) Follower(diff, texts, stack).follow(handed);
}

}  // namespace omnitrack::diff
