#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "meaning/path.hpp"
#include "omnitrack/diagnostics.hpp"
#include "omnitrack/finding_code.hpp"
#include "support/edit_distance.hpp"
#include "template/model.hpp"

namespace omnitrack::validate {

using meaning::Path;
using support::did_you_mean;

/// One thing that is wrong with a template, or worth knowing.
struct Finding {
  std::string_view code;  ///< stable, e.g. `OT4203`
  Severity severity = Severity::error;
  const tmpl::Template* in = nullptr;
  std::uint32_t begin = 0;  ///< offset in the text
  std::uint32_t end = 0;    ///< offset after it; `begin` where only the place is known
  std::string path;         ///< e.g. `Resources/Bucket/Properties/Tags/0/Key`
  std::string message;
  std::string hint;
  std::string acknowledged;  ///< the reason that was given; empty where it was not acknowledged
  std::string_view rule =
      {};  ///< of src/schema/rules that tells it, e.g. `s3/days-of-a-transition`
};

using Findings = std::vector<Finding>;

/// Whether a finding is an error that nobody acknowledged.
inline bool is_open_error(const Finding& finding) {
  return finding.severity == Severity::error && finding.acknowledged.empty();
}

/// What the checks report to. Cold: a branch that makes a finding is compiled for size and apart
/// from the way of a value that is fine.
class Reporter {
 public:
  Reporter(const tmpl::Template& in, Findings& findings) : in_(in), findings_(findings) {}

  [[gnu::cold]] void error(FindingCode<Severity::error> code, const tmpl::Node& at,
                           const Path& path, std::string message, std::string hint = {}) {
    report(as_error(code), at.begin, at.end, path, std::move(message), std::move(hint));
  }
  [[gnu::cold]] void warning(FindingCode<Severity::warning> code, const tmpl::Node& at,
                             const Path& path, std::string message, std::string hint = {}) {
    report(as_warning(code), at.begin, at.end, path, std::move(message), std::move(hint));
  }
  [[gnu::cold]] void info(FindingCode<Severity::info> code, const tmpl::Node& at, const Path& path,
                          std::string message, std::string hint = {}) {
    report(as_info(code), at.begin, at.end, path, std::move(message), std::move(hint));
  }
  /// The same at a member's key; the path is that of the member.
  [[gnu::cold]] void error_at_key(FindingCode<Severity::error> code, const tmpl::Member& at,
                                  const Path& path, std::string message, std::string hint = {}) {
    report_at_key(as_error(code), at, path, std::move(message), std::move(hint));
  }
  [[gnu::cold]] void warning_at_key(FindingCode<Severity::warning> code, const tmpl::Member& at,
                                    const Path& path, std::string message, std::string hint = {}) {
    report_at_key(as_warning(code), at, path, std::move(message), std::move(hint));
  }
  [[gnu::cold]] void report_at_key(GradedCode code, const tmpl::Member& at, const Path& path,
                                   std::string message, std::string hint) {
    report(code, at.key_begin, end_of_key(at), path, std::move(message), std::move(hint));
  }
  [[gnu::cold]] void report(GradedCode code, std::uint32_t begin, std::uint32_t end,
                            const Path& path, std::string message, std::string hint);
  /// Says which rule of src/schema/rules told the last finding.
  void name_rule(std::string_view rule) { findings_.back().rule = rule; }
  /// What was found in a text that stands in this template, at a place of the template.
  [[gnu::cold]] void report_again(Finding inner, const tmpl::Node& at, const Path& path);

  [[nodiscard]] const tmpl::Template& in() const { return in_; }
  /// How many findings there are so far.
  [[nodiscard]] std::size_t count() const { return findings_.size(); }

 private:
  [[nodiscard]] std::uint32_t end_of_key(const tmpl::Member& member) const;

  const tmpl::Template& in_;
  Findings& findings_;
};

}  // namespace omnitrack::validate
