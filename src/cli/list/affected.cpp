#include "cli/list/affected.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "cli/templates/pairs.hpp"
#include "cli/templates/place.hpp"
#include "diff/changes/changes.hpp"
#include "diff/changes/quiet.hpp"
#include "diff/verdicts.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

namespace {

// An asset's key follows its content, so another content is another template.
bool must_be_deployed(const diff::StackDiff& found) {
  // A nested stack that is new is a resource of its stack, which names it.
  if (found.before == nullptr) return found.part_of.empty();
  const auto does_something = [](const auto& change) { return !diff::is_quiet(change); };
  return std::ranges::any_of(found.resources, does_something) ||
         std::ranges::any_of(found.entries, does_something);
}

// How many stacks that are deployed anew stand before each on the longest way to it.
std::map<std::string, std::size_t> waits_of(const std::vector<SynthesizedStack>& stacks,
                                            const std::set<std::string>& affected) {
  std::map<std::string, std::size_t> waits;
  for (const SynthesizedStack& stack : stacks) {
    std::size_t longest = 0;
    for (const std::string& needed : stack.depends_on) {
      longest = std::max(longest, waits[needed] + affected.count(needed));
    }
    waits[stack.name] = longest;
  }
  return waits;
}

void write_affected(support::JsonWriter& json, const AffectedStack& stack) {
  json.begin_object();
  json.member("stack", stack.name);
  json.member("file", stack.file);
  json.member("is_new", stack.is_new);
  json.member("account", stack.account);
  json.member("region", stack.region);
  json.end_object();
}

}  // namespace

Affected affected_by(const Side& before, Synthesis synthesis, const std::string& label) {
  std::vector<SynthesizedStack> stacks = synthesis.stacks;
  const Side after = side_of_app(std::move(synthesis), label);
  Affected found;
  std::set<std::string> names;
  const std::vector<SidePair> pairs = pair_templates(before, after);
  const std::vector<diff::StackDiff> diffs = diff::compare_all(placed_pairs(pairs, {}));
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (diffs[i].after == nullptr && pairs[i].part_of.empty()) {
      found.gone.push_back(pairs[i].name);
    } else if (diffs[i].after == nullptr || must_be_deployed(diffs[i])) {
      names.insert(pairs[i].stack());
    }
  }
  // Who reads an output by Fn::GetStackOutput gets its new value by a deployment alone.
  for (const diff::StaleRead& each : diff::find_stale_reads(diffs)) {
    for (const std::size_t reader : each.readers) {
      if (diffs[reader].after != nullptr) names.insert(pairs[reader].stack());
    }
  }
  const std::map<std::string, std::size_t> waits = waits_of(stacks, names);
  for (const SynthesizedStack& stack : stacks) {
    if (!names.contains(stack.name)) continue;
    const std::size_t wave = waits.at(stack.name);
    if (found.waves.size() <= wave) found.waves.resize(wave + 1);
    found.waves[wave].push_back({.name = stack.name,
                                 .file = stack.file_name(),
                                 .account = stack.account,
                                 .region = stack.region,
                                 .is_new = before.find(stack.name) == nullptr});
  }
  return found;
}

std::string affected_text(const Affected& affected) {
  std::string text;
  for (std::size_t i = 0; i < affected.waves.size(); ++i) {
    for (const AffectedStack& each : affected.waves[i]) {
      text += std::to_string(i + 1) + ' ' + each.name + '\n';
    }
  }
  return text;
}

std::string affected_json(const Affected& affected) {
  return support::json_text(support::JsonLayout::wide, [&](support::JsonWriter& json) {
    json.begin_object();
    json.member("format_version", "1.0");
    json.list("waves", affected.waves, [&](const std::vector<AffectedStack>& wave) {
      json.begin_object();
      json.list("include", wave, [&](const AffectedStack& each) { write_affected(json, each); });
      json.end_object();
    });
    json.list("gone", affected.gone, [&](const std::string& each) { json.any_string(each); });
    json.end_object();
  });
}

}  // namespace omnitrack::cli
