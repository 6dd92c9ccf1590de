// Compares two templates that a fuzzer made up. A template is the same as itself, whatever the
// order of its keys; a difference stands where its path says.

#include <string>
#include <vector>

#include "diff/changes/changes.hpp"
#include "diff/verdicts.hpp"
#include "engine/pair.hpp"
#include "engine/target.hpp"
#include "engine/tree.hpp"
#include "properties/require.hpp"
#include "template/document.hpp"

namespace omnitrack::fuzz {

namespace {

diff::StackDiff compared(const tmpl::Document& before, const tmpl::Document& after) {
  return diff::compare({.name = "Stack", .before = &before.index(), .after = &after.index()});
}

void check_itself(const tmpl::Document& document) {
  require(compared(document, document).is_same(), "a template is the same as itself");
  if (!document.problems().empty()) return;
  Tree tree = tree_of(document);
  const tmpl::Document same("same", json_of(tree));
  require(compared(document, same).is_same(), "a template is the same as its copy",
          same.source().text());
  reverse_members(tree);
  const tmpl::Document reversed("reversed", json_of(tree));
  require(compared(document, reversed).is_same(), "the order of keys is no difference",
          reversed.source().text());
}

void check_changes(const diff::Changes& changes) {
  for (const diff::Change& each : changes) {
    require(each.before != nullptr || each.after != nullptr, "a change has a side", each.path);
    require(each.path.empty() || each.path.front() == '/', "a change has a pointer", each.path);
  }
}

void check_diff(const diff::StackDiff& stack) {
  for (const diff::ResourceChange& each : stack.resources) {
    require(each.before != nullptr || each.after != nullptr, "a resource has a side",
            each.logical_id);
    check_changes(each.changes);
  }
  for (const diff::EntryChange& each : stack.entries) {
    require(each.before != nullptr || each.after != nullptr, "an entry has a side", each.name);
    check_changes(each.changes);
  }
}

void judge(const std::vector<diff::StackDiff>& diffs) {
  for (const diff::Loss& each : diff::find_losses(diffs)) {
    require(!each.what.empty(), "a loss says what is lost", each.logical_id);
  }
  for (const diff::Refusal& each : diff::find_refusals(diffs)) {
    require(!each.what.empty() && !each.code.empty(), "a refusal says why", each.logical_id);
  }
  for (const diff::StaleRead& each : diff::find_stale_reads(diffs)) {
    require(!each.what.empty(), "a stale read says what changes", each.logical_id);
  }
  for (const diff::SecurityChange& each : diff::find_security_changes(diffs)) {
    require(!each.what.empty(), "a change of security says who may do what", each.logical_id);
  }
}

void compare_templates(std::string_view input) {
  const Pair pair = split(input);
  const tmpl::Document before("before", std::string(pair.before));
  if (!before.is_readable()) return;
  check_itself(before);
  const tmpl::Document after("after", std::string(pair.after));
  if (!after.is_readable()) return;
  std::vector<diff::StackDiff> diffs;
  diffs.push_back(compared(before, after));
  check_diff(diffs.front());
  judge(diffs);
}

const NamedTarget target("diff", compare_templates);

}  // namespace

}  // namespace omnitrack::fuzz
