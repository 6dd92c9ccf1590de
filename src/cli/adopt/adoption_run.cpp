#include "cli/adopt/adoption_run.hpp"

#include <algorithm>
#include <set>

#include "cli/failure.hpp"
#include "cli/page/wording.hpp"
#include "diff/effects/removal.hpp"
#include "diff/effects/stateful.hpp"

namespace omnitrack::cli {

namespace {

using Kind = AdoptedRow::Kind;

const SynthesizedStack& stack_of(std::span<const SynthesizedStack> all, std::string_view name) {
  return *std::ranges::find(all, name, &SynthesizedStack::name);
}

const ElementOrigin* origin_of(const SynthesizedStack& stack, std::string_view logical_id) {
  const auto found = std::ranges::find_if(stack.origins, [&](const ElementOrigin& each) {
    return each.kind == ConstructKind::resource && each.logical_id == logical_id;
  });
  return found == stack.origins.end() ? nullptr : &*found;
}

std::string disposition_words(const tmpl::ResourceEntry& old, const std::string& data) {
  switch (diff::disposition_on_removal(old)) {
    case diff::Disposition::retained:
      return "is left behind, outside of the stack";
    case diff::Disposition::snapshot:
      return "will be deleted after a snapshot";
    case diff::Disposition::none:
    case diff::Disposition::deleted:
      break;
  }
  return data.empty() ? "will be deleted" : "will be deleted, and with it " + data;
}

// The name below the stack, which old logical ids are made of by most tools.
std::string name_below_stack(const std::string& path) {
  const std::size_t slash = path.find('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string letters_and_digits(std::string_view text) {
  std::string kept;
  std::ranges::copy_if(text, std::back_inserter(kept), [](char c) { return c != '/'; });
  return kept;
}

}  // namespace

std::pair<std::string, std::string> parse_match(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw UsageError("--match " + text + ": it is not PATH=LOGICAL_ID",
                     "PATH is that of the construct, LOGICAL_ID the deployed one; PATH= says that "
                     "it is new");
  }
  return {text.substr(0, equals), text.substr(equals + 1)};
}

AdoptionRun::AdoptionRun(const std::vector<AdoptedStack>& old,
                         std::span<const SynthesizedStack> synthesized,
                         const lock::Present& present, const AdoptionChoices& choices)
    : stacks_(old), synthesized_(synthesized), present_(present) {
  check_given(choices);
  for (AdoptedStack& each : stacks_) adopt(each, choices);
  rename_clashing();
}

void AdoptionRun::check_given(const AdoptionChoices& choices) const {
  std::set<std::string_view> paths;
  std::set<std::string_view> ids;
  for (const AdoptedStack& each : stacks_) {
    for (const ElementOrigin& origin : stack_of(synthesized_, each.name).origins) {
      if (origin.kind == ConstructKind::resource) paths.insert(origin.path);
    }
    for (const auto& resource : each.old->document.index().resources())
      ids.insert(resource.logical_id);
  }
  const auto check = [](const std::set<std::string_view>& all, const std::string& wanted,
                        const std::string& message) {
    if (all.contains(wanted)) return;
    throw Failure(message, did_you_mean(wanted, std::vector(all.begin(), all.end())));
  };
  for (const auto& [path, id] : choices.given) {
    check(paths, path, "--match: no adopted stack has a resource at '" + path + "'");
    if (!id.empty()) check(ids, id, "--match: nothing deployed has the logical id '" + id + "'");
  }
}

std::vector<std::pair<std::string, std::string>> AdoptionRun::given_for(
    const AdoptedStack& stack, const AdoptionChoices& choices) const {
  std::vector<std::pair<std::string, std::string>> given;
  const tmpl::Index& ours = present_.index_of(stack.name);
  for (const auto& [path, old_id] : choices.given) {
    for (const ElementOrigin& each : stack_of(synthesized_, stack.name).origins) {
      if (each.kind != ConstructKind::resource || each.path != path) continue;
      const tmpl::ResourceEntry* mine = ours.find_resource(each.logical_id);
      const tmpl::ResourceEntry* old = stack.old->document.index().find_resource(old_id);
      if (old != nullptr && mine->type_name != old->type_name) {
        std::string message = "--match: '" + path + "' is of the type ";
        message.append(mine->type_name).append(", and '").append(old_id);
        message.append("' of the type ").append(old->type_name);
        throw Failure(message, "a logical id cannot change its type");
      }
      given.emplace_back(old_id, each.logical_id);
    }
  }
  return given;
}

void AdoptionRun::adopt(AdoptedStack& stack, const AdoptionChoices& choices) {
  const tmpl::Index& ours = present_.index_of(stack.name);
  lock::AdoptionInput input{.old = &stack.old->document.index(), .ours = &ours, .names = {}};
  for (const tmpl::ResourceEntry& each : ours.resources()) {
    input.names.push_back(letters_and_digits(name_below_stack(path_of(stack, each.logical_id))));
  }
  input.given = given_for(stack, choices);
  const lock::Adoption adoption = lock::match_resources(input);
  for (const lock::Match& each : adoption.matches) add_match(stack, each, choices);
  for (const tmpl::ResourceEntry* each : adoption.fresh) add_fresh(stack, *each);
  for (const tmpl::ResourceEntry* each : adoption.gone) add_gone(stack, *each);
  std::ranges::stable_sort(
      stack.rows, {}, [](const AdoptedRow& each) { return std::pair(each.kind, each.certainty); });
}

std::string AdoptionRun::path_of(const AdoptedStack& stack, std::string_view logical_id) const {
  const ElementOrigin* origin = origin_of(stack_of(synthesized_, stack.name), logical_id);
  return origin == nullptr ? std::string(logical_id) : origin->path;
}

void AdoptionRun::add_match(AdoptedStack& stack, const lock::Match& match,
                            const AdoptionChoices& choices) {
  const std::string our_id(match.ours->logical_id);
  AdoptedRow row{.certainty = match.certainty,
                 .path = path_of(stack, our_id),
                 .old_id = std::string(match.old->logical_id),
                 .new_id = std::string(match.old->logical_id),
                 .type = std::string(match.ours->type_name),
                 .note = match.why,
                 .data = diff::held_data(*match.old)};
  const lock::PresentResource* resource = present_.find(stack.name, our_id);
  if (resource == nullptr) {
    row.kind = Kind::remade;
    row.new_id = our_id;
    row.note = "its id follows what it deploys";
  } else if (resource->origin->id_is_chosen && our_id != row.old_id) {
    row.new_id = our_id;
    row.problem = "the code gives it the logical id '" + our_id + "'; leave set_logical_id out";
  } else {
    if (match.certainty == lock::Certainty::guess && !row.data.empty() &&
        !choices.accepts_guesses) {
      row.problem = "it holds data, and this is a guess; --match '" + row.path + '=' + row.old_id +
                    "' confirms it";
    }
    chosen_.emplace(resource, row.old_id);
  }
  stack.rows.push_back(std::move(row));
}

void AdoptionRun::add_fresh(AdoptedStack& stack, const tmpl::ResourceEntry& ours) {
  const std::string id(ours.logical_id);
  stack.rows.push_back({.kind = Kind::fresh,
                        .path = path_of(stack, id),
                        .old_id = {},
                        .new_id = id,
                        .type = std::string(ours.type_name),
                        .note = "will be made",
                        .data = diff::held_data(ours)});
}

void AdoptionRun::add_gone(AdoptedStack& stack, const tmpl::ResourceEntry& old) {
  std::string data = diff::held_data(old);
  std::string note = disposition_words(old, data);
  stack.rows.push_back({.kind = Kind::gone,
                        .path = {},
                        .old_id = std::string(old.logical_id),
                        .new_id = {},
                        .type = std::string(old.type_name),
                        .note = std::move(note),
                        .data = std::move(data)});
}

// What is new must not get an id that a deployed resource has: CloudFormation would take it for
// that one.
void AdoptionRun::rename_clashing() {
  for (AdoptedStack& stack : stacks_) {
    std::set<std::string> taken;
    for (const auto& each : stack.old->document.index().resources()) taken.emplace(each.logical_id);
    for (const auto& each : present_.index_of(stack.name).resources()) {
      taken.emplace(each.logical_id);
    }
    for (AdoptedRow& row : stack.rows) {
      const bool clashes = row.kind == Kind::fresh &&
                           stack.old->document.index().find_resource(row.new_id) != nullptr;
      const lock::PresentResource* resource =
          clashes ? present_.find(stack.name, row.new_id) : nullptr;
      if (resource == nullptr) continue;
      int number = 2;
      while (!taken.insert(row.new_id + std::to_string(number)).second) ++number;
      row.note += ", since '" + row.new_id + "' is the id of a deployed one";
      row.new_id += std::to_string(number);
      chosen_.emplace(resource, row.new_id);
    }
  }
}

}  // namespace omnitrack::cli
