#include "cli/app/choose_stacks.hpp"
#include "cli/deploy/deploy_options.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "cli/session.hpp"
#include "cli/verbs.hpp"
#include "deploy/publish.hpp"

namespace omnitrack::cli {

namespace {

class PublishVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "publish"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Upload the app's files, folders and container images, where they are not there yet";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"publish", "what all stacks need"},
            {"publish Worker --profile production", "what one stack needs, in another account"}};
  }

  Options options() override {
    Options options{
        {.long_name = "STACK",
         .help = "the stacks whose files are uploaded; all of the app's where none is named",
         .target = &stacks_,
         .completes = Completes::stack},
    };
    add_account_options(account_, options);
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    const Console& console = session.console;
    const Synthesis synthesis = make_app(session, app_, {});
    if (!synthesis.ok()) return ExitCode::failed;
    std::vector<deploy::PublishStack> stacks;
    for (const SynthesizedStack* each : choose_stacks(synthesis.stacks, stacks_)) {
      stacks.push_back({.name = each->name, .account = each->account, .region = each->region});
    }
    const InterruptGuard guard;
    const deploy::Published published =
        deploy::publish(account_, deploy::publish_source(synthesis), stacks,
                        {.note = [&](const std::string& text) { console.say(text); },
                         .is_stopped = [] { return InterruptGuard::is_interrupted(); }});
    for (const deploy::PublishProblem& each : published.problems) {
      console.fail(each.what + ": " + printable(each.message), each.hint);
    }
    console.say(counted(published.uploaded, "asset") + " uploaded, " +
                std::to_string(published.present) + " there already");
    if (InterruptGuard::is_interrupted()) {
      console.say("interrupted: run it again to upload the rest");
      return ExitCode::interrupted;
    }
    return published.problems.empty() ? ExitCode::done : ExitCode::failed;
  }

 private:
  std::vector<std::string> stacks_;
  deploy::AwsOptions account_;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_publish_verb() { return std::make_unique<PublishVerb>(); }

}  // namespace omnitrack::cli
