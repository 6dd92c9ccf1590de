#include "assets/temporary_file.hpp"
#include "cli/bootstrap/bootstrap_template.hpp"
#include "cli/deploy/deploy_options.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/session.hpp"
#include "cli/verbs.hpp"
#include "core/asset_list.hpp"
#include "deploy/publish.hpp"

namespace omnitrack::cli {

namespace {

class BootstrapVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "bootstrap"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Make what files, folders and images are uploaded to, once an account and region";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"bootstrap", "in the account and region of the AWS CLI"},
            {"bootstrap --profile production --region eu-central-1", "in another one"},
            {"bootstrap --print", "the template, to deploy it by other means"}};
  }

  Options options() override {
    Options options{
        {.long_name = "--assets-bucket",
         .value_name = "NAME",
         .help = "the name of the bucket; ${AWS::AccountId} and ${AWS::Region} stand for where it "
                 "is made (default: omnitrack-assets-${AWS::AccountId}-${AWS::Region})",
         .target = &bucket_},
        {.long_name = "--images-repository",
         .value_name = "NAME",
         .help =
             "the name of the repository, with the same placeholders (default: omnitrack-images)",
         .target = &repository_},
        {.long_name = "--print",
         .help = "print the template instead of deploying it",
         .target = &print_},
        {.long_name = "--stack-name",
         .value_name = "NAME",
         .help = "the name of the stack that has both (default: OmniTrackAssets)",
         .target = &stack_name_},
    };
    add_account_options(account_, options);
    return options;
  }

  int run(Session& session) override {
    const std::string bucket = bucket_.value_or(std::string(usual_assets_bucket));
    if (const std::string fault = fault_of_assets_bucket(bucket); !fault.empty()) {
      throw UsageError("--assets-bucket: " + fault,
                       "use 3 to 63 lower-case letters, digits, '-' and '.'");
    }
    const std::string repository = repository_.value_or(std::string(usual_images_repository));
    if (const std::string fault = fault_of_images_repository(repository); !fault.empty()) {
      throw UsageError(
          "--images-repository: " + fault,
          "use 2 to 256 lower-case letters and digits, joined by '-', '_', '.' or '/'");
    }
    const std::string text = bootstrap_template(bucket, repository);
    if (print_) {
      session.console.print(text);
      return ExitCode::done;
    }
    deploy_template(text);
    const deploy::PublishStack place = deploy::caller_place(account_);
    session.console.say("the bucket " + deploy::name_at(bucket, place) + " and the repository " +
                        deploy::name_at(repository, place) + " are there, in account " +
                        place.account + ", " + place.region);
    return ExitCode::done;
  }

 private:
  void deploy_template(const std::string& text) const {
    assets::TemporaryFile file;
    file.append(text);
    const std::vector<std::string> words = deploy::AwsCli(account_).command_line(
        {"cloudformation", "deploy", "--template-file", file.path(), "--stack-name",
         stack_name_.value_or("OmniTrackAssets"), "--no-fail-on-empty-changeset"});
    const support::ProgramResult result =
        support::run_program(words, {.time = std::chrono::minutes(15)});
    if (result.end == support::ProgramEnd::exited && result.exit_code == 0) return;
    throw deploy::failure_of(result, "cloudformation:CreateChangeSet");
  }

  bool print_ = false;
  std::optional<std::string> bucket_;
  std::optional<std::string> repository_;
  std::optional<std::string> stack_name_;
  deploy::AwsOptions account_;
};

}  // namespace

std::unique_ptr<Verb> make_bootstrap_verb() { return std::make_unique<BootstrapVerb>(); }

}  // namespace omnitrack::cli
