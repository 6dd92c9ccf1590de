#include <algorithm>

#include "cli/diff/acceptances.hpp"
#include "cli/diff/deployed.hpp"
#include "cli/diff/diff_report.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/log.hpp"
#include "cli/page/terminal.hpp"
#include "cli/page/wording.hpp"
#include "cli/session.hpp"
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
        {.long_name = "--deployed",
         .help = "OLD is what is deployed, asked of the AWS CLI",
         .target = &deployed_},
        {.long_name = "--exit-code",
         .help = "exit with 0 where nothing differs, 2 where something does, 3 where data is lost "
                 "that is not accepted; with --security-only 4 where something becomes more open, "
                 "or may",
         .target = &exit_code_},
        {.long_name = "--format",
         .value_name = "FORMAT",
         .help = "text (the default), json, or markdown for a pull request",
         .target = &format_,
         .choices = {"text", "json", "markdown"}},
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
        {.long_name = "--security-only",
         .help = "only what becomes more open or tighter",
         .target = &security_only_},
        {.long_name = "--stack-name",
         .value_name = "STACK=NAME",
         .help = "the name under which a stack is deployed, where it is another; repeatable",
         .target = &stack_names_},
        {.long_name = "--summary", .help = "only a few lines", .target = &summary_},
    };
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    check_usage(session.console);
    const std::vector<diff::Acceptance> acceptances = parse_acceptances(accepted_);
    const Side after = new_side(session);
    if (!is_readable(after, session.console)) return ExitCode::failed;
    const Side before = deployed_ ? read_deployed(deployed_names(after), session.console)
                                  : read_side(arguments_.front(), session.console);
    if (!is_readable(before, session.console)) return ExitCode::failed;
    const DiffReport report = compared(before, after, acceptances, session.console);
    const Phase phase("report");
    print(report, session.console);
    return exit_code_ ? exit_code_of(report, session.console) : static_cast<int>(ExitCode::done);
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
    if (deployed_) {
      check_stack_names();
    } else {
      check_templates(console);
    }
    if (new_argument() != nullptr && app_.is_any_given()) {
      throw UsageError("--config, --set, --lock and --no-lock are for the app's own templates",
                       "leave them out, or NEW");
    }
    if (summary_ && format_ == "json") {
      throw UsageError("--summary is for text and markdown", "the JSON has a summary in it");
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
    if (std::ranges::count(arguments_, "-") > 1) {
      throw UsageError("standard input can be read once only", "name - once");
    }
    if (new_) throw UsageError("--new is for --deployed", "name NEW after OLD");
    if (!stack_names_.empty()) throw UsageError("--stack-name is for --deployed");
  }

  void check_stack_names() const {
    for (const std::string& each : stack_names_) {
      const std::size_t equals = each.find('=');
      if (equals == std::string::npos || equals == 0 || equals + 1 == each.size()) {
        throw UsageError("--stack-name " + each + ": it is not STACK=NAME");
      }
    }
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

  // The stacks to ask for. One that is named and not there would be a difference of nothing.
  [[nodiscard]] std::vector<DeployedName> deployed_names(const Side& after) const {
    std::vector<std::string_view> known;
    for (const SideTemplate& each : after.templates) known.push_back(each.name);
    const auto refuse_unknown = [&](std::string_view stack) {
      if (std::ranges::find(known, stack) != known.end()) return;
      std::string hint = did_you_mean(std::string(stack), known);
      if (hint.empty()) hint = "it has " + listed(known, " and ");
      throw Failure(after.label + " has no stack '" + std::string(stack) + "'", hint);
    };
    std::vector<DeployedName> names;
    for (const std::string_view each : known) {
      const bool is_meant = arguments_.empty() || is_chosen(each);
      if (is_meant) names.push_back({std::string(each), std::string(each)});
    }
    for (const std::string& each : arguments_) refuse_unknown(each);
    for (const std::string& each : stack_names_) {
      const std::string stack = each.substr(0, each.find('='));
      refuse_unknown(stack);
      const auto found = std::ranges::find(names, stack, &DeployedName::stack);
      if (found != names.end()) found->deployed = each.substr(stack.size() + 1);
    }
    return names;
  }

  [[nodiscard]] bool is_chosen(std::string_view stack) const {
    return std::ranges::find(arguments_, stack) != arguments_.end();
  }

  [[nodiscard]] DiffReport compared(const Side& before, const Side& after,
                                    const std::vector<diff::Acceptance>& acceptances,
                                    const Console& console) const {
    const Phase phase("compare");
    DiffReport report{.old_label = before.label,
                      .new_label = after.label,
                      .pairs = pair_templates(before, after),
                      .diffs = {},
                      .is_security_only = security_only_};
    if (deployed_ && !arguments_.empty()) {
      std::erase_if(report.pairs, [&](const SidePair& each) { return !is_chosen(each.name); });
    }
    for (const SidePair& each : report.pairs) {
      report.diffs.push_back(diff::compare(
          {.name = each.name,
           .before = each.before == nullptr ? nullptr : &each.before->document.index(),
           .after = each.after == nullptr ? nullptr : &each.after->document.index()}));
    }
    report.security = diff::find_security_changes(report.diffs);
    if (security_only_) return report;
    report.losses = diff::find_losses(report.diffs);
    accept(acceptances, report, console);
    report.refusals = diff::find_refusals(report.diffs);
    return report;
  }

  static void accept(const std::vector<diff::Acceptance>& acceptances, DiffReport& report,
                     const Console& console) {
    const auto void_ones = diff::accept_losses(report.diffs, acceptances, today(), report.losses);
    for (const diff::VoidAcceptance& each : void_ones) {
      console.say("that " + named(each.acceptance) + " loses data is not accepted: " + each.why);
    }
    for (const diff::Acceptance& each : acceptances) {
      const auto is_met = [&](const diff::Loss& loss) {
        return loss.logical_id == each.logical_id &&
               (each.stack.empty() || each.stack == report.diffs[loss.stack].name);
      };
      if (std::ranges::none_of(report.losses, is_met)) {
        console.say("--accept-loss " + named(each) + ": it loses nothing");
      }
    }
  }

  static std::string named(const diff::Acceptance& acceptance) {
    return acceptance.stack.empty() ? acceptance.logical_id
                                    : acceptance.stack + '/' + acceptance.logical_id;
  }

  void print(const DiffReport& report, const Console& console) const {
    if (json_file_) {
      const std::string json = json_diff(report);
      const NewFile file{*json_file_, json};
      write_files({&file, 1});
    }
    console.print(written(report, console));
    const bool is_same =
        security_only_ ? report.security.empty() : verdict_of(report) == DiffVerdict::same;
    if (is_same) {
      console.say(security_only_ ? "no difference in security" : "no differences");
    }
  }

  [[nodiscard]] std::string written(const DiffReport& report, const Console& console) const {
    if (format_ == "json") return json_diff(report);
    if (format_ == "markdown") return markdown_diff(report, summary_);
    const DiffLook look{console.artefact_colors(), line_width(), shows_unicode()};
    return summary_ ? summary_diff(report, look) : text_diff(report, look);
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
  std::optional<std::string> json_file_;
  std::optional<std::string> new_;
  bool deployed_ = false;
  bool exit_code_ = false;
  bool security_only_ = false;
  bool summary_ = false;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_diff_verb() { return std::make_unique<DiffVerb>(); }

}  // namespace omnitrack::cli
