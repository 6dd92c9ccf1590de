#include "cli/explain/subject.hpp"

#include <algorithm>
#include <vector>

#include "cli/failure.hpp"
#include "cli/page/wording.hpp"
#include "cli/stacks/resource_place.hpp"

namespace omnitrack::cli {

namespace {

constexpr std::size_t most_named = 5;

bool is_named(const Subject& subject, std::string_view name) {
  const std::string_view id = subject.resource->logical_id;
  if (name == id || (subject.origin != nullptr && name == subject.origin->path)) return true;
  return name.size() == subject.stack->name.size() + 1 + id.size() &&
         name.starts_with(subject.stack->name) && name.ends_with(id) &&
         name[subject.stack->name.size()] == '/';
}

std::vector<Subject> all_subjects(const Side& side) {
  std::vector<Subject> all;
  for (const SideTemplate& each : side.templates) {
    for (const tmpl::ResourceEntry& resource : each.document.index().resources()) {
      all.push_back({&each, &resource, origin_of_resource(&each, resource.logical_id)});
    }
  }
  return all;
}

std::string full_name(const Subject& subject) {
  return subject.stack->name + '/' + std::string(subject.resource->logical_id);
}

std::string listed_names(const std::vector<Subject>& subjects) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < subjects.size() && i < most_named; ++i) {
    names.push_back(full_name(subjects[i]));
  }
  if (subjects.size() > most_named) names.emplace_back("…");
  return listed(std::vector<std::string_view>(names.begin(), names.end()), ", ");
}

// Of a construct without a resource of its own.
void refuse_group(const std::vector<Subject>& all, const std::string& name) {
  std::vector<Subject> within;
  std::ranges::copy_if(all, std::back_inserter(within), [&](const Subject& each) {
    return each.origin != nullptr && each.origin->path.starts_with(name + '/');
  });
  if (within.empty()) return;
  throw Failure("the construct '" + name + "' has no resource of its own, but " +
                    counted(within.size(), "resource") + " in it",
                "explain one of them: " + listed_names(within));
}

}  // namespace

Subject find_subject(const Side& side, const std::string& name) {
  const std::vector<Subject> all = all_subjects(side);
  std::vector<Subject> named;
  std::ranges::copy_if(all, std::back_inserter(named),
                       [&](const Subject& each) { return is_named(each, name); });
  if (named.size() == 1) return named.front();
  if (named.size() > 1) {
    throw Failure("several resources are named '" + name + "'",
                  "name one of them: " + listed_names(named));
  }
  refuse_group(all, name);
  std::vector<std::string_view> candidates;
  for (const Subject& each : all) {
    candidates.push_back(each.resource->logical_id);
    if (each.origin != nullptr) candidates.push_back(each.origin->path);
  }
  std::string hint = did_you_mean(name, candidates);
  if (hint.empty()) hint = "explain without a name lists the codes; tree shows the app's resources";
  throw Failure("there is no code, logical id or path '" + name + "'", hint);
}

}  // namespace omnitrack::cli
