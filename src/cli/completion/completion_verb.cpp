#include "cli/completion/completion.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

class CompletionVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "completion"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Print a script that lets a shell complete verbs, options, stacks and configuration "
           "keys";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"completion bash", "the script; in ~/.bashrc: source <(PROGRAM completion bash)"},
            {"completion zsh", "in ~/.zshrc, after compinit: source <(PROGRAM completion zsh)"},
            {"completion fish", "in config.fish: PROGRAM completion fish | source"}};
  }

  Options options() override {
    return {{.long_name = "SHELL",
             .help = "bash, zsh or fish",
             .target = &shell_,
             .choices = {"bash", "zsh", "fish"}}};
  }

  int run(Session& session) override {
    if (!shell_) throw UsageError("the shell is missing", "name one of bash, zsh or fish");
    session.console.print(*shell_ == "bash"  ? bash_completion(session)
                          : *shell_ == "zsh" ? zsh_completion(session)
                                             : fish_completion(session));
    return ExitCode::done;
  }

 private:
  std::optional<std::string> shell_;
};

}  // namespace

std::unique_ptr<Verb> make_completion_verb() { return std::make_unique<CompletionVerb>(); }

}  // namespace omnitrack::cli
