#include "cli/validate/check_files.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

#include "cli/page/wording.hpp"
#include "cli/parameters/nested_values.hpp"
#include "cli/parameters/template_values.hpp"
#include "cli/report/located.hpp"
#include "cli/templates/read_template.hpp"
#include "cli/templates/template_files.hpp"
#include "meaning/no_echo.hpp"
#include "meaning/stack_name.hpp"
#include "omnitrack/codes.hpp"
#include "validate/document/text_problems.hpp"
#include "validate/validate.hpp"

namespace omnitrack::cli {

namespace {

using validate::Finding;

ReportedFix reported(const tmpl::Template& in, fix::Fix& fix) {
  return {.begin = in.place(fix.edit.begin),
          .end = in.place(fix.edit.end),
          .text = std::move(fix.edit.text),
          .what = std::move(fix.what)};
}

// One of the files.
struct Checked {
  std::string name;
  std::optional<tmpl::Document> document = std::nullopt;  // nothing where it cannot be read
  validate::Findings findings = {};
  std::optional<Diagnostic> problem = std::nullopt;            // of a file that could not be read
  std::optional<meaning::HiddenPlaces> hidden = std::nullopt;  // but for those of a template
  std::unique_ptr<meaning::GivenTemplate> given = nullptr;     // where its parameters have values
};

class Checks {
 public:
  explicit Checks(CheckOptions& options) : options_(options), values_(options.parameters) {}

  void check(const TemplateFile& file) {
    if (file.is_repeated) {
      arguments_met_.insert(file.argument);
      return;
    }
    std::string problem = file.problem;
    std::optional<std::string> text;
    if (problem.empty()) text = read_template(file.name, problem);
    if (!text) {
      arguments_met_.insert(file.argument);
      return add_problem(file.name, codes::OT4006, problem, hint_for_unread(file.name));
    }
    tmpl::Document document(file.name, std::move(*text));
    if (!file.is_named && !looks_like_template(document.source())) {
      ++left_out_;
      return;
    }
    arguments_met_.insert(file.argument);
    const bool is_mended = options_.fix && looks_like_template(document.source());
    if (is_mended) document = mend(std::move(document), *options_.fix);
    Checked checked{.name = file.name};
    validate::report_text_problems(document.source(), document.problems(), checked.findings);
    if (document.is_readable() && !values_.is_any()) {
      validate::check_template(document.index(), checked.findings);
    } else if (document.is_readable()) {
      values_.hide_as_in(document.index());
    }
    checked.document = std::move(document);
    all_.push_back(std::move(checked));
  }

  // What one template hides is known once all are read.
  void check_with_values() {
    if (!values_.is_any()) return;
    std::vector<Checked*> readable;
    std::vector<const tmpl::Index*> indexes;
    for (Checked& each : all_) {
      if (!each.document || !each.document->is_readable()) continue;
      readable.push_back(&each);
      indexes.push_back(&each.document->index());
    }
    const NestedTemplates nested(indexes);
    for (const std::size_t at : nested.order()) {
      const auto handed = nested.handed_to(
          at, [&indexes](std::size_t other) -> const tmpl::Index& { return *indexes[other]; });
      check_with_values(*readable[at], handed ? &*handed : nullptr);
      if (readable[at]->given) indexes[at] = &readable[at]->given->index();
    }
  }

  // What is wrong with values is told once all templates had theirs, each where it stands.
  void check_parameters() {
    values_.report_unknown();
    for (tmpl::Document& each : options_.parameters.documents) {
      Checked checked{.name = each.file(), .hidden = values_.hidden_in(each.source())};
      for (Finding& finding : values_.problems()) {
        if (finding.in == &each.source()) checked.findings.push_back(std::move(finding));
      }
      const bool is_file = !is_of_command_line(checked.name);
      checked.document = std::move(each);
      (is_file ? all_ : of_command_line_).push_back(std::move(checked));
    }
  }

  // An argument of which nothing was checked must not pass for valid.
  void check_arguments(const std::vector<std::string>& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (arguments_met_.contains(i)) continue;
      add_problem(arguments[i], codes::OT4007, "the folder has no template",
                  "a template has Resources, and its name ends in .json, .yaml, .yml or .template");
    }
  }

  void check_together() {
    std::vector<const tmpl::Index*> app;
    for (const Checked& each : all_) {
      if (!each.document || !each.document->is_readable()) continue;
      app.push_back(each.given ? &each.given->index() : &each.document->index());
    }
    validate::Findings findings;
    validate::check_together(app, findings);
    for (Finding& finding : findings) {
      const auto in = std::find_if(all_.begin(), all_.end(), [&](const Checked& each) {
        return each.document && (&each.document->source() == finding.in ||
                                 (each.given && &each.given->index().source() == finding.in));
      });
      finding.in = &in->document->source();
      in->findings.push_back(std::move(finding));
    }
  }

  void move_to(FindingsReport& report) {
    // What the command line says wrong is told of what it was said for.
    for (Checked& each : of_command_line_) {
      for (Finding& finding : each.findings) {
        report.findings.push_back(
            {.diagnostic = diagnostic_of(std::move(finding)), .line_text = {}});
      }
    }
    for (ReportedFinding& each : report.findings) each.about = all_.front().name;
    for (Checked& each : all_) {
      const std::size_t subject = report.subjects.size();
      report.subjects.push_back(each.name);
      if (each.problem) {
        report.findings.push_back(
            {.diagnostic = std::move(*each.problem), .line_text = {}, .subject = subject});
      }
      std::stable_sort(each.findings.begin(), each.findings.end(),
                       [](const Finding& a, const Finding& b) { return a.begin < b.begin; });
      std::vector<std::optional<fix::Fix>> fixes(each.findings.size());
      if (options_.tells_fixes && each.document && !each.hidden) {
        fixes = fix::sure_fixes(*each.document, each.findings);
      }
      std::optional<meaning::HiddenPlaces> hidden = std::move(each.hidden);
      if (each.document && !fixes.empty() && !hidden) hidden.emplace(each.document->source());
      for (std::size_t i = 0; i < fixes.size(); ++i) {
        ReportedFinding& added = report.findings.emplace_back(located(each.findings[i], subject));
        if (hidden) hide_line(*hidden, each.document->source().text(), added);
        if (fixes[i]) added.fix = reported(each.document->source(), *fixes[i]);
      }
      if (each.document) report.documents.push_back(std::move(*each.document));
    }
  }

  [[nodiscard]] std::size_t left_out() const { return left_out_; }
  std::vector<MendedFile> take_mended() { return std::move(mended_); }

 private:
  void check_with_values(Checked& checked, const meaning::HandedValues* handed) {
    const tmpl::Index& index = checked.document->index();
    const Purpose purpose = handed == nullptr ? Purpose::stack_made_anew : Purpose::stack_now;
    meaning::GivenTexts values = values_.take(meaning::without_template_ending(checked.name), index,
                                              purpose, checked.findings);
    if (handed != nullptr) put_handed(*handed, index, values);
    if (values.empty()) return validate::check_template(index, checked.findings);
    checked.given = std::make_unique<meaning::GivenTemplate>(index, std::move(values));
    validate::check_template(index, checked.findings, checked.given.get());
  }

  // Leaves out a line that has what is not to be shown.
  static void hide_line(const meaning::HiddenPlaces& hidden, std::string_view text,
                        ReportedFinding& finding) {
    if (finding.line_text.empty()) return;
    const auto begin = static_cast<std::size_t>(finding.line_text.data() - text.data());
    if (hidden.touch(begin, begin + finding.line_text.size())) finding.line_text = {};
  }

  // The document of the text as it will be written, so that what is told is told of that.
  tmpl::Document mend(tmpl::Document document, const fix::FixOptions& options) {
    std::string name = document.file();
    std::string before = document.release_text();
    fix::Fixed fixed = fix::fix(name, before, options);
    if (!fixed.done.empty()) {
      mended_.push_back({name, std::move(before), fixed.text, std::move(fixed.done)});
    }
    return {std::move(name), std::move(fixed.text)};
  }

  void add_problem(const std::string& file, FindingCode<Severity::error> code, std::string message,
                   std::string hint) {
    all_.push_back({.name = file,
                    .problem = Diagnostic{.code = std::string(code.text()),
                                          .path = {},
                                          .file = file,
                                          .message = std::move(message),
                                          .hint = std::move(hint),
                                          .acknowledged = {}}});
  }

  CheckOptions& options_;
  TemplateValues values_;
  std::vector<Checked> all_;
  std::vector<Checked> of_command_line_;
  std::vector<MendedFile> mended_;
  std::set<std::size_t> arguments_met_;
  std::size_t left_out_ = 0;
};

}  // namespace

FindingsReport check_files(const std::vector<std::string>& arguments, CheckOptions options,
                           const Console& console, std::vector<MendedFile>& mended) {
  Checks checks(options);
  for (const TemplateFile& file : template_files(arguments, options.excluded)) {
    checks.check(file);
  }
  checks.check_with_values();
  checks.check_arguments(arguments);
  if (options.together) checks.check_together();
  checks.check_parameters();
  if (checks.left_out() != 0) {
    console.say("left out " + counted(checks.left_out(), "file") + " without Resources");
  }
  FindingsReport report;
  report.strict = options.strict;
  checks.move_to(report);
  mended = checks.take_mended();
  return report;
}

}  // namespace omnitrack::cli
