#include "cli/deploy/deploy_run.hpp"
#include "cli/deploy/prepared_run.hpp"
#include "cli/diff/acceptances.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "cli/question.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

class DeployVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "deploy"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Deploy the app's stacks by the AWS CLI, after showing what changes";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"deploy", "all stacks, in the order of their references; asks before it begins"},
            {"deploy Network --stack-name Network=net-prod", "one stack, under another name"},
            {"deploy --yes --errors-only", "in a CI: stops at data loss, asks nothing"},
            {"deploy --prepare change-sets.json", "change sets for a review"},
            {"deploy --execute change-sets.json", "exactly these, or nothing"},
            {"deploy --plan deploy.sh", "the commands of the AWS CLI as a script"}};
  }

  Options options() override {
    Options options{
        {.long_name = "STACK",
         .help = "the stacks to deploy; all of the app's where none is named",
         .target = &stacks_,
         .completes = Completes::stack},
        {.long_name = "--accept-loss",
         .value_name = "ID@DATE=REASON",
         .help = "accept that the resource of a logical id loses data, up to and with a day; "
                 "STACK/ID is that of one stack; repeatable",
         .target = &accepted_},
        {.long_name = "--allow-refused",
         .help = "try what CloudFormation would refuse",
         .target = &allow_refused_},
        {.long_name = "--errors-only",
         .help = "show of what happens only what fails",
         .target = &errors_only_},
        {.long_name = "--execute",
         .value_name = "FILE",
         .help = "execute exactly the change sets that --prepare wrote, or refuse where anything "
                 "changed since",
         .target = &execute_,
         .completes = Completes::file},
        {.long_name = "--jobs",
         .value_name = "COUNT",
         .help = "how many stacks are deployed side by side (1 to 32, default 4)",
         .target = &jobs_},
        {.long_name = "--outputs-into",
         .value_name = "FILE",
         .help = "write the outputs to a file as JSON, too",
         .target = &outputs_file_,
         .completes = Completes::file},
        {.long_name = "--plan",
         .value_name = "FILE",
         .help = "write the commands as a script, with the templates beside it, and run nothing",
         .target = &plan_,
         .completes = Completes::file},
        {.long_name = "--prepare",
         .value_name = "FILE",
         .help = "make the change sets, write what they are, and execute none",
         .target = &prepare_,
         .completes = Completes::file},
        {.long_name = "--stack-name",
         .value_name = "STACK=NAME",
         .help = "the name under which a stack is deployed, where it is another; repeatable",
         .target = &stack_names_},
        {.long_name = "--strict", .help = "stop at warnings too", .target = &strict_},
        {.long_name = "--summary", .help = "only a few lines of what changes", .target = &summary_},
        {.long_name = "--yes", .short_name = "-y", .help = "ask nothing", .target = &yes_},
    };
    deploy_.add_to(options);
    add_account_options(account_, options);
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    check_usage();
    const InterruptGuard guard;
    try {
      return execute_ ? run_prepared(session) : run_app(session);
    } catch (const deploy::AwsFailure&) {
      if (!InterruptGuard::is_interrupted()) throw;
      session.console.say("interrupted: nothing was deployed");
      return ExitCode::interrupted;
    }
  }

 private:
  void check_usage() const {
    if (prepare_ && (execute_ || plan_)) {
      throw UsageError("--prepare, --execute and --plan exclude each other");
    }
    if (execute_ && plan_) throw UsageError("--execute and --plan exclude each other");
    if (execute_ && (!stacks_.empty() || app_.is_any_given())) {
      throw UsageError("--execute takes its stacks from the file",
                       "leave out the stacks and the options of the app");
    }
    if (execute_ && (deploy_.is_any_given() || !accepted_.empty() || !stack_names_.empty() ||
                     allow_refused_ || strict_)) {
      throw UsageError("--execute executes what was prepared as it is",
                       "give these options to --prepare; --no-rollback and --jobs go with both");
    }
    if (outputs_file_ && (prepare_ || plan_)) {
      throw UsageError("--outputs-into is for a deployment");
    }
    check_place({.account = std::nullopt, .region = account_.region});
    if (!prepare_ && !plan_) check_can_ask(yes_, name());
  }

  [[nodiscard]] int run_prepared(const Session& session) const {
    const PreparedRequest request{.file = *execute_,
                                  .account = account_,
                                  .settings = deploy_.settings(),
                                  .jobs = parse_jobs(jobs_),
                                  .is_errors_only = errors_only_,
                                  .is_yes = yes_,
                                  .outputs_file = outputs_file_};
    return execute_prepared(request, session.console);
  }

  [[nodiscard]] int run_app(const Session& session) const {
    DeployRun::Request request{.stacks = stacks_,
                               .stack_names = parse_stack_names(stack_names_),
                               .acceptances = parse_acceptances(accepted_),
                               .settings = deploy_.settings(),
                               .parameters = deploy_.given_parameters(),
                               .account = account_,
                               .jobs = parse_jobs(jobs_),
                               .allows_refused = allow_refused_,
                               .is_errors_only = errors_only_,
                               .is_summary = summary_,
                               .is_yes = yes_,
                               .outputs_file = outputs_file_};
    if (prepare_) {
      request.mode = DeployMode::prepare;
      request.file = *prepare_;
    } else if (plan_) {
      request.mode = DeployMode::plan;
      request.file = *plan_;
    }
    // Change sets that nothing tells of would be left behind.
    for (const std::optional<std::string>& file : {prepare_, outputs_file_}) {
      if (file) check_can_write(*file);
    }
    SynthOptions options;
    options.origins = true;
    options.strict = strict_;
    Synthesis synthesis = make_app(session, app_, options);
    if (!synthesis.ok()) return ExitCode::failed;
    return DeployRun(request, std::move(synthesis), session.console).run();
  }

  std::vector<std::string> stacks_;
  std::vector<std::string> accepted_;
  std::vector<std::string> stack_names_;
  std::optional<std::string> execute_;
  std::optional<std::string> jobs_;
  std::optional<std::string> outputs_file_;
  std::optional<std::string> plan_;
  std::optional<std::string> prepare_;
  bool allow_refused_ = false;
  bool errors_only_ = false;
  bool strict_ = false;
  bool summary_ = false;
  bool yes_ = false;
  DeployOptions deploy_;
  deploy::AwsOptions account_;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_deploy_verb() { return std::make_unique<DeployVerb>(); }

}  // namespace omnitrack::cli
