#include <algorithm>

#include "cli/diff/acceptances.hpp"
#include "cli/diff/diff_formats.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/log.hpp"
#include "cli/parameters/deployed_parameters.hpp"
#include "cli/parameters/given_sides.hpp"
#include "cli/parameters/parameter_options.hpp"
#include "cli/session.hpp"
#include "cli/templates/deployed.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

class DiffVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "diff"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Show what a deployment would change, lose, open, and what would be refused";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"diff templates", "what the app makes now against the committed templates"},
            {"diff old.yaml new.json", "two templates, JSON or YAML"},
            {"diff template.yaml template.yaml --old-parameters test.json --parameters prod.json",
             "what other values of the parameters do"},
            {"diff base head --exit-code --format markdown", "two folders, to gate in a CI"},
            {"diff --deployed", "what the app makes now against what is deployed"},
            {"diff --deployed Network --stack-name Network=net-prod", "one stack of another name"},
            {"diff templates --accept-loss 'Cache@2030-01-31=it is filled anew'",
             "a loss that somebody answers for"}};
  }

  Options options() override {
    Options options{
        {.long_name = "TEMPLATE",
         .help = "OLD and NEW: templates, folders of templates, or - for standard input; without "
                 "NEW, what the app makes. With --deployed: the stacks to compare, all where none "
                 "is named",
         .target = &arguments_,
         .completes = Completes::file},
        {.long_name = "--accept-loss",
         .value_name = "ID@DATE=REASON",
         .help = "accept that the resource of a logical id loses data, up to and with a day; "
                 "STACK/ID is that of one stack; repeatable",
         .target = &accepted_},
        {.long_name = "--account",
         .value_name = "NUMBER",
         .help = "the account that the stacks are in, where they do not say it: 12 digits",
         .target = &place_.account},
        {.long_name = "--all",
         .help = "show what does nothing too: metadata, order, form and tools' tags",
         .target = &all_},
        {.long_name = "--deployed",
         .help = "OLD is what is deployed, asked of the AWS CLI",
         .target = &deployed_},
        {.long_name = "--exit-code",
         .help = "exit with 0 where nothing differs that does anything, 2 where something does, 3 "
                 "where data is lost "
                 "that is not accepted; with --security-only 4 where something becomes more open, "
                 "or may",
         .target = &exit_code_},
        {.long_name = "--format",
         .value_name = "FORMAT",
         .help = format_help_,
         .target = &format_,
         .choices = names_of(diff_formats)},
        {.long_name = "--json-into",
         .value_name = "FILE",
         .help = "write the JSON to a file too",
         .target = &json_file_,
         .completes = Completes::file},
        {.long_name = "--new",
         .value_name = "TEMPLATE",
         .help = "what --deployed is compared with: a template, a folder or -, not the app",
         .target = &new_,
         .completes = Completes::file},
        {.long_name = "--region",
         .value_name = "REGION",
         .help = "the region that the stacks are in, where they do not say it; else AWS_REGION",
         .target = &place_.region},
        {.long_name = "--security-only",
         .help = "only what becomes more open or tighter",
         .target = &security_only_},
        {.long_name = "--stack-name",
         .value_name = "STACK=NAME",
         .help = "the name under which a stack is deployed, where it is another; repeatable",
         .target = &stack_names_},
        {.long_name = "--summary", .help = "only a few lines", .target = &summary_},
    };
    parameters_.add_to(options);
    old_parameters_.add_old_to(options);
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    const Console& console = session.console;
    check_usage(console);
    const std::vector<diff::Acceptance> acceptances = parse_acceptances(accepted_);
    const StackNames stack_names = parse_stack_names(stack_names_);
    Side after = new_side(session);
    if (!is_readable(after, console)) return ExitCode::failed;
    const std::vector<DeployedName> names =
        deployed_ ? deployed_names(after, arguments_, stack_names) : std::vector<DeployedName>();
    const deploy::AwsOptions account{.profile = std::nullopt, .region = place_.region};
    Side before =
        deployed_ ? read_deployed(names, account, console) : read_side(arguments_.front(), console);
    if (!is_readable(before, console)) return ExitCode::failed;
    const GivenParameters given = parameters_.read();
    const bool are_deployed =
        deployed_ && parameters_.is_any_given() && !old_parameters_.is_any_given();
    const GivenParameters given_old =
        are_deployed ? deployed_parameters(names, account) : old_parameters_.read();
    if (!give_parameters(before, after, given, given_old, console)) return ExitCode::failed;
    const DiffReport report = compared(before, after, acceptances, console);
    const Phase phase("report");
    print(report, console);
    return exit_code_ ? exit_code_of(report, console) : static_cast<int>(ExitCode::done);
  }

 private:
  [[nodiscard]] const std::string* new_argument() const {
    if (deployed_) return new_ ? &*new_ : nullptr;
    return arguments_.size() > 1 ? &arguments_[1] : nullptr;
  }

  void check_usage(const Console& console) const {
    if (std::ranges::find(arguments_, "") != arguments_.end()) {
      throw UsageError("the name of a file is empty");
    }
    if (!deployed_) check_templates(console);
    check_place(place_);
    if (new_argument() != nullptr && app_.is_any_given()) {
      throw UsageError("--config, --set, --lock and --no-lock are for the app's own templates",
                       "leave them out, or NEW");
    }
    const Format<DiffView>& format = find_format(diff_formats, format_);
    if (summary_ && format.write_summary == nullptr) {
      throw UsageError("--summary is for text and markdown", std::string(format.no_summary));
    }
  }

  void check_templates(const Console& console) const {
    if (arguments_.empty()) {
      throw UsageError(
          "there is nothing to compare with",
          "name OLD: " + console.program() + " diff OLD [NEW]; or --deployed for what is deployed");
    }
    if (arguments_.size() > 2) {
      throw UsageError("unexpected argument '" + arguments_[2] + "'", "diff takes OLD and NEW");
    }
    const auto on_stdin = static_cast<std::size_t>(std::ranges::count(arguments_, "-"));
    if (on_stdin + parameters_.count_of_stdin() + old_parameters_.count_of_stdin() > 1) {
      throw UsageError("standard input can be read only once", "name - once");
    }
    if (new_) throw UsageError("--new is for --deployed", "name NEW after OLD");
    if (!stack_names_.empty()) throw UsageError("--stack-name is for --deployed");
  }

  [[nodiscard]] Side new_side(const Session& session) const {
    if (const std::string* argument = new_argument()) {
      return read_side(*argument, session.console);
    }
    SynthOptions options;
    options.origins = true;
    Synthesis synthesis = make_app(session, app_, options);
    const bool is_made = synthesis.ok();
    Side side = side_of_app(std::move(synthesis), session.console.program());
    side.is_missing = !is_made;
    return side;
  }

  static bool is_readable(const Side& side, const Console& console) {
    if (!side.problems.empty()) console.show(side.problems, false);
    return side.problems.empty() && !side.is_missing;
  }

  [[nodiscard]] DiffReport compared(const Side& before, const Side& after,
                                    const std::vector<diff::Acceptance>& acceptances,
                                    const Console& console) const {
    const Phase phase("compare");
    std::vector<SidePair> pairs = pair_templates(before, after);
    if (deployed_ && !arguments_.empty()) {
      std::erase_if(pairs, [&](const SidePair& each) {
        return std::ranges::find(arguments_, each.stack()) == arguments_.end();
      });
    }
    DiffReport report = report_on(before, after, std::move(pairs), place_, security_only_);
    if (security_only_) return report;
    for (const diff::Acceptance& each : accept(acceptances, report, console)) {
      console.say("--accept-loss " + named(each) + ": it loses nothing");
    }
    return report;
  }

  void print(const DiffReport& report, const Console& console) const {
    if (json_file_) write_json_file(report, console);
    const Format<DiffView>& format = find_format(diff_formats, format_);
    const DiffView view = view_of(report, all_ || format.is_complete);
    print_report(summary_ ? format.write_summary : format.write, view, console);
    const bool is_same = security_only_
                             ? view.security.empty()
                             : view.verdict == DiffVerdict::same && view.counts.quiet_rows == 0;
    if (is_same) {
      console.say(security_only_ ? "no difference in security" : "no differences");
    }
  }

  void write_json_file(const DiffReport& report, const Console& console) const {
    const std::string json = report_text(json_diff, view_of(report, true), console);
    const NewFile file{*json_file_, json};
    write_files({&file, 1});
  }

  [[nodiscard]] int exit_code_of(const DiffReport& report, const Console& console) const {
    if (security_only_) {
      const auto opens = [](const diff::SecurityChange& each) {
        return each.direction != diff::SecurityChange::Direction::tighter;
      };
      if (std::ranges::any_of(report.security, opens)) return ExitCode::more_open;
      return report.security.empty() ? ExitCode::done : ExitCode::differs;
    }
    switch (verdict_of(report)) {
      case DiffVerdict::same:
        return ExitCode::done;
      case DiffVerdict::different:
        return ExitCode::differs;
      case DiffVerdict::loses_data:
        break;
    }
    console.say("data would be lost; --accept-loss 'ID@YYYY-MM-DD=REASON' accepts that");
    return ExitCode::loses_data;
  }

  std::vector<std::string> arguments_;
  std::vector<std::string> accepted_;
  std::vector<std::string> stack_names_;
  std::optional<std::string> format_;
  std::string format_help_ = help_of(diff_formats);
  std::optional<std::string> json_file_;
  std::optional<std::string> new_;
  ParameterOptions parameters_;
  ParameterOptions old_parameters_;
  PlaceOptions place_;
  bool all_ = false;
  bool deployed_ = false;
  bool exit_code_ = false;
  bool security_only_ = false;
  bool summary_ = false;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_diff_verb() { return std::make_unique<DiffVerb>(); }

}  // namespace omnitrack::cli
