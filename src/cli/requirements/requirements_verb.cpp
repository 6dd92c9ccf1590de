#include <algorithm>

#include "cli/app/choose_stacks.hpp"
#include "cli/exit_code.hpp"
#include "cli/requirements/requirements_formats.hpp"
#include "cli/session.hpp"
#include "cli/verbs.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::cli {

namespace {

class RequirementsVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "requirements"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Show what in the app's templates fulfils each of its requirements";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"requirements", "each requirement with the resources, values and lines that show it"},
            {"requirements --format html > evidence.html", "a page for an audit"},
            {"requirements Network --format json", "those of one stack, for a program"}};
  }

  Options options() override {
    Options options{
        {.long_name = "STACK",
         .help = "only the requirements of these stacks, and those of the whole app",
         .target = &stacks_,
         .completes = Completes::stack},
        {.long_name = "--format",
         .value_name = "FORMAT",
         .help = format_help_,
         .target = &format_,
         .choices = names_of(requirements_formats)},
    };
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    SynthOptions options;
    options.evidence = true;
    Synthesis synthesis = synthesize_app(session, app_, options);
    show_other_findings(session.console, synthesis);
    if (!synthesis.ok() && synthesis.requirements.empty()) return ExitCode::failed;
    choose(synthesis);
    RequirementsReport report{.subject = session.console.program(),
                              .requirements = std::move(synthesis.requirements)};
    const auto& format = find_format(requirements_formats, format_);
    print_report(format.write, report, session.console);
    session.console.say(report.conclusion());
    return synthesis.ok() && report.holds() ? ExitCode::done : ExitCode::failed;
  }

 private:
  // The report says what is not shown, with more.
  static void show_other_findings(const Console& console, const Synthesis& synthesis) {
    std::vector<Diagnostic> others = synthesis.diagnostics;
    std::erase_if(others, [](const Diagnostic& each) { return each.code == codes::OT1601.text(); });
    console.show(others, false);
  }

  // The stacks of an app that fails are not known.
  void choose(Synthesis& synthesis) const {
    if (stacks_.empty()) return;
    if (synthesis.ok()) choose_stacks(synthesis.stacks, stacks_);
    std::erase_if(synthesis.requirements, [this](const RequirementResult& each) {
      return !each.stack.empty() && std::ranges::find(stacks_, each.stack) == stacks_.end();
    });
  }

  std::vector<std::string> stacks_;
  std::optional<std::string> format_;
  std::string format_help_ = help_of(requirements_formats);
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_requirements_verb() { return std::make_unique<RequirementsVerb>(); }

}  // namespace omnitrack::cli
