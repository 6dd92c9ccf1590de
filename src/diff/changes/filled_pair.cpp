#include "diff/changes/filled_pair.hpp"

#include <optional>

#include "meaning/decided_conditions.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Index;

/// Where a stack is deployed, as its own templates show it.
meaning::Surroundings shown_surroundings(const StackPair& pair) {
  std::vector<meaning::ToldPlace> told;
  const auto add = [&](const Index* index, std::string_view source) {
    if (index != nullptr) told.push_back(meaning::told_place({&index, 1}, source));
  };
  add(pair.before, "the old template");
  add(pair.after, "the new template");
  return meaning::completed({}, told);
}

/// What is sure of the conditions of one template.
struct ReadConditions {
  ReadConditions(const Index& index, const meaning::Surroundings& surroundings)
      : texts(index, surroundings), decided(meaning::decided_conditions(texts)) {}

  meaning::ConditionTexts texts;
  meaning::DecidedConditions decided;
};

std::optional<ReadConditions> conditions_of(const Index* index,
                                            const meaning::Surroundings& surroundings) {
  if (index == nullptr) return std::nullopt;
  return std::optional<ReadConditions>(std::in_place, *index, surroundings);
}

std::shared_ptr<const meaning::Expanded> expanded(const std::optional<ReadConditions>& conditions,
                                                  const meaning::RenamedConditions& renamed) {
  return conditions ? std::make_shared<meaning::Expanded>(conditions->texts.index(),
                                                          conditions->decided, renamed)
                    : nullptr;
}

std::shared_ptr<const meaning::ConditionTexts> texts_of_conditions(
    const meaning::Expanded* expanded, const meaning::Surroundings& surroundings) {
  return expanded == nullptr
             ? nullptr
             : std::make_shared<meaning::ConditionTexts>(expanded->index(), surroundings);
}

std::shared_ptr<const meaning::Filled> filled(const meaning::Expanded* expanded,
                                              const meaning::Surroundings& surroundings) {
  return expanded == nullptr ? nullptr
                             : std::make_shared<meaning::Filled>(expanded->index(), surroundings);
}

}  // namespace

StackDiff filled_pair(const StackPair& pair) {
  StackDiff diff{.name = pair.name,
                 .part_of = pair.part_of,
                 .surroundings = pair.surroundings ? *pair.surroundings : shown_surroundings(pair)};
  const auto before = conditions_of(pair.before, diff.surroundings);
  const auto after = conditions_of(pair.after, diff.surroundings);
  meaning::RenamedConditions renamed;
  // Conditions that only have another name have the new one on both sides.
  if (before && after) renamed = meaning::renamed_conditions(before->texts, after->texts);
  diff.has_decided =
      pair.has_given || (before && !before->decided.empty()) || (after && !after->decided.empty());
  diff.expanded_before = expanded(before, renamed);
  diff.expanded_after = expanded(after, {});
  diff.conditions_before = texts_of_conditions(diff.expanded_before.get(), diff.surroundings);
  diff.conditions_after = texts_of_conditions(diff.expanded_after.get(), diff.surroundings);
  diff.filled_before = filled(diff.expanded_before.get(), diff.surroundings);
  diff.filled_after = filled(diff.expanded_after.get(), diff.surroundings);
  if (diff.filled_before) diff.before = &diff.filled_before->index();
  if (diff.filled_after) diff.after = &diff.filled_after->index();
  return diff;
}

}  // namespace omnitrack::diff
