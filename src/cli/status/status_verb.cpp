#include "cli/exit_code.hpp"
#include "cli/status/status_rows.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

class StatusVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "status"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Show the state of deployed stacks, and whether the app differs from them";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"status", "all stacks of the app"},
            {"status Shop my-cdk-stack", "one of the app's and any other"},
            {"status --json", "the same for a program"}};
  }

  Options options() override {
    Options options{
        {.long_name = "--json", .help = "write all that is known as JSON", .target = &json_}};
    stacks_.add_to(options,
                   "the stacks, by their ids in the app or by any deployed name; all of the app's "
                   "where none is named");
    return options;
  }

  int run(Session& session) override {
    const StackChoice choice = choose_stacks(session, stacks_);
    if (!choice.is_made) return ExitCode::failed;
    const std::vector<StatusRow> rows = status_rows(choice, stacks_, session.console);
    session.console.print(json_ ? status_json(rows)
                                : status_table(rows, session.console.program()));
    return ExitCode::done;
  }

 private:
  bool json_ = false;
  StackOptions stacks_;
};

}  // namespace

std::unique_ptr<Verb> make_status_verb() { return std::make_unique<StatusVerb>(); }

}  // namespace omnitrack::cli
