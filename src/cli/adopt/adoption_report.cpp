#include "cli/adopt/adoption_report.hpp"

#include <algorithm>

#include "cli/page/wording.hpp"
#include "diff/changes/quiet.hpp"

namespace omnitrack::cli {

namespace {

using lock::AdoptedResource;

std::string disposition_of(const AdoptedResource& gone) {
  switch (gone.disposition) {
    case diff::Disposition::retained:
      return "is left behind, outside of the stack";
    case diff::Disposition::snapshot:
      return "will be deleted after a snapshot";
    case diff::Disposition::none:
    case diff::Disposition::deleted:
      break;
  }
  return gone.data.empty() ? "will be deleted" : "will be deleted, and with it " + gone.data;
}

std::string question_of(const AdoptedResource& gone) {
  const std::vector<std::string_view> all(gone.candidates.begin(), gone.candidates.end());
  std::string text = "it holds data, and ";
  if (all.size() == 1) {
    text += "nothing tells whether '" + gone.candidates.front() + "' is the same; --match '" +
            gone.candidates.front();
  } else {
    text +=
        "nothing tells which of " + listed(all, " and ") + " is the same, if any; --match 'PATH";
  }
  return text + '=' + gone.old_id + "' says so, --match '=" + gone.old_id +
         "' that it is meant to go";
}

}  // namespace

bool has_effect(const diff::ResourceChange& change) {
  return change.action != diff::Action::update ||
         std::ranges::any_of(change.changes, [](const diff::Change& each) {
           return each.effect != diff::Effect::none && !diff::is_quiet(each);
         });
}

bool is_disturbed(const AdoptedResource& resource, const diff::StackDiff& next) {
  if (resource.data.empty() || resource.old_id.empty()) return false;
  if (resource.kind == AdoptedResource::Kind::gone) return !resource.is_meant;
  const diff::ResourceChange* change = next.find(resource.old_id);
  return change != nullptr && (change->is_replaced() || change->leaves());
}

Safety safety_of(const AdoptionReport& report) {
  if (!report.next.losses.empty()) return Safety::loses;
  if (!report.next.refusals.empty()) return Safety::disturbs;
  for (std::size_t i = 0; i < report.next.diffs.size(); ++i) {
    for (const AdoptedResource& each : report.plan.stacks[i].resources) {
      if (is_disturbed(each, report.next.diffs[i])) return Safety::disturbs;
    }
  }
  return Safety::safe;
}

std::string_view state_of(const AdoptedResource& resource) {
  switch (resource.kind) {
    case AdoptedResource::Kind::match:
      return lock::name_of(resource.certainty);
    case AdoptedResource::Kind::remade:
      return "remade";
    case AdoptedResource::Kind::fresh:
      return "new";
    case AdoptedResource::Kind::gone:
      return "gone";
  }
  return {};
}

std::string note_of(const AdoptedResource& resource) {
  switch (resource.kind) {
    case AdoptedResource::Kind::match:
      return resource.why;
    case AdoptedResource::Kind::remade:
      return "its id follows what it deploys";
    case AdoptedResource::Kind::fresh:
      if (resource.taken_id.empty()) return "will be made";
      return "will be made, since '" + resource.taken_id + "' is the id of a deployed one";
    case AdoptedResource::Kind::gone:
      return disposition_of(resource);
  }
  return {};
}

std::string problem_of(const AdoptedResource& resource) {
  switch (resource.problem) {
    case AdoptedResource::Problem::none:
      return {};
    case AdoptedResource::Problem::chosen_id:
      return "the code gives it the logical id '" + resource.new_id + "'; leave set_logical_id out";
    case AdoptedResource::Problem::guess:
      return "it holds data, and this is a guess; --match '" + resource.path + '=' +
             resource.old_id + "' confirms it";
    case AdoptedResource::Problem::left:
      return question_of(resource);
  }
  return {};
}

}  // namespace omnitrack::cli
