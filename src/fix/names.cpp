#include "fix/names.hpp"

#include "fix/written.hpp"
#include "support/letters.hpp"
#include "support/name_hint.hpp"
#include "validate/key_end.hpp"

namespace omnitrack::fix {

namespace {

bool is_surely_meant(std::string_view wrong, std::string_view right) {
  if (support::same_but_for_case(wrong, right)) return true;
  constexpr std::size_t of_longer_name = 8;
  return support::edits_between(wrong, right) <= (wrong.size() < of_longer_name ? 1U : 2U);
}

// `!Sbu` for `!Sub`, and `!!Ref` for `!Ref`: what is told of a tag ends where it begins.
std::uint32_t end_of_written(const tmpl::Template& in, const validate::Finding& finding) {
  if (finding.end > finding.begin) return finding.end;
  const std::string_view text = in.text();
  if (finding.begin >= text.size() || text[finding.begin] != '!') return finding.begin;
  return validate::end_of_tag(text, finding.begin);
}

// Of a value that is right but for the case of its letters, the hint says how to write it.
std::string_view value_meant(std::string_view hint) {
  constexpr std::string_view begin = "write '";
  constexpr std::string_view end = "': case matters here";
  if (!hint.starts_with(begin) || !hint.ends_with(end)) return {};
  return hint.substr(begin.size(), hint.size() - begin.size() - end.size());
}

// Of `!!Ref`, the hint says to write `!Ref`.
std::string_view name_meant(const validate::Finding& finding, std::string_view written) {
  if (!written.starts_with("!!")) {
    const std::string_view named = support::name_in_hint(finding.hint);
    return named.empty() ? value_meant(finding.hint) : named;
  }
  written.remove_prefix(1);
  return finding.hint == "write '" + std::string(written) + '\'' ? written : std::string_view();
}

}  // namespace

std::optional<Fix> named_fix(const tmpl::Document& document, const validate::Finding& finding) {
  const tmpl::Template& in = document.source();
  const std::uint32_t end = end_of_written(in, finding);
  const Written written = written_at(in, finding.begin, end);
  const std::string_view meant = name_meant(finding, written.name);
  if (written.name.empty() || meant.empty() || !is_surely_meant(written.name, meant))
    return std::nullopt;
  return Fix{{finding.begin, end, written.with(meant)},
             '\'' + std::string(written.name) + "' becomes '" + std::string(meant) + '\''};
}

}  // namespace omnitrack::fix
