#include <algorithm>

#include "cli/drift/drift_report.hpp"
#include "cli/exit_code.hpp"
#include "cli/page/printable.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

class DriftVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "drift"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Show what was changed in deployed stacks beside their templates";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"drift", "all stacks of the app; ends with 2 where something differs"},
            {"drift Shop", "one stack, with the stacks nested in it"},
            {"drift Shop --json", "the same for a program"}};
  }

  Options options() override {
    Options options{{.long_name = "--json",
                     .help = "write every resource with its status as JSON",
                     .target = &json_}};
    stacks_.add_to(options,
                   "the stacks, by their ids in the app or by any deployed name; all of the app's "
                   "where none is named");
    return options;
  }

  int run(Session& session) override {
    const Console& console = session.console;
    const StackChoice choice = choose_stacks(session, stacks_);
    if (!choice.is_made) return ExitCode::failed;
    const std::vector<DriftedStack> drifted =
        detect_drift(deployed_ones(choice, console), stacks_, console);
    console.print(json_ ? drift_json(drifted) : drift_text(drifted, console));
    return exit_code_of(drifted);
  }

 private:
  // A stack that is named must be deployed; of all of the app's, some may not be yet, but not all.
  [[nodiscard]] std::vector<ChosenStack> deployed_ones(const StackChoice& choice,
                                                       const Console& console) const {
    const auto states = states_of(choice.stacks, stacks_, console);
    const bool is_any_there = std::ranges::any_of(states, [](const auto& each) { return !!each; });
    if (!is_any_there) refuse_missing(choice.stacks.front());
    std::vector<ChosenStack> deployed;
    for (std::size_t i = 0; i < states.size(); ++i) {
      if (states[i]) {
        deployed.push_back(choice.stacks[i]);
      } else if (!stacks_.stacks.empty()) {
        refuse_missing(choice.stacks[i]);
      } else {
        console.say("the stack " + quoted_name(choice.stacks[i].deployed) + " is not deployed");
      }
    }
    return deployed;
  }

  static int exit_code_of(const std::vector<DriftedStack>& stacks) {
    const auto has_failed = [](const DriftedStack& each) { return !each.failure.empty(); };
    const auto has_drifted = [](const DriftedStack& each) {
      return std::ranges::any_of(each.resources, &deploy::ResourceDrift::is_drifted);
    };
    if (std::ranges::any_of(stacks, has_failed)) return ExitCode::failed;
    return std::ranges::any_of(stacks, has_drifted) ? ExitCode::differs : ExitCode::done;
  }

  bool json_ = false;
  StackOptions stacks_;
};

}  // namespace

std::unique_ptr<Verb> make_drift_verb() { return std::make_unique<DriftVerb>(); }

}  // namespace omnitrack::cli
