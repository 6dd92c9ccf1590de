#include "cli/diff/diff_words.hpp"

#include <algorithm>

#include "cli/page/wording.hpp"
#include "diff/effects/stateful.hpp"

namespace omnitrack::cli {

namespace {

using Names = std::span<const std::string_view>;
using diff::Section;
using diff::SecurityChange;

template <typename Enum>
std::string_view at(Names names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

constexpr std::array<std::string_view, 7> action_codes{"create", "update", "may_replace", "replace",
                                                       "delete", "retain", "orphan"};
constexpr std::array<std::string_view, 7> actions_in_the_past{
    "created", "updated", "may be replaced", "replaced", "deleted", "retained", "orphaned"};
constexpr std::array<std::string_view, 4> effect_codes{"none", "in_place", "may_replace",
                                                       "replaces"};
constexpr std::array<std::string_view, 4> disposition_codes{"", "deleted", "retained", "snapshot"};
constexpr std::array<std::string_view, 8> section_codes{
    "outputs", "parameters", "conditions", "mappings", "rules", "metadata", "loops", "settings"};
constexpr std::array<std::string_view, 8> section_keys{
    "Outputs", "Parameters", "Conditions", "Mappings", "Rules", "Metadata", "Resources", ""};
constexpr std::array<std::string_view, 8> section_nouns{
    "output", "parameter", "condition", "mapping", "rule", "metadata", "loop", "setting"};
constexpr std::array<std::string_view, 3> direction_codes{"wider", "tighter", "unclear"};
constexpr std::array<std::string_view, 3> direction_words{"more open", "tighter",
                                                          "may be more open"};
constexpr std::array<std::string_view, 5> kind_codes{"permissions", "network", "public_access",
                                                     "encryption", "audit"};
constexpr std::array<std::string_view, 3> verdict_codes{"same", "different", "loses_data"};

void add_part(std::string& text, std::string_view separator, const std::string& part) {
  if (!text.empty()) text += separator;
  text += part;
}

}  // namespace

std::string_view code_of(diff::Action action) { return at(action_codes, action); }
std::string_view code_of(diff::Effect effect) { return at(effect_codes, effect); }
std::string_view code_of(diff::Disposition disposition) {
  return at(disposition_codes, disposition);
}
std::string_view code_of(Section section) { return at(section_codes, section); }
std::string_view code_of(SecurityChange::Direction direction) {
  return at(direction_codes, direction);
}
std::string_view code_of(SecurityChange::Kind kind) { return at(kind_codes, kind); }
std::string_view code_of(DiffVerdict verdict) { return at(verdict_codes, verdict); }

std::string_view section_key(Section section) { return at(section_keys, section); }

std::string_view words_of(diff::Action action) {
  return action == diff::Action::may_replace ? "may replace" : code_of(action);
}

std::string_view words_of(diff::Effect effect) {
  switch (effect) {
    case diff::Effect::none:
      return "no effect";
    case diff::Effect::in_place:
      return {};
    case diff::Effect::may_replace:
      return "may replace";
    case diff::Effect::replaces:
      return "replaces";
  }
  return {};
}

std::string_view words_of(SecurityChange::Direction direction) {
  return at(direction_words, direction);
}

std::string_view words_of(SecurityChange::Kind kind) {
  return kind == SecurityChange::Kind::public_access ? "public access" : code_of(kind);
}

std::string_view past_of(diff::Action action) { return at(actions_in_the_past, action); }

std::string_view title_of(Section section) {
  if (section == Section::loops) return "Loops";
  return section == Section::settings ? "Settings" : section_key(section);
}

std::string_view disposition_words(const diff::ResourceChange& change) {
  const bool is_known = change.action == diff::Action::remove || change.is_replaced();
  if (!is_known) return {};
  const bool is_emptied =
      change.is_replaced() && change.is_stateful && !diff::is_restored(*change.after);
  switch (change.disposition) {
    case diff::Disposition::none:
      return {};
    case diff::Disposition::deleted:
      return change.is_replaced() ? "the old one is deleted" : "";
    case diff::Disposition::retained:
      return is_emptied ? "the old one is kept, the new one is empty" : "the old one is kept";
    case diff::Disposition::snapshot:
      return is_emptied ? "a snapshot is kept, the new one is empty" : "a snapshot is kept";
  }
  return {};
}

bool has_no_effect(const diff::ResourceChange& change) {
  return change.action == diff::Action::update && !change.may_be_removed &&
         std::ranges::all_of(change.changes, [](const diff::Change& each) {
           return each.effect == diff::Effect::none;
         });
}

bool is_one_value(const diff::Changes& changes) {
  return changes.size() == 1 && changes.front().path.empty();
}

std::string_view entry_action(const diff::EntryChange& change) {
  if (change.before == nullptr) return "create";
  return change.after == nullptr ? "delete" : "update";
}

std::string tally_of(const DiffCounts& counts) {
  std::string resources;
  for (std::size_t i = 0; i < counts.actions.size(); ++i) {
    if (counts.actions[i] == 0) continue;
    add_part(resources, ", ",
             std::to_string(counts.actions[i]) + ' ' + std::string(actions_in_the_past[i]));
  }
  std::string entries;
  for (const Section section : all_sections) {
    const std::size_t count = counts.sections[static_cast<std::size_t>(section)];
    if (count == 0) continue;
    add_part(
        entries, ", ",
        section == Section::metadata ? "metadata" : counted(count, at(section_nouns, section)));
  }
  std::string text = std::move(resources);
  if (!entries.empty()) add_part(text, "; ", entries + " changed");
  return text;
}

std::string quiet_tally_of(const DiffCounts& counts) {
  std::string text;
  if (counts.quiet_rows != 0) text = counted(counts.quiet_rows, "row");
  if (counts.quiet_values != 0) add_part(text, " and ", counted(counts.quiet_values, "value"));
  if (text.empty()) return text;
  const bool is_one = counts.quiet_rows + counts.quiet_values == 1;
  return text + (is_one ? " differs" : " differ") +
         " in metadata, order, form or a tool's tag alone, which does nothing";
}

std::string security_tally_of(const DiffCounts& counts) {
  std::string text;
  for (const auto direction : {SecurityChange::Direction::wider, SecurityChange::Direction::unclear,
                               SecurityChange::Direction::tighter}) {
    const std::size_t count = counts.directions[static_cast<std::size_t>(direction)];
    if (count == 0) continue;
    add_part(text, ", ", std::to_string(count) + ' ' + std::string(words_of(direction)));
  }
  return text;
}

}  // namespace omnitrack::cli
