#include <algorithm>

#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/log.hpp"
#include "cli/page/wording.hpp"
#include "cli/session.hpp"
#include "cli/synth/phase_folder.hpp"
#include "cli/synth/template_folder.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

using Chosen = std::vector<const SynthesizedStack*>;

std::vector<std::string_view> names_of(Stacks stacks) {
  std::vector<std::string_view> names;
  names.reserve(stacks.size());
  for (const SynthesizedStack* stack : stacks) names.emplace_back(stack->name);
  return names;
}

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
    const Synthesis synthesis = make_app(session, app_, form_);
    if (!synthesis.ok()) return ExitCode::failed;
    const Chosen chosen = choose(synthesis.stacks);
    const Phase phase("write");
    if (check_) return check_templates(*check_, chosen, stacks_.empty(), session.console);
    if (output_) {
      write_templates(*output_, chosen, session.console);
    } else {
      session.console.print(only(chosen).text);
    }
    return ExitCode::done;
  }

 private:
  void check_usage() const {
    if (output_ && check_) throw UsageError("--output and --check exclude each other");
    if (!phase_) return;
    if (!output_) throw UsageError("--phase needs a folder to write to", "add -o DIR");
    if (!stacks_.empty()) {
      throw UsageError("--phase is for all of the app's stacks", "name no stack");
    }
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

  // In the order of deployment, whatever the order on the command line is.
  [[nodiscard]] Chosen choose(const std::vector<SynthesizedStack>& stacks) const {
    Chosen all(stacks.size());
    std::transform(stacks.begin(), stacks.end(), all.begin(),
                   [](const SynthesizedStack& stack) { return &stack; });
    if (stacks_.empty()) return all;
    const std::vector<std::string_view> names = names_of(all);
    for (const std::string& wanted : stacks_) {
      if (std::find(names.begin(), names.end(), wanted) != names.end()) continue;
      std::string hint = did_you_mean(wanted, names);
      if (hint.empty()) hint = "it has " + listed(names, " and ");
      throw Failure("the app has no stack '" + wanted + "'", hint);
    }
    std::erase_if(all, [&](const SynthesizedStack* stack) {
      return std::find(stacks_.begin(), stacks_.end(), stack->name) == stacks_.end();
    });
    return all;
  }

  static const SynthesizedStack& only(Stacks chosen) {
    if (chosen.size() == 1) return *chosen.front();
    throw Failure("stdout takes one template, and these are " + std::to_string(chosen.size()),
                  "name one of " + listed(names_of(chosen)) + ", or write all of them by -o DIR");
  }

  std::vector<std::string> stacks_;
  std::optional<std::string> output_;
  std::optional<std::string> check_;
  std::optional<std::string> phase_;
  SynthOptions form_;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_synth_verb() { return std::make_unique<SynthVerb>(); }

}  // namespace omnitrack::cli
