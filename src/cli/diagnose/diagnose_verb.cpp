#include "cli/diagnose/diagnosis_report.hpp"
#include "cli/exit_code.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

class DiagnoseVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "diagnose"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Tell the first cause of a stack's last failure, with its line of code";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"diagnose Shop", "why a stack of the app failed"},
            {"diagnose my-cdk-stack", "why any other one did, without lines of code"},
            {"diagnose Shop --json", "the same for a program"}};
  }

  Options options() override {
    Options options{{.long_name = "--json", .help = "write it as JSON", .target = &json_}};
    stacks_.add_to(options, "the stack, by its name in the app or by any deployed name or ARN");
    return options;
  }

  int run(Session& session) override {
    const StackChoice choice = choose_one_stack(session, stacks_);
    const ChosenStack& stack = choice.stacks.front();
    const std::optional<deploy::Diagnosis> diagnosis =
        deploy::diagnose(aws_for(stack, stacks_, session.console), stack.deployed);
    if (!diagnosis) refuse_missing(stack);
    session.console.print(json_ ? diagnosis_json(*diagnosis, stack)
                                : diagnosis_text(*diagnosis, stack, session.console));
    return ExitCode::done;
  }

 private:
  bool json_ = false;
  StackOptions stacks_;
};

}  // namespace

std::unique_ptr<Verb> make_diagnose_verb() { return std::make_unique<DiagnoseVerb>(); }

}  // namespace omnitrack::cli
