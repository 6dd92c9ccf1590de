#include "synth/splitting.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "core/tree.hpp"
#include "omnitrack/codes.hpp"
#include "split/split.hpp"
#include "template/document.hpp"

namespace omnitrack::synth {

namespace {

using split::Problem;
using split::Tenant;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
constexpr std::size_t most_template_bytes = 1'000'000;

// More constructs than these help nobody.
constexpr std::size_t most_named = 8;

using ResourcesById = std::unordered_map<std::string_view, const Resource*>;

ResourcesById by_logical_id(const StackPlan& plan) {
  ResourcesById resources;
  for (const Resource* each : plan.resources) resources.emplace(each->logical_id(), each);
  return resources;
}

std::string in_words(const Construct& construct) {
  const Source source = construct.source();
  return construct.path() + " (" + source.file + ':' + std::to_string(source.line) + ')';
}

FindingCode<Severity::error> code_of(const Problem& problem) {
  switch (problem.kind) {
    case Problem::Kind::no_place:
      return codes::OT1028;
    case Problem::Kind::circle:
      return codes::OT1029;
    case Problem::Kind::full:
      return codes::OT1030;
    case Problem::Kind::unsplittable:
      break;
  }
  return codes::OT1031;
}

void report(const StackPlan& plan, const ResourcesById& resources, const Problem& problem) {
  std::vector<const Construct*> about;
  for (const std::string& each : problem.logical_ids) {
    const auto found = resources.find(each);
    if (found == resources.end()) continue;
    if (std::ranges::find(about, found->second) == about.end()) about.push_back(found->second);
  }
  std::string message = problem.message;
  for (std::size_t i = 1; i < std::min(about.size(), most_named); ++i) {
    message += (i == 1 ? "; with " : ", ") + in_words(*about[i]);
  }
  if (about.size() > most_named) {
    message += " and " + std::to_string(about.size() - most_named) + " more";
  }
  const Construct& at = about.empty() ? *plan.stack : *about.front();
  const Source source = at.source();
  TreeAccess::state(plan.stack->app())
      .diagnostics.push_back({.code = std::string(code_of(problem).text()),
                              .severity = Severity::error,
                              .path = at.path(),
                              .file = source.file,
                              .line = source.line,
                              .message = std::move(message),
                              .hint = problem.hint,
                              .acknowledged = {}});
}

// What the lock says of a resource, where it is of this stack.
const LockedResource* locked_of(const StackPlan& plan, const Resource& resource,
                                const SynthOptions& options) {
  const auto found = plan.locked.find(&resource);
  if (found == plan.locked.end()) return nullptr;
  const LockedResource& locked = (*options.locked)[found->second];
  return locked.stack == plan.stack->name() ? &locked : nullptr;
}

Tenant tenant_of(const StackPlan& plan, const Resource& resource, const SynthOptions& options) {
  Tenant tenant{.path = resource.path(), .id_follows_content = has_digest(resource)};
  const std::string stack_path = plan.stack->path() + '/';
  if (tenant.path.starts_with(stack_path)) tenant.path.erase(0, stack_path.size());
  if (const LockedResource* locked = locked_of(plan, resource, options)) {
    tenant.home = locked->nested;
  }
  return tenant;
}

// One for each resource of the template, in its order.
std::vector<Tenant> tenants_of(const StackPlan& plan, const ResourcesById& resources,
                               const tmpl::Index& index, const SynthOptions& options) {
  std::vector<Tenant> tenants;
  for (const tmpl::ResourceEntry& each : index.resources()) {
    tenants.push_back(tenant_of(plan, *resources.at(each.logical_id), options));
  }
  return tenants;
}

// A place that nothing remembers is another one the next time, which would move what is deployed.
std::optional<Problem> forgotten(const tmpl::Index& index, const std::vector<Tenant>& tenants,
                                 const SynthOptions& options) {
  Problem problem{.kind = Problem::Kind::no_place};
  for (std::size_t i = 0; i < tenants.size(); ++i) {
    if (tenants[i].home || tenants[i].id_follows_content) continue;
    problem.logical_ids.emplace_back(index.resources()[i].logical_id);
  }
  if (options.split.places_new || problem.logical_ids.empty()) return std::nullopt;
  problem.message =
      options.locked ? "the stack is split, and the lock file does not say in which template this "
                       "resource lives"
                     : "a stack is split only with a lock file, which remembers where each "
                       "resource lives";
  problem.hint = "lock --split writes it down; commit the file";
  return problem;
}

// The stacks of which the lock knows nested stacks.
std::set<std::string_view> stacks_in_parts(const SynthOptions& options) {
  std::set<std::string_view> stacks;
  if (!options.locked) return stacks;
  for (const LockedResource& each : *options.locked) {
    if (!each.nested.empty()) stacks.insert(each.stack);
  }
  return stacks;
}

class Splitter {
 public:
  Splitter(const StackPlan& plan, const SynthOptions& options)
      : plan_(plan), options_(options), resources_(by_logical_id(plan)) {}

  Division split(std::string& text) const {
    Division division;
    tmpl::Document document(std::string(plan_.stack->name()), std::move(text));
    split::Split made = split_whole(document.index());
    text = document.release_text();
    for (const Problem& each : made.problems) report(plan_, resources_, each);
    if (!made.problems.empty() || made.parts.empty()) return division;
    for (split::Part& each : made.parts) {
      for (const std::string& id : each.logical_ids) division.homes.emplace(id, each.name);
      division.parts.push_back({.name = std::move(each.name),
                                .text = std::move(each.text),
                                .object_key = std::move(each.object_key),
                                .resources = each.logical_ids.size()});
    }
    division.whole_text = std::exchange(text, std::move(made.text));
    return division;
  }

 private:
  [[nodiscard]] split::Split split_whole(const tmpl::Index& index) const {
    const std::vector<Tenant> tenants = tenants_of(plan_, resources_, index, options_);
    if (auto problem = forgotten(index, tenants, options_)) {
      return {.text = {}, .parts = {}, .problems = {std::move(*problem)}};
    }
    split::SplitRequest request{.stack = plan_.stack->name(),
                                .bucket = TreeAccess::state(plan_.stack->app()).assets.bucket.name,
                                .compact = options_.compact};
    request.limits.resources = options_.split.most_resources;
    return split::split_template(index, tenants, request);
  }

  const StackPlan& plan_;
  const SynthOptions& options_;
  ResourcesById resources_;
};

}  // namespace

std::vector<bool> stacks_to_split(const Plan& plan, const std::vector<std::string>& texts,
                                  const SynthOptions& options) {
  std::vector<bool> to_split(plan.size(), false);
  const std::set<std::string_view> split_before = stacks_in_parts(options);
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const bool is_too_big = plan[i].resources.size() > options.split.most_resources ||
                            texts[i].size() > most_template_bytes;
    to_split[i] =
        (options.split.wanted && is_too_big) || split_before.contains(plan[i].stack->name());
  }
  return to_split;
}

std::vector<Division> split_stacks(const Plan& plan, const std::vector<bool>& to_split,
                                   std::vector<std::string>& texts, const SynthOptions& options) {
  std::vector<Division> divisions(plan.size());
  for (std::size_t i = 0; i < plan.size(); ++i) {
    if (to_split[i]) divisions[i] = Splitter(plan[i], options).split(texts[i]);
  }
  return divisions;
}

void add_templates_of_parts(const StackPlan& plan, const Division& division,
                            std::vector<SynthesizedAsset>& assets) {
  for (const SynthesizedPart& each : division.parts) {
    assets.push_back({.hash = each.object_key.substr(0, each.object_key.find('.')),
                      .path = {},
                      .packaging = AssetPackaging::file,
                      .object_key = each.object_key,
                      .bytes = each.text.size(),
                      .stacks = {std::string(plan.stack->name())},
                      .construct_path = plan.stack->path() + '/' + each.name,
                      .source = plan.stack->source(),
                      .text = each.text});
  }
}

}  // namespace omnitrack::synth
