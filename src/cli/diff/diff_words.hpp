#pragma once

#include <array>
#include <string>
#include <string_view>

#include "cli/diff/diff_report.hpp"

namespace omnitrack::cli {

// The words for the forms of a diff. Those for programs are part of a format: none may change.

inline constexpr std::array all_sections{diff::Section::outputs,    diff::Section::parameters,
                                         diff::Section::conditions, diff::Section::mappings,
                                         diff::Section::rules,      diff::Section::metadata,
                                         diff::Section::loops,      diff::Section::settings};

/// For programs: `may_replace`.
std::string_view code_of(diff::Action action);
/// `none`, `in_place`, `may_replace` or `replaces`.
std::string_view code_of(diff::Effect effect);
/// `deleted`, `retained` or `snapshot`; empty for none.
std::string_view code_of(diff::Disposition disposition);
/// `outputs` and so on.
std::string_view code_of(diff::Section section);
/// `wider`, `tighter` or `unclear`.
std::string_view code_of(diff::SecurityChange::Direction direction);
/// `permissions`, `network`, `public_access`, `encryption` or `audit`.
std::string_view code_of(diff::SecurityChange::Kind kind);
/// `same`, `different` or `loses_data`.
std::string_view code_of(DiffVerdict verdict);

/// The key of a section in a template; empty for what stands at the top itself.
std::string_view section_key(diff::Section section);

/// For people: `may replace`.
std::string_view words_of(diff::Action action);
/// `replaces` and so on; empty for `in_place`, which goes without saying.
std::string_view words_of(diff::Effect effect);
/// `more open`, `tighter`, `may be more open`.
std::string_view words_of(diff::SecurityChange::Direction direction);
/// `public access` and so on.
std::string_view words_of(diff::SecurityChange::Kind kind);
/// `created`, `may be replaced` and so on.
std::string_view past_of(diff::Action action);
/// The heading of a section.
std::string_view title_of(diff::Section section);

/// What becomes of the physical resource, as far as the action does not say it; may be empty.
std::string_view disposition_words(const diff::ResourceChange& change);

/// Whether a resource stays as it is, since what changes is metadata and the like.
bool has_no_effect(const diff::ResourceChange& change);

/// Whether what changes is the entry itself, such as the text of the description.
bool is_one_value(const diff::Changes& changes);

/// `create`, `update` or `delete`.
std::string_view entry_action(const diff::EntryChange& change);

/// `3 created, 1 replaced; 2 outputs`; empty where there is nothing.
std::string tally_of(const DiffCounts& counts);

/// `3 differ in metadata, order or form alone`; empty where there is nothing.
std::string quiet_tally_of(const DiffCounts& counts);

/// `2 more open, 1 tighter`; empty where there is nothing.
std::string security_tally_of(const DiffCounts& counts);

}  // namespace omnitrack::cli
