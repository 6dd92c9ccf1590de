#include "cli/format/tidy_files.hpp"

#include <algorithm>
#include <optional>

#include "cli/page/wording.hpp"
#include "cli/report/located.hpp"
#include "cli/templates/read_template.hpp"
#include "cli/templates/template_files.hpp"
#include "omnitrack/codes.hpp"
#include "validate/document/text_problems.hpp"

namespace omnitrack::cli {

namespace {

using tmpl::TextProblem;

class Tidying {
 public:
  explicit Tidying(const format::FormatOptions& options) : options_(options) {}

  void add(const TemplateFile& file) {
    if (file.is_repeated) return;
    std::string problem = file.problem;
    std::optional<std::string> text;
    if (problem.empty()) text = read_template(file.name, problem);
    if (!text) {
      made_.problems.push_back({.code = std::string(codes::OT4006.text()),
                                .path = {},
                                .file = file.name,
                                .message = problem,
                                .hint = {},
                                .acknowledged = {}});
      return;
    }
    const tmpl::Document document(file.name, *text, tmpl::OtherTags::kept);
    if (!file.is_named && !looks_like_template(document.source())) {
      ++left_out_;
      return;
    }
    if (tell_problems(document)) return;
    try {
      format::Formatted tidy = format::format(document, options_);
      made_.files.push_back(
          {file.name, std::move(*text), std::move(tidy.text), tidy.comments_left_out});
    } catch (const format::Refused& refused) {
      tell(document.source(), refused);
    }
  }

  [[nodiscard]] std::size_t left_out() const { return left_out_; }
  TidyFiles take() { return std::move(made_); }

 private:
  // A number as a key is written as it is; of equal keys one would be lost.
  bool tell_problems(const tmpl::Document& document) {
    std::vector<TextProblem> problems = document.problems();
    std::erase_if(problems, [](const TextProblem& each) {
      return each.kind == TextProblem::Kind::number_as_key;
    });
    validate::Findings findings;
    validate::report_text_problems(document.source(), problems, findings);
    for (validate::Finding& each : findings) {
      Diagnostic diagnostic = located(each, 0).diagnostic;
      diagnostic.severity = Severity::error;
      made_.problems.push_back(std::move(diagnostic));
    }
    return !problems.empty();
  }

  void tell(const tmpl::Template& source, const format::Refused& refused) {
    const tmpl::Place place = source.place(refused.at);
    made_.problems.push_back({.code = std::string(codes::OT1790.text()),
                              .path = {},
                              .file = source.file(),
                              .line = place.line,
                              .message = refused.message,
                              .hint = refused.hint,
                              .column = place.column,
                              .acknowledged = {}});
  }

  const format::FormatOptions& options_;
  TidyFiles made_;
  std::size_t left_out_ = 0;
};

}  // namespace

TidyFiles tidy_files(const std::vector<std::string>& arguments,
                     const std::vector<std::string>& excluded, const format::FormatOptions& options,
                     const Console& console) {
  Tidying tidying(options);
  for (const TemplateFile& file : template_files(arguments, excluded)) tidying.add(file);
  if (tidying.left_out() != 0) {
    console.say("left out " + counted(tidying.left_out(), "file") + " without Resources");
  }
  return tidying.take();
}

}  // namespace omnitrack::cli
