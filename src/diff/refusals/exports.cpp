#include "meaning/exports.hpp"

#include <algorithm>
#include <unordered_map>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

namespace {

using meaning::exports_of;
using meaning::Imports;
using meaning::imports_of;
using meaning::NamedExport;
using meaning::same_meaning;
using tmpl::Node;

/// What a stack exports and imports, before and after.
struct Trade {
  std::vector<NamedExport> exports;
  std::vector<NamedExport> new_exports;
  Imports imports;
  Imports new_imports;
  std::vector<meaning::OutputRead> new_reads;
  std::unordered_map<std::string_view, const NamedExport*> new_by_name;
  std::unordered_map<std::string_view, const EntryChange*> changed_outputs;
};

/// Stacks that import an export now.
struct Users {
  std::vector<std::size_t> stacks;
  bool is_named = true;        ///< whether one of them surely means this export
  bool is_still_used = false;  ///< whether one of them imports it in its new template too
  /// Whether one of them that does not can be deployed only after the exporting stack.
  bool must_come_later = false;
  bool is_deleted = true;  ///< whether all of them go
};

class ExportCheck {
 public:
  ExportCheck(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals)
      : diffs_(diffs), refusals_(refusals) {}

  void check() {
    if (!has_exports()) return;
    trades_.reserve(diffs_.size());
    for (const StackDiff& diff : diffs_) trades_.push_back(trade_of(diff));
    for (std::size_t stack = 0; stack < diffs_.size(); ++stack) {
      for (const NamedExport& each : trades_[stack].exports) check_export(stack, each);
    }
  }

 private:
  [[nodiscard]] bool has_exports() const {
    return std::ranges::any_of(diffs_, [](const StackDiff& diff) {
      const auto outputs =
          diff.before == nullptr ? std::span<const tmpl::Member>() : diff.before->outputs();
      return std::ranges::any_of(
          outputs, [](const tmpl::Member& each) { return each.value.find("Export") != nullptr; });
    });
  }

  static Trade trade_of(const StackDiff& diff) {
    Trade trade;
    if (diff.before != nullptr) {
      trade.exports = exports_of(*diff.before, diff.name);
      trade.imports = imports_of(*diff.before, diff.name);
    }
    if (diff.after != nullptr) {
      trade.new_exports = exports_of(*diff.after, diff.name);
      trade.new_imports = imports_of(*diff.after, diff.name);
      trade.new_reads = meaning::outputs_read(*diff.after, diff.name);
    }
    for (const NamedExport& each : trade.new_exports) {
      trade.new_by_name.emplace(each.name.text, &each);
    }
    for (const EntryChange& each : diff.entries) {
      if (each.section == Section::outputs) trade.changed_outputs.emplace(each.name, &each);
    }
    return trade;
  }

  /// Whether a stack imports what another one will export, or reads its outputs.
  [[nodiscard]] bool needs(std::size_t user, std::size_t owner) const {
    const Trade& trade = trades_[user];
    return std::ranges::any_of(trades_[owner].new_exports,
                               [&trade](const NamedExport& each) {
                                 return trade.new_imports.contains(each.name.text);
                               }) ||
           std::ranges::find(trade.new_reads, diffs_[owner].name, &meaning::OutputRead::stack) !=
               trade.new_reads.end();
  }

  [[nodiscard]] Users users_of(std::size_t stack, const std::string& name) const {
    Users users;
    users.is_named = false;
    for (std::size_t other = 0; other < trades_.size(); ++other) {
      const auto found = trades_[other].imports.find(name);
      if (other == stack || found == trades_[other].imports.end()) continue;
      users.stacks.push_back(other);
      users.is_named = users.is_named || found->second;
      if (diffs_[other].after == nullptr) continue;
      users.is_deleted = false;
      const bool is_kept = trades_[other].new_imports.contains(name);
      users.is_still_used = users.is_still_used || is_kept;
      users.must_come_later = users.must_come_later || needs(other, stack);
    }
    return users;
  }

  void check_export(std::size_t stack, const NamedExport& exported) {
    const Users users = users_of(stack, exported.name.text);
    if (users.stacks.empty()) {
      // Among several stacks, those that import are taken to be there.
      if (diffs_.size() == 1 && diffs_[stack].after != nullptr) check_alone(stack, exported);
      return;
    }
    if (diffs_[stack].after == nullptr) {
      check_gone_stack(stack, exported, users);
      return;
    }
    const NamedExport* now = new_export(stack, exported);
    if (now == nullptr) {
      report_removed(stack, exported, users);
    } else {
      check_value(stack, exported, *now, users);
    }
  }

  /// What a stack will export by the name of an export; null where it will not.
  [[nodiscard]] const NamedExport* new_export(std::size_t stack,
                                              const NamedExport& exported) const {
    const auto& now = trades_[stack].new_by_name;
    const auto found = now.find(exported.name.text);
    return found == now.end() ? nullptr : found->second;
  }

  [[nodiscard]] const EntryChange* changed_output(std::size_t stack, std::string_view name) const {
    const auto& changed = trades_[stack].changed_outputs;
    const auto found = changed.find(name);
    return found == changed.end() ? nullptr : found->second;
  }

  /// An export of a stack that is compared alone, which others may import.
  void check_alone(std::size_t stack, const NamedExport& exported) {
    const NamedExport* now = new_export(stack, exported);
    const bool is_gone = now == nullptr;
    if (!is_gone) {
      const EntryChange* entry = changed_output(stack, now->output->key());
      if (entry == nullptr || entry->before == nullptr || !has_other_value(*entry)) return;
    }
    report_refusal(
        refusals_, as_error(codes::OT5104), stack, exported.output->key(), {},
        {.path = is_gone ? "/Export/Name" : "/Value",
         .what = (is_gone ? "the export '" : "the value of the export '") + exported.name.text +
                 (is_gone ? "' goes" : "' changes") +
                 ", which is refused while a stack that is not compared imports it",
         .hint = "see who imports it by 'aws cloudformation list-imports', or compare all stacks "
                 "at once",
         .is_certain = false});
  }

  [[nodiscard]] std::string names_of(const Users& users) const {
    std::string text;
    for (const std::size_t each : users.stacks) {
      text += (text.empty() ? "'" : ", '") + diffs_[each].name + "'";
    }
    return text;
  }

  static bool is_sure(const NamedExport& exported, const Users& users) {
    return exported.name.is_certain && users.is_named &&
           exported.output->value.find("Condition") == nullptr;
  }

  [[nodiscard]] std::string hint_for_removed(std::size_t stack, const std::string& by,
                                             const Users& users) const {
    if (users.is_still_used) return "keep the export, or change " + by + " to do without it";
    if (!users.must_come_later) {
      return "deploy " + by + " first, and '" + diffs_[stack].name + "' once that is done";
    }
    return "keep the export for a step, deploy " + by +
           ", then remove it: 'synth --phase' writes the templates";
  }

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
  void report_removed(std::size_t stack, const NamedExport& exported, const Users& users) {
    const std::string by = names_of(users);
    report_refusal(
        refusals_, as_error(codes::OT5104), stack, exported.output->key(), {},
        {.path = "/Export/Name",
         .what = "the export '" + exported.name.text + "' goes, and " + by + " imports it",
         .hint = hint_for_removed(stack, by, users),
         .is_certain = is_sure(exported, users) && (users.is_still_used || users.must_come_later),
         .has_phases = !users.is_still_used});
  }

  void check_value(std::size_t stack, const NamedExport& before, const NamedExport& after,
                   const Users& users) {
    const Node* old_value = before.output->value.find("Value");
    const Node* new_value = after.output->value.find("Value");
    if (old_value == nullptr || new_value == nullptr) return;
    bool is_certain = meaning::known_text(old_value) && meaning::known_text(new_value);
    const StackDiff& diff = diffs_[stack];
    if (same_meaning(*old_value, *new_value, {}) ||
        same_meaning(diff.written(*old_value), diff.written(*new_value), {})) {
      const EntryChange* entry = changed_output(stack, after.output->key());
      if (entry == nullptr || !has_other_value(*entry)) return;
      is_certain = is_surely_another(*entry);
    }
    report_refusal(
        refusals_, as_error(codes::OT5104), stack, after.output->key(), {},
        {.path = "/Value",
         .what = "the value of the export '" + before.name.text + "' changes, and " +
                 names_of(users) + " imports it",
         .hint = "export the new value under another name, deploy what imports it, then remove "
                 "the old export",
         .is_certain = is_certain && is_sure(before, users)});
  }

  static bool has_other_value(const EntryChange& entry) {
    return std::ranges::any_of(entry.changes,
                               [](const Change& each) { return each.path.starts_with("/Value"); });
  }

  static bool is_surely_another(const EntryChange& entry) {
    return std::ranges::any_of(entry.changes, [](const Change& each) {
      return each.path.starts_with("/Value") && each.is_consequence() && each.is_certain;
    });
  }

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
  void check_gone_stack(std::size_t stack, const NamedExport& exported, const Users& users) {
    if (users.is_deleted) return;
    const std::string by = names_of(users);
    report_refusal(
        refusals_, as_error(codes::OT5106), stack, exported.output->key(), {},
        {.what = "the stack goes, and " + by + " imports '" + exported.name.text + "' from it",
         .hint = users.is_still_used ? "change " + by + " to do without it, or keep the stack"
                                     : "deploy " + by + " before the stack is deleted",
         .is_certain = is_sure(exported, users) && users.is_still_used,
         .has_phases = !users.is_still_used});
  }

  std::span<const StackDiff> diffs_;
  std::vector<Refusal>& refusals_;
  std::vector<Trade> trades_;
};

}  // namespace

void refuse_export_changes(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  ExportCheck(diffs, refusals).check();
}

}  // namespace omnitrack::diff
