#include "fix/fix.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "fix/depends_on.hpp"
#include "fix/finding_edits.hpp"
#include "fix/shared_parts.hpp"
#include "omnitrack/codes.hpp"
#include "validate/document/text_problems.hpp"
#include "validate/validate.hpp"

namespace omnitrack::fix {

namespace {

using validate::Finding;

// A template that was read and checked.
class Checked {
 public:
  Checked(const std::string& file, std::string text) : document_(file, std::move(text)) {
    validate::report_text_problems(document_.source(), document_.problems(), findings_);
    if (document_.is_readable()) validate::check_template(document_.index(), findings_);
  }

  [[nodiscard]] const tmpl::Document& document() const { return document_; }
  [[nodiscard]] std::string_view text() const { return document_.source().text(); }

  // How bad it is: what is lost of the text first, then errors, then warnings, then the rest.
  [[nodiscard]] std::array<std::ptrdiff_t, 4> faults() const {
    const auto count = [&](auto is_meant) { return std::ranges::count_if(findings_, is_meant); };
    const auto of = [&](Severity severity) {
      return count([&](const Finding& each) {
        // What the interface still names of a parameter that went goes in the next round.
        const bool is_of_interface = each.code == codes::OT4023.text();
        return each.severity == severity && each.acknowledged.empty() && !is_of_interface;
      });
    };
    constexpr std::ptrdiff_t all_of_it = 1'000'000;
    const std::ptrdiff_t equal_keys =
        count([](const Finding& each) { return each.code == codes::OT4002.text(); });
    return {document_.is_readable() ? equal_keys : all_of_it, of(Severity::error),
            of(Severity::warning), of(Severity::info)};
  }

  [[nodiscard]] std::vector<Fix> fixes(const FixOptions& options) const {
    std::vector<Fix> found;
    const auto meant = options.with_unused ? meant_names() : std::set<std::string_view>();
    for (const Finding& finding : findings_) {
      const std::string_view path = finding.path;
      const bool with_unused =
          options.with_unused && !meant.contains(path.substr(path.rfind('/') + 1));
      if (auto each = fix_of(document_, finding, with_unused)) found.push_back(std::move(*each));
    }
    if (document_.is_readable()) {
      std::ranges::move(redundant_dependencies(document_), std::back_inserter(found));
    }
    const SharedParts shared(document_.source());
    std::erase_if(found, [&shared](const Fix& each) { return shared.overlap(each.edit); });
    return found;
  }

 private:
  // The names that references which name nothing may mean.
  [[nodiscard]] std::set<std::string_view> meant_names() const {
    constexpr std::string_view question = "did you mean '";
    std::set<std::string_view> names;
    for (const Finding& each : findings_) {
      const std::size_t at = each.hint.find(question);
      if (at == std::string::npos) continue;
      const std::string_view rest = std::string_view(each.hint).substr(at + question.size());
      names.insert(rest.substr(0, rest.find('\'')));
    }
    return names;
  }

  tmpl::Document document_;
  validate::Findings findings_;
};

class Mending {
 public:
  Mending(const std::string& file, std::string text, const FixOptions& options)
      : file_(file), options_(options), now_(file, std::move(text)) {}

  Fixed run() {
    // Each round mends something; a mended name may show what else is wrong below it.
    constexpr int most_rounds = 20;
    std::size_t done_before = 0;
    for (int round = 0; round < most_rounds; ++round) {
      const std::vector<Fix> fixes = next_fixes();
      if (!fixes.empty() && (take(fixes) || take_one_by_one(fixes))) continue;
      // What was taken back may be right beside what was mended since.
      if (done_.size() == done_before) break;
      done_before = done_.size();
      taken_back_.clear();
    }
    return {std::string(now_.text()), std::move(done_)};
  }

 private:
  // Of those that overlap the first, of those that were taken back none.
  [[nodiscard]] std::vector<Fix> next_fixes() const {
    std::vector<Fix> fixes = now_.fixes(options_);
    std::erase_if(fixes, [&](const Fix& each) { return taken_back_.contains(key_of(each)); });
    std::ranges::stable_sort(fixes, {}, [](const Fix& each) { return each.edit.begin; });
    std::vector<Fix> chosen;
    for (Fix& each : fixes) {
      const bool overlaps = !chosen.empty() && each.edit.begin < chosen.back().edit.end;
      if (!overlaps) chosen.push_back(std::move(each));
    }
    return chosen;
  }

  // Offsets shift as the text changes, what is replaced by what does not.
  [[nodiscard]] std::pair<std::string, std::string> key_of(const Fix& fix) const {
    return {std::string(now_.text().substr(fix.edit.begin, fix.edit.end - fix.edit.begin)),
            fix.edit.text};
  }

  // Whether the text with the fixes is no worse than without them, and so is taken.
  bool take(const std::vector<Fix>& fixes) {
    std::vector<Edit> edits;
    edits.reserve(fixes.size());
    for (const Fix& each : fixes) edits.push_back(each.edit);
    Checked after(file_, applied(now_.text(), edits));
    if (after.faults() > now_.faults()) return false;
    for (const Fix& each : fixes) done_.push_back(each.what);
    now_ = std::move(after);
    return true;
  }

  // The last first, so that the places of the others stay.
  bool take_one_by_one(const std::vector<Fix>& fixes) {
    bool is_any_taken = false;
    for (std::size_t i = fixes.size(); i-- > 0;) {
      auto key = key_of(fixes[i]);
      if (take({fixes[i]})) {
        is_any_taken = true;
      } else {
        taken_back_.insert(std::move(key));
      }
    }
    return is_any_taken;
  }

  std::string file_;
  FixOptions options_;
  Checked now_;
  std::vector<std::string> done_;
  std::set<std::pair<std::string, std::string>> taken_back_;
};

}  // namespace

std::vector<std::optional<Fix>> sure_fixes(const tmpl::Document& document,
                                           const validate::Findings& findings) {
  const std::string_view text = document.source().text();
  const Checked now(document.file(), std::string(text));
  std::vector<std::optional<Fix>> fixes;
  for (const Finding& finding : findings) {
    std::optional<Fix>& each = fixes.emplace_back(fix_of(document, finding, false));
    if (!each) continue;
    const Checked after(document.file(), applied(text, {each->edit}));
    if (after.faults() > now.faults()) each.reset();
  }
  return fixes;
}

Fixed fix(const std::string& file, std::string text, const FixOptions& options) {
  return Mending(file, std::move(text), options).run();
}

}  // namespace omnitrack::fix
