#include "cli/exit_code.hpp"
#include "cli/help/help.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

class HelpVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "help"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Explain the program or one of its verbs";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"help synth", "all options of a verb"}, {"help", "all verbs"}};
  }

  Options options() override {
    return {{.long_name = "VERB",
             .help = "the verb to explain; the whole program where none is named",
             .target = &verb_,
             .completes = Completes::verb}};
  }

  int run(Session& session) override {
    session.console.print(verb_ ? verb_help(session, find_verb(session.verbs, *verb_))
                                : program_help(session));
    return ExitCode::done;
  }

 private:
  std::optional<std::string> verb_;
};

}  // namespace

std::unique_ptr<Verb> make_help_verb() { return std::make_unique<HelpVerb>(); }

}  // namespace omnitrack::cli
