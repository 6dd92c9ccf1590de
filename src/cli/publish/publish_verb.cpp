#include "cli/app/choose_stacks.hpp"
#include "cli/exit_code.hpp"
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
    return "Upload the app's files and folders to their buckets, where they are not there yet";
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
        {.long_name = "--profile",
         .value_name = "NAME",
         .help = "the profile of the AWS CLI",
         .target = &aws_.profile},
        {.long_name = "--region",
         .value_name = "REGION",
         .help = "the region of stacks that are fixed to none; else AWS_REGION, or the profile's",
         .target = &aws_.region},
    };
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
    const deploy::Published published =
        deploy::publish(aws_, synthesis.assets, synthesis.assets_bucket, stacks,
                        [&](const std::string& text) { console.say(text); });
    for (const deploy::PublishProblem& each : published.problems) {
      console.fail(each.what + ": " + printable(each.message), each.hint);
    }
    console.say(counted(published.uploaded, "asset") + " uploaded, " +
                std::to_string(published.present) + " there already");
    return published.problems.empty() ? ExitCode::done : ExitCode::failed;
  }

 private:
  std::vector<std::string> stacks_;
  deploy::AwsOptions aws_;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_publish_verb() { return std::make_unique<PublishVerb>(); }

}  // namespace omnitrack::cli
