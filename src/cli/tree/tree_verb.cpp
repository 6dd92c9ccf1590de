#include <algorithm>

#include "cli/app/choose_stacks.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/session.hpp"
#include "cli/templates/template_files.hpp"
#include "cli/tree/tree_report.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

class TreeVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "tree"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Show the app's constructs with what each makes, and the line that made it";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"tree", "all stacks"}, {"tree Network --json", "one of them, for a program"}};
  }

  Options options() override {
    Options options{{.long_name = "STACK",
                     .help = "only these stacks; all of the app's where none is named",
                     .target = &stacks_,
                     .completes = Completes::stack},
                    {.long_name = "--json", .help = "the same as JSON", .target = &json_}};
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    refuse_templates();
    SynthOptions options;
    options.origins = true;
    const Synthesis synthesis = make_app(session, app_, options);
    if (!synthesis.ok()) return ExitCode::failed;
    std::vector<SynthesizedStack> chosen;
    for (const SynthesizedStack* each : choose_stacks(synthesis.stacks, stacks_)) {
      chosen.push_back(*each);
    }
    const TreeNode root = construct_tree(chosen);
    session.console.print(json_ ? tree_json_report(root) : tree_text(root, session.console));
    return ExitCode::done;
  }

 private:
  void refuse_templates() const {
    const auto found = std::ranges::find_if(stacks_, is_named_like_template);
    if (found == stacks_.end()) return;
    throw UsageError("tree shows the app's constructs, and '" + *found + "' is a template",
                     "graph --view tree " + *found + " shows what is in it");
  }

  std::vector<std::string> stacks_;
  bool json_ = false;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_tree_verb() { return std::make_unique<TreeVerb>(); }

}  // namespace omnitrack::cli
