#include <algorithm>

#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/log.hpp"
#include "cli/page/source_files.hpp"
#include "cli/parameters/parameter_options.hpp"
#include "cli/report/findings_formats.hpp"
#include "cli/session.hpp"
#include "cli/templates/exclusions.hpp"
#include "cli/validate/check_files.hpp"
#include "cli/verbs.hpp"
#include "support/line_diff.hpp"

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
            {"validate template.yaml --parameters prod.json", "as it is with these values"},
            {"validate --format sarif . > findings.sarif", "for a code scanning service"},
            {"validate --fix --dry-run template.yaml", "shows what it would mend"},
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
        {.long_name = "--exclude",
         .value_name = "PATTERN",
         .help = exclude_help,
         .target = &check_.excluded},
        {.long_name = "--strict", .help = "let warnings count as errors", .target = &check_.strict},
        {.long_name = "--together",
         .help = "the files are the stacks of one app: check their exports, imports, names and "
                 "networks against each other too",
         .target = &check_.together},
        {.long_name = "--fix",
         .help = "mend what is certain in the files, and tell what remains",
         .target = &fix_},
        {.long_name = "--fix-unused",
         .help = "the same, and take away parameters, mappings and conditions that nothing uses",
         .target = &fix_unused_},
        {.long_name = "--dry-run",
         .help = "with --fix: print what would be mended as a diff, and write nothing",
         .target = &dry_run_},
    };
    parameters_.add_to(options);
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    check_usage();
    SourceFiles sources;
    const FindingsReport report =
        files_.empty() ? check_app(session, sources) : check_files(session);
    const Phase phase("report");
    const auto write = find_format(findings_formats, format_).write;
    if (dry_run_) {
      print_diffs(session.console);
      const Console stderr_console = session.console.for_stderr();
      write_report(write, report, stderr_console,
                   [&](std::string_view piece) { stderr_console.tell(piece); });
    } else {
      write_mended(session.console);
      print_report(write, report, session.console);
    }
    session.console.say(conclusion(report));
    return report.fails() ? ExitCode::failed : ExitCode::done;
  }

 private:
  void check_usage() const {
    const auto on_stdin = std::count(files_.begin(), files_.end(), "-");
    if (static_cast<std::size_t>(on_stdin) + parameters_.count_of_stdin() > 1) {
      throw UsageError("standard input can be read only once", "name - once");
    }
    if (files_.empty() && check_.together) {
      throw UsageError("--together is for files",
                       "an app's own stacks are always checked together");
    }
    if (files_.empty() && parameters_.is_any_given()) {
      throw UsageError("--parameter and --parameters are for files",
                       "name the template; 'synth -o' writes the app's own");
    }
    if (!files_.empty() && app_.is_any_given()) {
      throw UsageError("--config, --set, --lock and --no-lock are for the app's own templates",
                       "leave them out, or the files");
    }
    check_usage_of_fix();
    for (const std::string& file : files_) {
      if (file.empty()) throw UsageError("the name of a file is empty");
    }
  }

  [[nodiscard]] bool is_fixing() const { return fix_ || fix_unused_; }

  void check_usage_of_fix() const {
    if (dry_run_ && !is_fixing()) throw UsageError("--dry-run is for --fix", "add --fix");
    if (!is_fixing()) return;
    if (files_.empty()) {
      throw UsageError("--fix is for files", "what the app makes is mended in its code");
    }
    if (!dry_run_ && std::ranges::find(files_, "-") != files_.end()) {
      throw UsageError("standard input cannot be mended in place", "add --dry-run, or name a file");
    }
  }

  [[nodiscard]] FindingsReport check_files(const Session& session) {
    const Phase phase("check");
    check_.tells_fixes = format_ == "sarif";
    check_.parameters = parameters_.read();
    if (is_fixing()) check_.fix = fix::FixOptions{.with_unused = fix_unused_};
    return cli::check_files(files_, std::move(check_), session.console, mended_);
  }

  void print_diffs(const Console& console) const {
    std::string text;
    for (const MendedFile& each : mended_) {
      text += support::unified_diff(each.before, each.after, each.name, each.name);
    }
    console.print(text);
  }

  void write_mended(const Console& console) const {
    std::vector<NewFile> files;
    for (const MendedFile& each : mended_) {
      files.push_back({.path = each.name, .text = each.after, .keeps_mode = true});
    }
    write_files(files);
    for (const MendedFile& each : mended_) {
      for (const std::string& what : each.done) console.say(each.name + ": " + what);
    }
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
  ParameterOptions parameters_;
  bool fix_ = false;
  bool fix_unused_ = false;
  bool dry_run_ = false;
  std::vector<MendedFile> mended_;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_validate_verb() { return std::make_unique<ValidateVerb>(); }

}  // namespace omnitrack::cli
