#include <algorithm>

#include "diff/phases/deferral.hpp"
#include "meaning/canonical.hpp"
#include "meaning/exports.hpp"
#include "meaning/references.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Member;
using tmpl::Node;

/// What stacks import, before and after.
struct Uses {
  meaning::Imports before;
  meaning::Imports after;
};

Uses uses_of(std::span<const StackDiff> diffs, std::size_t but) {
  Uses uses;
  for (std::size_t i = 0; i < diffs.size(); ++i) {
    if (i == but) continue;
    const StackDiff& user = diffs[i];
    if (user.before != nullptr) uses.before.merge(meaning::imports_of(*user.before, user.name));
    if (user.after != nullptr) uses.after.merge(meaning::imports_of(*user.after, user.name));
  }
  return uses;
}

/// Whether an export is in use and will not be: then it can go once its users are updated.
bool can_go_later(const Uses& uses, const std::string& name) {
  return uses.before.contains(name) && !uses.after.contains(name);
}

/// Copies what a value of the old template names and the new one lacks, and what that names.
class Keeper {
 public:
  Keeper(const tmpl::Index& before, Editor& editor, Node& root)
      : before_(before), editor_(editor), root_(root) {}

  void keep(std::string_view section, std::string_view name, std::string_view as) {
    const Node* old_section = before_.section(section);
    const Node* old_entry = old_section == nullptr ? nullptr : old_section->find(name);
    if (old_entry == nullptr) return;
    const Node* new_section = root_.find(section);
    const Node into = new_section == nullptr ? Node() : *new_section;
    if (into.find(as) != nullptr) return;
    root_ = editor_.with(root_, section, editor_.with(into, as, *old_entry));
    keep_named_in(*old_entry);
  }

 private:
  void keep_named_in(const Node& entry) {
    const Node* condition = entry.find("Condition");
    if (condition != nullptr) keep_same("Conditions", condition->text());
    meaning::for_each_name_in(entry, [this](const meaning::Name& name) { keep_named(name); });
  }

  void keep_named(const meaning::Name& name) {
    switch (name.of) {
      case meaning::Name::Of::condition:
        return keep_same("Conditions", name.text);
      case meaning::Name::Of::mapping:
        return keep_same("Mappings", name.text);
      case meaning::Name::Of::entry:
        keep_same("Resources", name.text);
        keep_same("Parameters", name.text);
    }
  }

  void keep_same(std::string_view section, std::string_view name) { keep(section, name, name); }

  const tmpl::Index& before_;
  Editor& editor_;
  Node& root_;
};

class ExportDeferral final : public Deferral {
 public:
  ExportDeferral(std::size_t stack, const StackDiff& diff, const Member& output)
      : stack_(stack), diff_(diff), output_(output) {}

  [[nodiscard]] std::size_t stack() const override { return stack_; }
  [[nodiscard]] std::size_t length() const override { return 1; }

  void apply(std::size_t, Editor& editor, Node& root) const override {
    const Node* outputs = root.find("Outputs");
    const Node* same = outputs == nullptr ? nullptr : outputs->find(output_.key());
    if (same != nullptr && only_loses_its_export(*same)) {
      const Node kept = editor.with(*same, "Export", *old_output().find("Export"));
      root = editor.with(root, "Outputs", editor.with(*outputs, output_.key(), kept));
      return;
    }
    std::string key(output_.key());
    if (same != nullptr) key += "Kept";
    Keeper(*diff_.written_before(), editor, root).keep("Outputs", output_.key(), key);
  }

  [[nodiscard]] std::string words(std::size_t step) const override {
    return (step == 0 ? "keeps the export of output '" : "removes the export of output '") +
           std::string(output_.key()) + (step == 0 ? "' while its users stop importing it" : "'");
  }

 private:
  [[nodiscard]] const Node& old_output() const {
    return *diff_.written_before()->section("Outputs")->find(output_.key());
  }

  /// Whether the new template has the output with its old value, for who reads it without an
  /// import.
  [[nodiscard]] bool only_loses_its_export(const Node& output) const {
    const Node* value = output.find("Value");
    const Node* old_value = old_output().find("Value");
    const auto same_condition = [&](const Node& one, const Node& other) {
      const Node* first = one.find("Condition");
      const Node* second = other.find("Condition");
      return first == nullptr || second == nullptr ? first == second
                                                   : first->text() == second->text();
    };
    return value != nullptr && old_value != nullptr && output.find("Export") == nullptr &&
           meaning::same_meaning(*value, *old_value, {}) && same_condition(output, old_output());
  }

  std::size_t stack_;
  const StackDiff& diff_;
  const Member& output_;
};

/// A stack that goes: the old template as it is.
class StackDeferral final : public Deferral {
 public:
  StackDeferral(std::size_t stack, const StackDiff& diff) : stack_(stack), diff_(diff) {}

  [[nodiscard]] std::size_t stack() const override { return stack_; }
  [[nodiscard]] std::size_t length() const override { return 1; }
  void apply(std::size_t, Editor&, Node& root) const override {
    root = diff_.written_before()->source().root();
  }
  [[nodiscard]] std::string words(std::size_t step) const override {
    return step == 0 ? "keeps stack '" + diff_.name + "' while its users stop importing from it"
                     : "stack '" + diff_.name + "' can be deleted";
  }

 private:
  std::size_t stack_;
  const StackDiff& diff_;
};

}  // namespace

void add_export_deferrals(std::span<const StackDiff> diffs, Deferrals& deferrals) {
  for (std::size_t i = 0; i < diffs.size(); ++i) {
    if (diffs[i].before == nullptr) continue;
    const auto old_exports = meaning::exports_of(*diffs[i].before, diffs[i].name);
    if (old_exports.empty()) continue;
    const Uses uses = uses_of(diffs, i);
    if (diffs[i].after == nullptr) {
      const bool is_used = std::ranges::any_of(old_exports, [&](const meaning::NamedExport& each) {
        return can_go_later(uses, each.name.text);
      });
      if (is_used) deferrals.push_back(std::make_unique<StackDeferral>(i, diffs[i]));
      continue;
    }
    const auto new_exports = meaning::exports_of(*diffs[i].after, diffs[i].name);
    for (const meaning::NamedExport& each : old_exports) {
      const bool stays = std::ranges::any_of(new_exports, [&](const meaning::NamedExport& other) {
        return other.name.text == each.name.text;
      });
      if (stays || !can_go_later(uses, each.name.text)) continue;
      deferrals.push_back(std::make_unique<ExportDeferral>(i, diffs[i], *each.output));
    }
  }
}

}  // namespace omnitrack::diff
