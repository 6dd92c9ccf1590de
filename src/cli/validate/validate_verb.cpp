#include <algorithm>

#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/log.hpp"
#include "cli/page/source_files.hpp"
#include "cli/report/findings_formats.hpp"
#include "cli/session.hpp"
#include "cli/validate/check_files.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

class ValidateVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "validate"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Check any CloudFormation templates, or the app's own, against CloudFormation's rules";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"validate template.yaml", "a template, JSON or YAML"},
            {"validate templates", "all templates in a folder"},
            {"validate --together network.yaml app.yaml", "the stacks of one app"},
            {"validate --format sarif . > findings.sarif", "for a code scanning service"},
            {"validate", "what the app makes"}};
  }

  Options options() override {
    Options options{
        {.long_name = "FILE",
         .help =
             "templates, folders of templates, or - for standard input; the app's own templates "
             "where none is named",
         .target = &files_,
         .completes = Completes::file},
        {.long_name = "--format",
         .value_name = "FORMAT",
         .help = format_help_,
         .target = &format_,
         .choices = names_of(findings_formats)},
        {.long_name = "--strict", .help = "let warnings count as errors", .target = &check_.strict},
        {.long_name = "--together",
         .help = "the files are the stacks of one app: check their exports, imports, names and "
                 "networks against each other too",
         .target = &check_.together},
    };
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    check_usage();
    SourceFiles sources;
    const FindingsReport report =
        files_.empty() ? check_app(session, sources) : check_files(session);
    const Phase phase("report");
    session.console.print(find_format(findings_formats, format_).write(report, session.console));
    session.console.say(conclusion(report));
    return report.fails() ? ExitCode::failed : ExitCode::done;
  }

 private:
  void check_usage() const {
    if (std::count(files_.begin(), files_.end(), "-") > 1) {
      throw UsageError("standard input can be read only once", "name - once");
    }
    if (files_.empty() && check_.together) {
      throw UsageError("--together is for files",
                       "an app's own stacks are always checked together");
    }
    if (!files_.empty() && app_.is_any_given()) {
      throw UsageError("--config, --set, --lock and --no-lock are for the app's own templates",
                       "leave them out, or the files");
    }
    for (const std::string& file : files_) {
      if (file.empty()) throw UsageError("the name of a file is empty");
    }
  }

  [[nodiscard]] FindingsReport check_files(const Session& session) const {
    const Phase phase("check");
    return cli::check_files(files_, check_, session.console);
  }

  [[nodiscard]] FindingsReport check_app(const Session& session, SourceFiles& sources) const {
    SynthOptions options;
    options.strict = check_.strict;
    Synthesis synthesis = synthesize_app(session, app_, options);
    FindingsReport report;
    report.subjects = {session.console.program()};
    report.is_of_app = true;
    report.strict = check_.strict;
    for (Diagnostic& each : synthesis.diagnostics) {
      const std::string_view line = each.line == 0 ? "" : sources.line(each.file, each.line);
      report.findings.push_back({.diagnostic = std::move(each), .line_text = line});
    }
    return report;
  }

  std::vector<std::string> files_;
  std::optional<std::string> format_;
  std::string format_help_ = help_of(findings_formats);
  CheckOptions check_;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_validate_verb() { return std::make_unique<ValidateVerb>(); }

}  // namespace omnitrack::cli
