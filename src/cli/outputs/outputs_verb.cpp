#include <algorithm>

#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/outputs/output_texts.hpp"
#include "cli/stacks/stack_choice.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

class OutputsVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "outputs"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Show the outputs of deployed stacks";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"outputs", "of all stacks of the app"},
            {"outputs Shop --json", "of one stack, for a program"},
            {"outputs Shop --env", "as variables: eval \"$(PROGRAM outputs Shop --env)\""}};
  }

  Options options() override {
    Options options{
        {.long_name = "--env",
         .help = "write a line for a shell each, e.g. export QUEUE_URL=...",
         .target = &env_},
        {.long_name = "--json", .help = "write them as JSON, by stack and name", .target = &json_},
    };
    stacks_.add_to(options,
                   "the stacks, by their ids in the app or by any deployed name; all of the app's "
                   "where none is named");
    return options;
  }

  int run(Session& session) override {
    if (env_ && json_) throw UsageError("--env and --json exclude each other");
    const Console& console = session.console;
    const StackChoice choice = choose_stacks(session, stacks_);
    if (!choice.is_made) return ExitCode::failed;
    const auto states = states_of(choice.stacks, stacks_, console);
    std::vector<StackOutputs> found;
    for (std::size_t i = 0; i < states.size(); ++i) {
      if (!states[i]) refuse_missing(choice.stacks[i]);
      found.push_back({choice.stacks[i].stack, states[i]->outputs});
    }
    console.print(env_ ? outputs_env(found) : json_ ? outputs_json(found) : outputs_table(found));
    const auto has_none = [](const StackOutputs& each) { return each.outputs.empty(); };
    if (std::ranges::all_of(found, has_none)) console.say("there are no outputs");
    return ExitCode::done;
  }

 private:
  bool env_ = false;
  bool json_ = false;
  StackOptions stacks_;
};

}  // namespace

std::unique_ptr<Verb> make_outputs_verb() { return std::make_unique<OutputsVerb>(); }

}  // namespace omnitrack::cli
