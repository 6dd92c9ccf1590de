#include "lock/adoption_plan.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "diff/effects/removal.hpp"
#include "diff/effects/stateful.hpp"

namespace omnitrack::lock {

namespace {

using Problem = AdoptedResource::Problem;

const SynthesizedStack& stack_of(std::span<const SynthesizedStack> all, std::string_view name) {
  return *std::ranges::find(all, name, &SynthesizedStack::name);
}

std::string below_stack(const std::string& path) {
  const std::size_t slash = path.find('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

// The matches of one stack after the other.
class Planner {
 public:
  Planner(AdoptionPlan& plan, std::span<const SynthesizedStack> synthesized, const Present& present,
          const AdoptionChoices& choices)
      : plan_(plan), synthesized_(synthesized), present_(present), choices_(choices) {}

  void plan(AdoptedStack& stack) {
    const tmpl::Index& ours = present_.index_of(stack.name);
    AdoptionInput input{
        .old = stack.old, .ours = &ours, .surroundings = stack.surroundings, .stack = stack.name};
    for (const tmpl::ResourceEntry& each : ours.resources()) {
      input.paths.push_back(below_stack(path_of(stack, each.logical_id)));
    }
    input.given = given_for(stack);
    const Adoption adoption = match_resources(input);
    for (const Match& each : adoption.matches) add_match(stack, each);
    for (const tmpl::ResourceEntry* each : adoption.fresh) add_fresh(stack, *each);
    for (const tmpl::ResourceEntry* each : adoption.gone) add_gone(stack, *each);
    ask_for_gone(stack);
    std::ranges::stable_sort(stack.resources, {}, [](const AdoptedResource& each) {
      return std::pair(each.kind, each.certainty);
    });
  }

  // What is new must not get an id that a deployed resource has: CloudFormation would take it for
  // that one.
  void rename_clashing(AdoptedStack& stack) {
    std::set<std::string> taken;
    for (const auto& each : stack.old->resources()) taken.emplace(each.logical_id);
    for (const auto& each : present_.index_of(stack.name).resources()) {
      taken.emplace(each.logical_id);
    }
    for (AdoptedResource& each : stack.resources) {
      const bool clashes = each.kind == AdoptedResource::Kind::fresh &&
                           stack.old->find_resource(each.new_id) != nullptr;
      const PresentResource* resource = clashes ? present_.find(stack.name, each.new_id) : nullptr;
      if (resource == nullptr) continue;
      int number = 2;
      while (!taken.insert(each.new_id + std::to_string(number)).second) ++number;
      each.taken_id = each.new_id;
      each.new_id += std::to_string(number);
      plan_.chosen.emplace(resource, each.new_id);
    }
  }

 private:
  // The choices for one stack, by logical ids.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> given_for(
      const AdoptedStack& stack) const {
    std::vector<std::pair<std::string, std::string>> given;
    for (const auto& [path, old_id] : choices_.given) {
      if (path.empty() && stack.old->find_resource(old_id) != nullptr) {
        given.emplace_back(old_id, std::string());
      }
      for (const ElementOrigin& each : stack_of(synthesized_, stack.name).origins) {
        if (each.kind != ConstructKind::resource || each.path != path) continue;
        given.emplace_back(old_id, each.logical_id);
      }
    }
    return given;
  }

  [[nodiscard]] std::string path_of(const AdoptedStack& stack, std::string_view logical_id) const {
    for (const ElementOrigin& each : stack_of(synthesized_, stack.name).origins) {
      if (each.kind == ConstructKind::resource && each.logical_id == logical_id) return each.path;
    }
    return std::string(logical_id);
  }

  void add_match(AdoptedStack& stack, const Match& match) {
    const std::string our_id(match.ours->logical_id);
    AdoptedResource adopted{.certainty = match.certainty,
                            .path = path_of(stack, our_id),
                            .old_id = std::string(match.old->logical_id),
                            .new_id = std::string(match.old->logical_id),
                            .type = std::string(match.ours->type_name),
                            .why = match.why,
                            .data = diff::held_data(*match.old)};
    const PresentResource* resource = present_.find(stack.name, our_id);
    if (resource == nullptr) {
      adopted.kind = AdoptedResource::Kind::remade;
      adopted.new_id = our_id;
      adopted.why.clear();
    } else if (resource->origin->id_is_chosen && our_id != adopted.old_id) {
      adopted.new_id = our_id;
      adopted.problem = Problem::chosen_id;
    } else {
      const bool is_risky = match.certainty == Certainty::guess && !adopted.data.empty();
      if (is_risky && !choices_.accepts_guesses) adopted.problem = Problem::guess;
      plan_.chosen.emplace(resource, adopted.old_id);
    }
    stack.resources.push_back(std::move(adopted));
  }

  void add_fresh(AdoptedStack& stack, const tmpl::ResourceEntry& ours) const {
    stack.resources.push_back({.kind = AdoptedResource::Kind::fresh,
                               .path = path_of(stack, ours.logical_id),
                               .old_id = {},
                               .new_id = std::string(ours.logical_id),
                               .type = std::string(ours.type_name),
                               .why = {},
                               .data = diff::held_data(ours)});
  }

  static void add_gone(AdoptedStack& stack, const tmpl::ResourceEntry& old) {
    stack.resources.push_back({.kind = AdoptedResource::Kind::gone,
                               .path = {},
                               .old_id = std::string(old.logical_id),
                               .new_id = {},
                               .type = std::string(old.type_name),
                               .why = {},
                               .data = diff::held_data(old),
                               .disposition = diff::disposition_on_removal(old)});
  }

  // What holds data is never left behind where one of ours may be the same.
  void ask_for_gone(AdoptedStack& stack) const {
    for (AdoptedResource& gone : stack.resources) {
      if (gone.kind != AdoptedResource::Kind::gone || gone.data.empty()) continue;
      gone.is_meant = is_given("", gone.old_id);
      if (gone.is_meant) continue;
      for (const AdoptedResource& each : stack.resources) {
        const bool may_be = each.kind == AdoptedResource::Kind::fresh && each.type == gone.type;
        if (may_be && !is_given(each.path, "")) gone.candidates.push_back(each.path);
      }
      if (!gone.candidates.empty()) gone.problem = Problem::left;
    }
  }

  [[nodiscard]] bool is_given(std::string_view path, std::string_view old_id) const {
    return std::ranges::any_of(choices_.given, [&](const auto& each) {
      return each.first == path && each.second == old_id;
    });
  }

  AdoptionPlan& plan_;
  std::span<const SynthesizedStack> synthesized_;
  const Present& present_;
  const AdoptionChoices& choices_;
};

// Where the two of a choice are of different types.
std::optional<ChoiceMistake> find_other_type(const AdoptedStack& stack,
                                             const SynthesizedStack& synthesized,
                                             const Present& present, const std::string& path,
                                             const std::string& old_id) {
  const tmpl::ResourceEntry* old = stack.old->find_resource(old_id);
  for (const ElementOrigin& each : synthesized.origins) {
    if (each.kind != ConstructKind::resource || each.path != path || old == nullptr) continue;
    const tmpl::ResourceEntry* ours = present.index_of(stack.name).find_resource(each.logical_id);
    if (ours->type_name == old->type_name) continue;
    return ChoiceMistake{.kind = ChoiceMistake::Kind::other_type,
                         .path = path,
                         .old_id = old_id,
                         .our_type = ours->type_name,
                         .old_type = old->type_name};
  }
  return std::nullopt;
}

}  // namespace

std::size_t AdoptionPlan::undecided() const {
  std::size_t count = 0;
  for (const AdoptedStack& stack : stacks) {
    count += static_cast<std::size_t>(std::ranges::count_if(
        stack.resources,
        [](const AdoptedResource& each) { return each.problem != Problem::none; }));
  }
  return count;
}

bool AdoptionPlan::adopts(std::string_view stack) const {
  return std::ranges::find(stacks, stack, &AdoptedStack::name) != stacks.end();
}

std::optional<ChoiceMistake> find_mistake(const std::vector<AdoptedStack>& stacks,
                                          std::span<const SynthesizedStack> synthesized,
                                          const Present& present, const AdoptionChoices& choices) {
  std::set<std::string_view> paths;
  std::set<std::string_view> ids;
  for (const AdoptedStack& each : stacks) {
    for (const ElementOrigin& origin : stack_of(synthesized, each.name).origins) {
      if (origin.kind == ConstructKind::resource) paths.insert(origin.path);
    }
    for (const auto& resource : each.old->resources()) ids.insert(resource.logical_id);
  }
  using Mistake = ChoiceMistake::Kind;
  for (const auto& [path, id] : choices.given) {
    if (!path.empty() && !paths.contains(path)) {
      return ChoiceMistake{Mistake::unknown_path, path, id, {paths.begin(), paths.end()}};
    }
    if (!id.empty() && !ids.contains(id)) {
      return ChoiceMistake{Mistake::unknown_id, path, id, {ids.begin(), ids.end()}};
    }
  }
  for (const AdoptedStack& stack : stacks) {
    for (const auto& [path, id] : choices.given) {
      const SynthesizedStack& ours = stack_of(synthesized, stack.name);
      if (auto mistake = find_other_type(stack, ours, present, path, id)) return mistake;
    }
  }
  return std::nullopt;
}

AdoptionPlan plan_adoption(std::vector<AdoptedStack> stacks,
                           std::span<const SynthesizedStack> synthesized, const Present& present,
                           const AdoptionChoices& choices) {
  AdoptionPlan plan{.stacks = std::move(stacks), .chosen = {}};
  Planner planner(plan, synthesized, present, choices);
  for (AdoptedStack& each : plan.stacks) planner.plan(each);
  for (AdoptedStack& each : plan.stacks) planner.rename_clashing(each);
  return plan;
}

AdoptedLock adopted_lock(const AdoptionPlan& plan, const Lock& before, const Present& present) {
  ChosenIds chosen = plan.chosen;
  std::map<std::tuple<std::string_view, std::string_view, std::string_view>, const LockedResource*>
      known;
  for (const Entry& each : before.entries) {
    const LockedResource& resource = each.resource;
    known.emplace(std::tie(resource.stack, resource.path, resource.type), &resource);
  }
  std::size_t overwritten = 0;
  for (const PresentResource& each : present.resources()) {
    const auto entry = known.find(std::tie(each.stack, each.origin->path, each.origin->type));
    if (entry == known.end()) continue;
    if (!plan.adopts(each.stack)) {
      chosen.emplace(&each, entry->second->logical_id);
      continue;
    }
    const auto now = chosen.find(&each);
    const std::string& id = now == chosen.end() ? each.origin->logical_id : now->second;
    if (id != entry->second->logical_id) ++overwritten;
  }
  // What was pinned by an earlier adoption is found anew.
  Lock without_pins = before;
  for (Entry& each : without_pins.entries) {
    if (plan.adopts(each.resource.stack)) each.resource.pins.clear();
  }
  return {.lock = next_lock(without_pins, present, chosen), .overwritten = overwritten};
}

NextDeployment look_ahead(const AdoptionPlan& plan, std::span<const tmpl::Index* const> ours) {
  NextDeployment next;
  for (std::size_t i = 0; i < plan.stacks.size(); ++i) {
    const AdoptedStack& stack = plan.stacks[i];
    next.diffs.push_back(diff::compare({.name = stack.name,
                                        .before = stack.old,
                                        .after = ours[i],
                                        .surroundings = stack.surroundings}));
  }
  next.losses = diff::find_losses(next.diffs);
  next.refusals = diff::find_refusals(next.diffs);
  return next;
}

}  // namespace omnitrack::lock
