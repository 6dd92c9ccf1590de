#include "cli/app/choose_stacks.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/log.hpp"
#include "cli/page/wording.hpp"
#include "cli/session.hpp"
#include "cli/synth/assembly_folder.hpp"
#include "cli/synth/phase_folder.hpp"
#include "cli/synth/template_folder.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

class SynthVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "synth"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Write the app's CloudFormation templates: one to stdout, or all to a folder";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"synth > app.template.json", "the template of an app of one stack"},
            {"synth -o templates", "a file for each stack"},
            {"synth Network", "one stack of several"},
            {"synth -o cdk.out --assembly", "what the CDK's command line takes by --app cdk.out"},
            {"synth --check templates", "whether the committed files are up to date"},
            {"synth --phase templates -o steps", "steps, where CloudFormation refuses one update"},
            {"--config production.json --set KEY=VALUE", "with a configuration"}};
  }

  Options options() override {
    Options options{
        {.long_name = "STACK",
         .help = "the stacks to write; all of the app's where none is named",
         .target = &stacks_,
         .completes = Completes::stack},
        {.long_name = "--output",
         .short_name = "-o",
         .value_name = "DIR",
         .help = "write DIR/NAME.template.json for each stack",
         .target = &output_,
         .completes = Completes::directory},
        {.long_name = "--assembly",
         .help = "write to DIR what the CDK's command line reads by --app DIR: templates, packed "
                 "files and folders, the tree of constructs and the manifests",
         .target = &assembly_},
        {.long_name = "--check",
         .value_name = "DIR",
         .help =
             "write nothing, but print how the templates in DIR differ; exit code 2 where they do",
         .target = &check_,
         .completes = Completes::directory},
        {.long_name = "--phase",
         .value_name = "OLD",
         .help = "write the templates of each step from OLD, what is deployed (a template or a "
                 "folder of them), to DIR/1, DIR/2, …: as many as CloudFormation needs",
         .target = &phase_,
         .completes = Completes::file},
        {.long_name = "--compact",
         .help = "without line breaks and spaces",
         .target = &form_.compact},
        {.long_name = "--strict", .help = "stop at warnings too", .target = &form_.strict},
    };
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    check_usage();
    if (phase_) return write_steps(session);
    if (assembly_) return write_whole_assembly(session);
    const Synthesis synthesis = make_app(session, app_, form_);
    if (!synthesis.ok()) return ExitCode::failed;
    const std::vector<const SynthesizedStack*> chosen = choose_stacks(synthesis.stacks, stacks_);
    const Phase phase("write");
    if (check_) return check_templates(*check_, chosen, stacks_.empty(), session.console);
    if (output_) {
      write_templates(*output_, chosen, session.console);
    } else {
      print(only(chosen), session.console);
    }
    return ExitCode::done;
  }

 private:
  void check_usage() const {
    if (output_ && check_) throw UsageError("--output and --check exclude each other");
    if (phase_ && assembly_) throw UsageError("--phase and --assembly exclude each other");
    if (phase_) check_whole_app("--phase");
    if (assembly_) check_whole_app("--assembly");
  }

  void check_whole_app(const std::string& option) const {
    if (!output_) throw UsageError(option + " needs a folder to write to", "add -o DIR");
    if (!stacks_.empty()) {
      throw UsageError(option + " is for all of the app's stacks", "name no stack");
    }
  }

  int write_whole_assembly(Session& session) {
    form_.origins = true;
    const Synthesis synthesis = make_app(session, app_, form_);
    if (!synthesis.ok()) return ExitCode::failed;
    const Phase phase("write");
    write_assembly(*output_, synthesis, session.console);
    return ExitCode::done;
  }

  int write_steps(Session& session) const {
    const Side before = read_side(*phase_, session.console);
    if (!before.problems.empty()) {
      session.console.show(before.problems, false);
      return ExitCode::failed;
    }
    Synthesis synthesis = make_app(session, app_, form_);
    if (!synthesis.ok()) return ExitCode::failed;
    const Side after = side_of_app(std::move(synthesis), session.console.program());
    write_phases(before, after, *output_, form_.compact, session.console);
    return ExitCode::done;
  }

  static void print(const SynthesizedStack& stack, const Console& console) {
    console.print(stack.text);
    if (stack.parts.empty()) return;
    console.say("the templates of its " + counted(stack.parts.size(), "nested stack") +
                " are not among it: -o DIR writes them, and publish or deploy uploads them");
  }

  static const SynthesizedStack& only(const std::vector<const SynthesizedStack*>& chosen) {
    if (chosen.size() == 1) return *chosen.front();
    throw Failure("stdout takes one template, and these are " + std::to_string(chosen.size()),
                  "name one of " + listed(names_of(chosen)) + ", or write all of them by -o DIR");
  }

  std::vector<std::string> stacks_;
  std::optional<std::string> output_;
  std::optional<std::string> check_;
  std::optional<std::string> phase_;
  bool assembly_ = false;
  SynthOptions form_;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_synth_verb() { return std::make_unique<SynthVerb>(); }

}  // namespace omnitrack::cli
