#include <set>

#include "diff/effects/emptying.hpp"
#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

namespace {

// What a custom resource of the CDK empties once the update or the deletion has come so far: it
// goes before what it refers to, and is told where that is replaced.
std::set<std::string_view> emptied_in(const StackDiff& diff) {
  std::set<std::string_view> emptied;
  for (const ResourceChange& change : diff.resources) {
    const Emptying* way = change.before == nullptr || change.action == Action::retain
                              ? nullptr
                              : emptying_of(change.before->type_name);
    if (way == nullptr) continue;
    const std::string_view id = subject_of(*change.before, way->property);
    const tmpl::ResourceEntry* subject = diff.before->find_resource(id);
    if (subject != nullptr && has_tag(*subject, way->tag)) emptied.insert(id);
  }
  return emptied;
}

void refuse_deletion(const RefusalCheck& check, const schema::MustBeEmpty& fact) {
  if (!fact.emptied_by.empty()) {
    const meaning::Case empties = meaning::only_case(check.before(fact.emptied_by));
    if (meaning::known_boolean(empties.value) == true) return;
  }
  check.report(codes::OT5121, {.path = {},
                               .what = "the service refuses to delete it while there are " +
                                       std::string(fact.of) + " in it",
                               .hint = "empty it before, if it is to go"});
}

}  // namespace

void refuse_deletion_of_full(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const std::set<std::string_view> emptied = emptied_in(diffs[stack]);
    for (const ResourceChange& change : diffs[stack].resources) {
      if (!is_deleted(change) || emptied.contains(change.logical_id)) continue;
      const auto fact = schema::fact_of<schema::MustBeEmpty>(change.before->type_name);
      if (fact) refuse_deletion({diffs[stack], change, stack, refusals}, *fact);
    }
  }
}

}  // namespace omnitrack::diff
