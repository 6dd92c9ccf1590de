#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "diff/changes/changes.hpp"
#include "diff/changes/expansion.hpp"
#include "diff/changes/filled_pair.hpp"
#include "diff/changes/hidden_values.hpp"
#include "diff/changes/resource_changes.hpp"
#include "diff/changes/sam_made.hpp"
#include "diff/changes/told_elsewhere.hpp"
#include "diff/changes/value_changes.hpp"
#include "diff/effects/consequences.hpp"
#include "diff/effects/copies.hpp"
#include "diff/effects/empty_ones.hpp"
#include "diff/effects/handed_values.hpp"
#include "diff/effects/influences.hpp"
#include "diff/effects/launched_instances.hpp"
#include "meaning/given_template.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Path;
using tmpl::Format;
using tmpl::Index;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;
using Members = std::span<const Member>;

std::string_view written(const Index& index, const Node& node) {
  return index.source().written(node);
}

class Comparison {
 public:
  Comparison(StackDiff& diff, const TextsOfSides& texts, std::size_t stack)
      : before_(diff.before),
        after_(diff.after),
        diff_(diff),
        sides_{diff.filled_before.get(),
               diff.filled_after.get(),
               diff.conditions_before.get(),
               diff.conditions_after.get(),
               diff.surroundings,
               texts,
               stack,
               used_} {
    may_compare_texts_ = diff.may_compare_texts();
  }

  void run() {
    compare_resources();
    compare_section("Outputs", Section::outputs);
    compare_section("Parameters", Section::parameters);
    compare_section("Conditions", Section::conditions);
    compare_section("Mappings", Section::mappings);
    compare_section("Rules", Section::rules);
    compare_section("Metadata", Section::metadata);
    compare_loops();
    compare_settings();
    for (const std::string_view each : used_) {
      const meaning::KnownPlace* place = diff_.surroundings.find(each);
      if (place != nullptr && place->is_assumed) diff_.assumed.emplace_back(each);
    }
  }

 private:
  static constexpr std::array<std::string_view, 7> sections{
      "Resources", "Outputs", "Parameters", "Conditions", "Mappings", "Rules", "Metadata"};

  [[nodiscard]] bool is_written_alike(const Node& before, const Node& after) const {
    return may_compare_texts_ && written(*before_, before) == written(*after_, after);
  }

  void compare_resources() {
    if (after_ != nullptr) {
      for (const ResourceEntry& each : after_->resources()) compare_resource(each);
    }
    if (before_ == nullptr) return;
    for (const ResourceEntry& each : before_->resources()) {
      if (after_ == nullptr || after_->find_resource(each.logical_id) == nullptr) {
        diff_.resources.push_back(removal_of(each));
        tell_of_condition(diff_.read_after(), diff_.resources.back());
        doubt_default(*diff_.expanded_before, diff_.resources.back());
      }
    }
  }

  void compare_resource(const ResourceEntry& after) {
    const ResourceEntry* before =
        before_ == nullptr ? nullptr : before_->find_resource(after.logical_id);
    if (before == nullptr) {
      diff_.resources.push_back(creation_of(after));
      tell_of_condition(diff_.read_before(), diff_.resources.back());
      doubt_default(*diff_.expanded_after, diff_.resources.back());
    } else if (!is_written_alike(before->member->value, after.member->value)) {
      auto change = change_of(*before, after, sides_);
      if (!change) return;
      tell_of_globals(diff_, *change);
      diff_.resources.push_back(std::move(*change));
    }
  }

  static const Node* section_of(const Index* index, std::string_view name) {
    return index == nullptr ? nullptr : index->section(name);
  }

  void compare_section(std::string_view name, Section section) {
    // Conditions are told by the names that they were read with.
    const bool is_read = section == Section::conditions;
    const Node* before = section_of(is_read ? diff_.read_before() : before_, name);
    const Node* after = section_of(is_read ? diff_.read_after() : after_, name);
    if (before != nullptr && after != nullptr && is_written_alike(*before, *after)) return;
    const bool are_maps =
        (before == nullptr || before->is(Kind::map)) && (after == nullptr || after->is(Kind::map));
    if (are_maps) {
      compare_entries(before, after, section, [](std::string_view) { return true; });
    } else {
      add_entry(Section::settings, name, before, after);
    }
  }

  static bool is_resource(const Index* index, std::string_view key) {
    return index != nullptr && index->find_resource(key) != nullptr;
  }

  /// What makes resources that are not seen.
  void compare_loops() {
    compare_entries(
        section_of(diff_.read_before(), "Resources"), section_of(diff_.read_after(), "Resources"),
        Section::loops, [this](std::string_view key) {
          return !is_resource(diff_.read_before(), key) && !is_resource(diff_.read_after(), key);
        });
  }

  void compare_settings() {
    compare_entries(
        before_ == nullptr ? nullptr : &before_->source().root(),
        after_ == nullptr ? nullptr : &after_->source().root(), Section::settings,
        [](std::string_view key) { return std::ranges::find(sections, key) == sections.end(); });
  }

  template <class IsMeant>
  void compare_entries(const Node* before, const Node* after, Section section,
                       const IsMeant& is_meant) {
    if (after != nullptr) {
      for (const Member& each : after->members()) {
        if (!is_meant(each.key())) continue;
        add_entry(section, each.key(), before == nullptr ? nullptr : before->find(each.key()),
                  &each.value);
      }
    }
    if (before == nullptr) return;
    for (const Member& each : before->members()) {
      if (!is_meant(each.key())) continue;
      if (after == nullptr || after->find(each.key()) == nullptr) {
        add_entry(section, each.key(), &each.value, nullptr);
      }
    }
  }

  /// What a macro makes of other arguments is not seen.
  static void doubt_what_is_included(Changes& changes) {
    for (Change& each : changes) each.reason = "what it makes is not compared";
  }

  /// Another value of a parameter does what the resources that it is given to tell.
  static Effect effect_of(Section section, const Change& change) {
    const bool is_given = section == Section::parameters && change.path.starts_with('/') &&
                          std::string_view(change.path).substr(1) == meaning::given_key;
    return is_given ? Effect::in_place : Effect::none;
  }

  [[nodiscard]] bool say_the_same(std::string_view condition) const {
    return meaning::same_condition(*sides_.conditions_before, condition, *sides_.conditions_after,
                                   condition);
  }

  void add_entry(Section section, std::string_view name, const Node* before, const Node* after) {
    EntryChange entry{.section = section, .name = name, .before = before, .after = after};
    if (before != nullptr && after != nullptr) {
      if (is_written_alike(*before, *after)) return;
      if (section == Section::conditions && say_the_same(name)) return;
      const Path root;
      find_changes(before, after, {}, root, Effect::none, sides_, entry.changes);
      if (entry.changes.empty()) return;
      const bool is_read_anew = section == Section::parameters && names_other_ssm_parameter(entry);
      if (section == Section::loops && name == tmpl::name_of(tmpl::Function::transform)) {
        doubt_what_is_included(entry.changes);
      } else if (section != Section::outputs && !is_read_anew) {
        for (Change& each : entry.changes) each.effect = effect_of(section, each);
      }
    }
    if (before != nullptr) entry.before = &diff_.written(*before);
    if (after != nullptr) entry.after = &diff_.written(*after);
    put_as_written(entry.changes, sides_);
    if (section == Section::parameters) hide_defaults(entry, diff_.hidden);
    diff_.entries.push_back(std::move(entry));
  }

  const Index* before_;
  const Index* after_;
  StackDiff& diff_;
  std::set<std::string_view> used_;
  Sides sides_;
  bool may_compare_texts_ = false;
};

ValueTexts texts_of(std::span<const StackDiff> diffs,
                    std::shared_ptr<const meaning::Filled> StackDiff::*side) {
  std::vector<ValueTexts::Stack> stacks;
  for (const StackDiff& each : diffs) {
    stacks.push_back({.name = each.name,
                      .part_of = each.part_of,
                      .filled = (each.*side).get(),
                      .surroundings = &each.surroundings});
  }
  return ValueTexts(std::move(stacks));
}

/// What a part holds is told of its own resources, and not of the nested stack that it is.
void leave_data_to_part(const StackDiff& part, std::span<StackDiff> diffs) {
  for (StackDiff& whole : diffs) {
    if (whole.name != part.part_of) continue;
    const auto nested =
        std::ranges::find(whole.resources, part.part_id(), &ResourceChange::logical_id);
    if (nested != whole.resources.end()) nested->is_stateful = false;
  }
}

/// Entries that are in both stand in the order of the new template, what is gone after them. The
/// places in an index' list are in that order too.
void put_in_order(StackDiff& diff) {
  std::ranges::stable_sort(
      diff.resources, [](const ResourceChange& left, const ResourceChange& right) {
        const bool is_left_gone = left.after == nullptr;
        const bool is_right_gone = right.after == nullptr;
        if (is_left_gone != is_right_gone) return is_right_gone;
        return is_left_gone ? left.before < right.before : left.after < right.after;
      });
  std::ranges::stable_sort(diff.entries, {}, &EntryChange::section);
}

}  // namespace

const ResourceChange* StackDiff::find(std::string_view logical_id) const {
  const auto found = std::ranges::find(resources, logical_id, &ResourceChange::logical_id);
  return found == resources.end() ? nullptr : &*found;
}

const EntryChange* StackDiff::find(Section section, std::string_view entry) const {
  const auto found = std::ranges::find_if(entries, [&](const EntryChange& each) {
    return each.section == section && each.name == entry;
  });
  return found == entries.end() ? nullptr : &*found;
}

const Index* StackDiff::written_before() const {
  return filled_before ? &filled_before->written() : before;
}

const Index* StackDiff::written_after() const {
  return filled_after ? &filled_after->written() : after;
}

const Index* StackDiff::read_before() const {
  return expanded_before ? &expanded_before->read() : before;
}

const Index* StackDiff::read_after() const {
  return expanded_after ? &expanded_after->read() : after;
}

// In YAML an alias may stand for something that is written elsewhere.
bool StackDiff::may_compare_texts() const {
  const auto is_read_as_written = [](const Index* index) {
    return index != nullptr && index->source().format() == Format::json &&
           !meaning::may_be_expanded(*index);
  };
  return !has_decided && is_read_as_written(read_before()) && is_read_as_written(read_after());
}

const Node& StackDiff::written(const Node& value) const {
  for (const meaning::Filled* each : {filled_before.get(), filled_after.get()}) {
    if (each == nullptr) continue;
    const Node& written = each->written(value);
    if (&written != &value) return written;
  }
  return value;
}

StackDiff compare(const StackPair& pair) { return std::move(compare_all({&pair, 1}).front()); }

std::vector<StackDiff> compare_all(std::span<const StackPair> pairs) {
  std::vector<StackDiff> diffs;
  diffs.reserve(pairs.size());
  for (const StackPair& each : pairs) diffs.push_back(filled_pair(each));
  const ValueTexts before = texts_of(diffs, &StackDiff::filled_before);
  const ValueTexts after = texts_of(diffs, &StackDiff::filled_after);
  const TextsOfSides texts{before, after};
  for (std::size_t i = 0; i < diffs.size(); ++i) {
    Comparison(diffs[i], texts, i).run();
    add_consequences(diffs[i], {}, texts, i);
  }
  follow_handed_values(diffs, texts);
  for (const StackDiff& each : diffs) {
    if (!each.part_of.empty()) leave_data_to_part(each, diffs);
  }
  for (StackDiff& each : diffs) mark_what_is_told_elsewhere(each);
  for (StackDiff& each : diffs) tell_of_made(each);
  for (StackDiff& each : diffs) tell_of_empty_ones(each);
  for (StackDiff& each : diffs) tell_of_old_copies(each);
  for (StackDiff& each : diffs) tell_of_launched_instances(each);
  for (StackDiff& each : diffs) put_in_order(each);
  return diffs;
}

}  // namespace omnitrack::diff
