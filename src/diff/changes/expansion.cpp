#include "diff/changes/expansion.hpp"

#include "meaning/condition_logic.hpp"
#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

bool has_globals(const tmpl::Index& index) { return index.section("Globals") != nullptr; }

/// Whether a resource says a property itself, as far as it was read and not made.
bool says(const tmpl::Index& index, std::string_view logical_id, std::string_view property) {
  const tmpl::ResourceEntry* entry = index.find_resource(logical_id);
  return entry == nullptr || meaning::find_value(entry->properties, property) != nullptr;
}

}  // namespace

void doubt_default(const meaning::Expanded& side, ResourceChange& change) {
  const std::string_view parameter = side.default_of(change.logical_id);
  if (parameter.empty()) return;
  change.may_not_happen = true;
  if (change.reason.empty()) {
    change.reason = "only where '" + std::string(parameter) + "' has its default";
  }
}

void tell_of_condition(const tmpl::Index* other, ResourceChange& change) {
  const tmpl::ResourceEntry* there =
      other == nullptr ? nullptr : other->find_resource(change.logical_id);
  if (there == nullptr || !change.reason.empty()) return;
  const std::string condition(meaning::condition_of(*there));
  change.reason = change.before == nullptr ? "'" + condition + "' did not hold until now"
                                           : "'" + condition + "' does not hold any more";
}

void tell_of_globals(const StackDiff& diff, ResourceChange& change) {
  const tmpl::Index& before = *diff.read_before();
  const tmpl::Index& after = *diff.read_after();
  if (!has_globals(before) && !has_globals(after)) return;
  constexpr std::string_view properties = "/Properties/";
  for (Change& each : change.changes) {
    std::string_view path = each.path;
    if (!path.starts_with(properties)) continue;
    path.remove_prefix(properties.size());
    const std::string_view property = path.substr(0, path.find('/'));
    if (says(before, change.logical_id, property) || says(after, change.logical_id, property)) {
      continue;
    }
    each.because = "Globals";
    if (each.reason.empty()) each.reason = "Globals say another value";
  }
}

}  // namespace omnitrack::diff
