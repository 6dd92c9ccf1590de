#include "diff/effects/consequences.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

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

/// The changes of one resource or output by their paths.
class ToldPaths {
 public:
  explicit ToldPaths(const Changes& changes) {
    for (std::size_t i = 0; i < changes.size(); ++i) add(changes, i);
  }

  void add(const Changes& changes, std::size_t place) {
    const Change& change = changes[place];
    paths_.insert(change.path);
    if (change.is_consequence()) consequences_.try_emplace(change.path, place);
  }
  /// The place of what follows at a path.
  [[nodiscard]] std::optional<std::size_t> consequence_at(const std::string& path) const {
    const auto found = consequences_.find(path);
    return found == consequences_.end() ? std::nullopt : std::optional(found->second);
  }
  /// Whether a change is already reported for a value, or for something around it.
  [[nodiscard]] bool has(std::string path) const {
    while (!paths_.contains(path)) {
      const std::size_t step = path.rfind('/');
      if (step == std::string::npos) return false;
      path.resize(step);
    }
    return true;
  }

 private:
  std::unordered_set<std::string> paths_;
  std::unordered_map<std::string, std::size_t> consequences_;
};

/// What a call refers to whose target changes, in the order in which it names them.
using FindCauses = std::function<std::vector<Cause>(const Node& call)>;

/// What resources or outputs refer to, by their names.
using References = std::unordered_map<std::string_view, std::vector<std::string_view>>;

/// The resources of a template, each behind those that it refers to. Those of a circle, which
/// CloudFormation refuses, stand at the end.
std::vector<const ResourceEntry*> in_order_of_references(const tmpl::Index& index,
                                                         const References& references) {
  const std::span<const ResourceEntry> resources = index.resources();
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < resources.size(); ++i) places.emplace(resources[i].logical_id, i);
  std::vector<std::vector<std::size_t>> users(resources.size());
  std::vector<std::size_t> waiting_for(resources.size());
  for (std::size_t i = 0; i < resources.size(); ++i) {
    const auto targets = references.find(resources[i].logical_id);
    if (targets == references.end()) continue;
    for (const std::string_view each : targets->second) {
      const auto target = places.find(each);
      if (target == places.end() || target->second == i) continue;
      users[target->second].push_back(i);
      ++waiting_for[i];
    }
  }
  std::vector<const ResourceEntry*> order;
  std::vector<std::size_t> ready;
  for (std::size_t i = 0; i < resources.size(); ++i) {
    if (waiting_for[i] == 0) ready.push_back(i);
  }
  for (std::size_t next = 0; next < ready.size(); ++next) {
    order.push_back(&resources[ready[next]]);
    for (const std::size_t user : users[ready[next]]) {
      if (--waiting_for[user] == 0) ready.push_back(user);
    }
  }
  for (std::size_t i = 0; i < resources.size(); ++i) {
    if (waiting_for[i] != 0) order.push_back(&resources[i]);
  }
  return order;
}

class Follower {
 public:
  Follower(StackDiff& diff, const TextsOfSides& texts, std::size_t stack)
      : diff_(diff), texts_(texts), stack_(stack) {
    for (std::size_t i = 0; i < diff.resources.size(); ++i) {
      places_.emplace(diff.resources[i].logical_id, i);
    }
    for (std::size_t i = 0; i < diff.entries.size(); ++i) {
      if (diff.entries[i].section == Section::outputs) entry_of_.emplace(diff.entries[i].name, i);
    }
  }

  void follow(std::span<const HandedValue> handed) {
    const Influences influences(diff_, handed);
    if (influences.any()) follow_influences(influences);
    if (!diff_.resources.empty()) follow_references();
  }

 private:
  void follow_influences(const Influences& influences) {
    const FindCauses find = [&](const Node& call) -> std::vector<Cause> {
      auto found = influences.find(call);
      if (!found) return {};
      return {{std::move(found->because), std::move(found->reason), found->is_certain}};
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

  /// A resource that is on both sides and changes; null for any other.
  [[nodiscard]] const ResourceChange* changed(std::string_view logical_id) const {
    const auto found = places_.find(logical_id);
    if (found == places_.end()) return nullptr;
    const ResourceChange& change = diff_.resources[found->second];
    return change.before != nullptr && change.after != nullptr ? &change : nullptr;
  }

  std::vector<Cause> causes_of(std::string_view user, const Node& call) {
    std::vector<Cause> causes;
    meaning::for_each_name(call, [&](const meaning::Name& name) {
      if (name.of != meaning::Name::Of::entry || name.text == user) return;
      const ResourceChange* change = changed(name.text);
      if (change == nullptr) return;
      const auto [known, is_new] = causes_.try_emplace({name.text, name.attribute});
      if (is_new) known->second = cause_of(*change, name.attribute);
      if (known->second) causes.push_back(*known->second);
    });
    return causes;
  }

  /// What a change does to who reads an attribute of the resource; nothing where it does nothing.
  [[nodiscard]] std::optional<Cause> cause_of(const ResourceChange& change,
                                              std::string_view attribute) const {
    const std::string id(change.logical_id);
    if (!change.is_replaced()) return cause_in_place(change, id, attribute);
    if (is_stable(change, attribute)) return std::nullopt;
    const bool is_certain = change.action == Action::replace;
    return Cause{id, id + (is_certain ? " is replaced" : " may be replaced"), is_certain};
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

  // Each is looked at once, after all that it refers to, so that what that comes to is known.
  void follow_references() {
    const tmpl::Index& after = *diff_.written_after();
    std::vector<meaning::Reference> references;
    meaning::collect_references(after, references);
    std::erase_if(references, [](const meaning::Reference& each) {
      return each.how == meaning::Reference::How::depends_on;
    });
    References of_resources;
    References of_outputs;
    for (const meaning::Reference& each : references) {
      (each.is_from_output ? of_outputs : of_resources)[each.user].push_back(each.target);
    }
    for (const ResourceEntry* each : in_order_of_references(after, of_resources)) {
      if (!names_what_changes(of_resources[each->logical_id], each->logical_id)) continue;
      add_to_resource(*each, [&](const Node& call) { return causes_of(each->logical_id, call); });
    }
    for (const tmpl::Member& each : after.outputs()) {
      if (!names_what_changes(of_outputs[each.key()], {})) continue;
      add_to_output(each, [&](const Node& call) { return causes_of({}, call); });
    }
  }

  /// Whether a look-up in a mapping has a key that is only assumed, so that another row may count.
  [[nodiscard]] bool is_looked_up_by_assumption(const Node& call) const {
    if (!call.calls(tmpl::Function::find_in_map)) return false;
    bool is_assumed = false;
    meaning::for_each_name_in(call.argument(), [&](const meaning::Name& name) {
      const meaning::KnownPlace* place = diff_.surroundings.find(name.text);
      is_assumed = is_assumed || (place != nullptr && place->is_assumed);
    });
    return is_assumed;
  }

  /// Whether another resource than `user` changes among the targets.
  [[nodiscard]] bool names_what_changes(const std::vector<std::string_view>& targets,
                                        std::string_view user) const {
    return std::ranges::any_of(targets, [&](std::string_view target) {
      return target != user && changed(target) != nullptr;
    });
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

  /// The outputs of a template by their names.
  using Outputs = std::unordered_map<std::string_view, const tmpl::Member*>;

  static Outputs outputs_of(const tmpl::Index& index) {
    Outputs outputs;
    for (const tmpl::Member& each : index.outputs()) outputs.emplace(each.key(), &each);
    return outputs;
  }

  static const Node* value_of(const Outputs& outputs, std::string_view key) {
    const auto found = outputs.find(key);
    return found == outputs.end() ? nullptr : &found->second->value;
  }

  /// Whether what stands at a path, or a text around it, is known and the same on both sides.
  [[nodiscard]] bool stays(const Both& both, const Path& path) {
    if (both.before == nullptr || both.after == nullptr) return false;
    for (const Path* each = &path; each != nullptr; each = each->parent()) {
      const Node* before = each->in(*both.before);
      const Node* after = each->in(*both.after);
      if (before == nullptr || after == nullptr) continue;
      if (is_same_text(*before, *after)) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_same_text(const Node& before, const Node& after) {
    const auto [known, is_new] = same_texts_.try_emplace(std::pair(&before, &after), false);
    if (is_new) {
      known->second =
          is_same_literal(texts_.before.of(stack_, before), texts_.after.of(stack_, after));
    }
    return known->second;
  }

  void add_to_resource(const ResourceEntry& resource, const FindCauses& find) {
    bool is_changed = false;
    const Both both{.before = value_of(diff_.before->find_resource(resource.logical_id)),
                    .after = value_of(diff_.after->find_resource(resource.logical_id))};
    const VisitCall visit = [&](const Node& call, const Path& path, Effect effect) {
      const std::vector<Cause> causes = find(call);
      if (causes.empty()) return;
      if (stays(both, path) && !is_looked_up_by_assumption(call)) return;
      ResourceChange* change = change_of_both(resource);
      if (change == nullptr) return;
      ToldPaths& told = told_of_.try_emplace(change->logical_id, change->changes).first->second;
      const Effect settled_effect = settled(resource, call, path, effect);
      for (const Cause& each : causes) {
        if (add(change->changes, told, call, path, settled_effect, each)) is_changed = true;
      }
    };
    visit_calls(resource, visit);
    if (!is_changed) return;
    ResourceChange& change = *change_of_both(resource);
    settle_branches(*change.before, *change.after, change.changes);
    settle_action(change);
  }

  void add_to_output(const tmpl::Member& output, const FindCauses& find) {
    const Both both{.before = value_of(outputs_.before, output.key()),
                    .after = value_of(outputs_.after, output.key())};
    const VisitCall visit = [&](const Node& call, const Path& path, Effect) {
      const std::vector<Cause> causes = find(call);
      if (causes.empty()) return;
      if (stays(both, path) && !is_looked_up_by_assumption(call)) return;
      EntryChange* entry = change_of_output(output);
      if (entry == nullptr) return;
      ToldPaths& told = told_of_output_.try_emplace(output.key(), entry->changes).first->second;
      for (const Cause& each : causes) {
        add(entry->changes, told, call, path, Effect::in_place, each);
      }
    };
    visit_calls(output.value, visit);
  }

  EntryChange* change_of_output(const tmpl::Member& output) {
    const auto known = entry_of_.find(output.key());
    if (known != entry_of_.end()) {
      EntryChange& entry = diff_.entries[known->second];
      return entry.before != nullptr && entry.after != nullptr ? &entry : nullptr;
    }
    const Node* before = value_of(outputs_.written_before, output.key());
    if (before == nullptr) return nullptr;
    entry_of_.emplace(output.key(), diff_.entries.size());
    diff_.entries.push_back({.section = Section::outputs,
                             .name = output.key(),
                             .before = before,
                             .after = &output.value});
    return &diff_.entries.back();
  }

  static bool add(Changes& changes, ToldPaths& told, const Node& call, const Path& path,
                  Effect effect, const Cause& cause) {
    std::string at = path.pointer();
    const Effect weak = weakened(effect, cause.is_certain);
    if (const auto known = told.consequence_at(at)) {
      Change& each = changes[*known];
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
    if (told.has(at)) return false;
    changes.push_back({.path = std::move(at),
                       .before = &call,
                       .after = &call,
                       .effect = weak,
                       .reason = cause.reason,
                       .because = cause.because,
                       .is_certain = cause.is_certain});
    told.add(changes, changes.size() - 1);
    return true;
  }

  StackDiff& diff_;
  const TextsOfSides& texts_;
  std::size_t stack_;
  std::unordered_map<std::string_view, std::size_t> places_;
  std::unordered_map<std::string_view, std::size_t> entry_of_;  ///< of outputs
  struct {
    Outputs before;
    Outputs after;
    Outputs written_before;
    Outputs written_after;
  } outputs_{outputs_of(*diff_.before), outputs_of(*diff_.after),
             outputs_of(*diff_.written_before()), outputs_of(*diff_.written_after())};
  std::map<std::pair<const Node*, const Node*>, bool> same_texts_;
  /// By a resource, whose change is settled before who names it is looked at, and an attribute.
  std::map<std::pair<std::string_view, std::string_view>, std::optional<Cause>> causes_;
  std::unordered_map<std::string_view, ToldPaths> told_of_;
  std::unordered_map<std::string_view, ToldPaths> told_of_output_;
};

}  // namespace

void add_consequences(StackDiff& diff, std::span<const HandedValue> handed,
                      const TextsOfSides& texts, std::size_t stack) {
  if (diff.before == nullptr || diff.after == nullptr) return;
  if (!diff.is_same() || !handed.empty()) Follower(diff, texts, stack).follow(handed);
}

}  // namespace omnitrack::diff
