#include <algorithm>

#include "cli/deploy/stack_deployment.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/interrupt.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "cli/question.hpp"
#include "cli/session.hpp"
#include "cli/stacks/output_reads.hpp"
#include "cli/verbs.hpp"
#include "deploy/schedule.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::cli {

namespace {

// Each resource of a stack with what its deletion does to it.
struct Leaving {
  std::vector<const diff::ResourceChange*> lost;      // with data
  std::vector<const diff::ResourceChange*> snapshot;  // with data, of which a snapshot stays
  std::vector<const diff::ResourceChange*> retained;
  std::size_t others = 0;
};

void add_leaving(const diff::StackDiff& stack, Leaving& leaving) {
  for (const diff::ResourceChange& each : stack.resources) {
    if (each.disposition == diff::Disposition::retained) {
      leaving.retained.push_back(&each);
    } else if (each.disposition == diff::Disposition::snapshot) {
      leaving.snapshot.push_back(&each);
    } else if (each.is_stateful) {
      leaving.lost.push_back(&each);
    } else {
      ++leaving.others;
    }
  }
}

std::string lines_of(std::string_view head, const std::vector<const diff::ResourceChange*>& rows) {
  std::string text;
  for (const diff::ResourceChange* each : rows) {
    text.append("  ").append(head).append(" ");
    text += printable(each->logical_id) + " (" + printable(each->type_name) + ")\n";
  }
  return text;
}

class DestroyRun {
 public:
  struct Request {
    std::vector<std::string> stacks;
    StackNames stack_names;
    deploy::AwsOptions account;
    deploy::DeploySettings settings;
    std::size_t jobs = 1;
    bool is_errors_only = false;
    bool is_yes = false;
    bool loses_data = false;
  };

  DestroyRun(const Request& request, Synthesis synthesis, const Console& console)
      : request_(request),
        console_(console),
        needs_(needs_of(synthesis)),
        made_(side_of_app(std::move(synthesis), console.program())),
        progress_(console, request.is_errors_only),
        targets_(made_, needs_, request.stacks, request.stack_names, request.account, console),
        retained_(targets_.all().size()) {}

  int run() {
    targets_.look(progress_);
    if (InterruptGuard::is_interrupted()) return ExitCode::interrupted;
    std::vector<std::string_view> names;
    bool loses_data = false;
    for (const DeployTarget& each : targets_.all()) {
      if (!each.deployed.state) {
        progress_.say(quoted_name(each.name.deployed) + " is not deployed");
        continue;
      }
      refuse_protected(each);
      refuse_imported(each);
      tell_readers(each);
      names.emplace_back(each.name.deployed);
      loses_data |= show(each);
    }
    if (names.empty()) return ExitCode::done;
    if (loses_data && request_.is_yes && !request_.loses_data) {
      progress_.fail("data would be lost: nothing was destroyed",
                     "--with-data destroys what holds data too");
      return ExitCode::loses_data;
    }
    const std::string question = "destroy " + printable(listed(names, " and ")) +
                                 (loses_data ? ", with the data in it?" : "?");
    if (!request_.is_yes && !is_answered_yes(question)) {
      progress_.say("nothing was destroyed");
      return InterruptGuard::is_interrupted() ? ExitCode::interrupted : ExitCode::failed;
    }
    return destroy_all();
  }

 private:
  void refuse_protected(const DeployTarget& target) const {
    if (!target.deployed.state->is_protected) return;
    throw Failure(quoted_name(target.name.deployed) + " is protected against deletion",
                  hint_for_protection(target));
  }

  // Throws Failure where a stack is not what was shown any more.
  static void refuse_if_changed(const DeployTarget& target) {
    const deploy::StackState& then = *target.deployed.state;
    const std::optional<deploy::StackState> now =
        deploy::state_of(*target.aws, target.name.deployed);
    if (now && now->id == then.id && now->last_updated == then.last_updated) return;
    throw Failure(quoted_name(target.name.deployed) + " changed meanwhile",
                  "run it again, to see what is in it now");
  }

  [[nodiscard]] bool goes(std::string_view deployed) const {
    return std::ranges::any_of(targets_.all(), [deployed](const DeployTarget& other) {
      return other.name.deployed == deployed;
    });
  }

  // The stack that another one is nested in, or that stack itself.
  static std::string outermost(const deploy::AwsCli& aws, const std::string& stack) {
    const std::optional<deploy::StackState> state = deploy::state_of(aws, stack);
    const std::string name(state ? deploy::stack_name_in(state->root) : std::string_view());
    return name.empty() ? stack : name;
  }

  // Throws Failure where a stack that stays imports something of it.
  void refuse_imported(const DeployTarget& target) const {
    for (const deploy::Import& each :
         deploy::imports_of(*target.aws, target.deployed.state->exports)) {
      if (goes(each.stack)) continue;
      const std::string stack = outermost(*target.aws, each.stack);
      if (goes(stack)) continue;
      throw Failure(quoted_name(stack) + " imports " + quoted_name(each.export_name) + " of " +
                        quoted_name(target.name.deployed) + ", which therefore cannot go",
                    "destroy that stack too, or deploy it without the import first");
    }
  }

  // Names the app's stacks that stay and read outputs of a stack, which locks nothing.
  void tell_readers(const DeployTarget& target) {
    for (const SideTemplate& each : made_.templates) {
      const bool goes = std::ranges::any_of(targets_.all(), [&each](const DeployTarget& other) {
        return other.name.stack == each.name;
      });
      const auto reads =
          outputs_read_by(each, {.account = std::nullopt, .region = request_.account.region});
      if (goes ||
          std::ranges::find(reads, target.name.stack, &meaning::OutputRead::stack) == reads.end()) {
        continue;
      }
      progress_.say(quoted_name(each.name) + " reads outputs of " +
                    quoted_name(target.name.deployed) +
                    ": once they are gone, its next deployment fails");
    }
  }

  // What CloudFormation may not delete of it, a line each. Throws Failure where it surely cannot.
  static std::string lines_of_undeletable(const DeployTarget& target,
                                          const diff::StackDiff& stack) {
    std::string lines;
    for (const diff::Refusal& each : diff::find_refusals({&stack, 1})) {
      if (!each.is_certain) {
        lines += "  may fail  " + printable(each.logical_id) + ": " + printable(each.what) +
                 "\n            hint: " + printable(each.hint) + '\n';
        continue;
      }
      throw Failure(quoted_name(target.name.deployed) +
                        " cannot be destroyed: " + std::string(each.logical_id) + ": " + each.what,
                    each.hint);
    }
    return lines;
  }

  // What a stack holds, and its nested stacks that it is split into.
  static std::vector<diff::StackDiff> gone_stacks(const DeployTarget& target,
                                                  const SideTemplate& whole) {
    const std::string& stack = target.name.stack;
    std::vector<diff::StackPair> pairs{{.name = stack, .before = &whole.document.index()}};
    for (const SideTemplate& each : whole.parts) {
      pairs.push_back(
          {.name = stack + '.' + each.name, .before = &each.document.index(), .part_of = stack});
    }
    return diff::compare_all(pairs);
  }

  // Shows what becomes of a stack's resources, and whether data is lost.
  bool show(const DeployTarget& target) {
    std::string page = printable(target.name.deployed) + '\n';
    Side before{.label = "deployed"};
    if (target.deployed.template_text) {
      add_deployed(before, target.name, *target.deployed.template_text);
    }
    if (before.templates.empty()) {
      progress_.tell(page + "  what it holds is not known\n");
      return target.deployed.template_text.has_value();
    }
    add_deployed_parts(before, target.name, *target.aws);
    // The rows name what stands in these.
    const std::vector<diff::StackDiff> stacks = gone_stacks(target, before.templates.front());
    Leaving rows;
    std::string undeletable;
    for (const diff::StackDiff& each : stacks) {
      undeletable += lines_of_undeletable(target, each);
      add_leaving(each, rows);
    }
    page += lines_of("retain   ", rows.retained);
    page += lines_of("snapshot ", rows.snapshot);
    page += lines_of("LOSE     ", rows.lost);
    if (rows.others != 0) page += "  delete    " + counted(rows.others, "other resource") + '\n';
    page += undeletable;
    progress_.tell(page);
    const bool is_known = before.templates.front().document.index().loops().empty() &&
                          !before.templates.front().document.index().may_have_unseen();
    if (!is_known) progress_.tell("  what its loops and macros made is not known\n");
    return !rows.lost.empty() || !is_known;
  }

  int destroy_all() {
    // A stack goes before those that it needs.
    std::vector<std::vector<std::size_t>> needs(targets_.all().size());
    for (std::size_t i = 0; i < needs.size(); ++i) {
      for (const std::size_t other : targets_.all()[i].needs) needs[other].push_back(i);
    }
    const std::vector<deploy::JobEnd> ends = deploy::run_in_order(
        needs, request_.jobs, [&](std::size_t place) { return destroy_one(place); });
    bool is_done = true;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      const std::string name = quoted_name(targets_.all()[i].name.deployed);
      is_done &= ends[i] == deploy::JobEnd::done;
      if (ends[i] == deploy::JobEnd::left_out) {
        progress_.say(name + " was left out, since a stack that needs it is still there");
      }
      for (const deploy::StackEvent& each : retained_[i]) {
        console_.print("retained: " + printable(each.logical_id) + " (" +
                       printable(each.type_name) + ") " + printable(each.physical_id) + '\n');
      }
    }
    if (InterruptGuard::is_interrupted()) return ExitCode::interrupted;
    return is_done ? ExitCode::done : ExitCode::failed;
  }

  bool destroy_one(std::size_t place) {
    const DeployTarget& target = targets_.all()[place];
    if (!target.deployed.state) return true;
    if (InterruptGuard::is_interrupted()) return false;
    const deploy::StackState& state = *target.deployed.state;
    try {
      refuse_if_changed(target);
      const std::string last_event = deploy::last_event_of(*target.aws, state.id);
      const std::string token = deploy::new_token();
      target.aws->run(deploy::delete_stack_call(state.id, token, request_.settings));
      const FollowedStack stack{.aws = *target.aws,
                                .name = target.name.deployed,
                                .failure = quoted_name(target.name.deployed) + " was not destroyed",
                                .aim = StackAim::remove};
      deploy::Followed followed;
      const StackEnd end =
          follow_stack(stack, {.stack_id = state.id, .token = token, .last_event = last_event},
                       console_.program(), progress_, &followed);
      for (const deploy::StackEvent& each : followed.events) {
        if (each.status == "DELETE_SKIPPED") retained_[place].push_back(each);
      }
      return end == StackEnd::done;
    } catch (const deploy::AwsFailure& failure) {
      if (!InterruptGuard::is_interrupted()) {
        progress_.fail(
            quoted_name(target.name.deployed) + " was not destroyed: " + printable(failure.what()),
            failure.hint());
      }
      return false;
    } catch (const Failure& failure) {
      progress_.fail(failure.what(), failure.hint());
      return false;
    }
  }

  const Request& request_;
  const Console& console_;
  StackNeeds needs_;
  Side made_;
  Progress progress_;
  DeployTargets targets_;
  std::vector<std::vector<deploy::StackEvent>> retained_;
};

class DestroyVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "destroy"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Delete the app's stacks, after showing what is lost and what is retained";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"destroy", "all stacks of the app, in the reverse order of their deployment"},
            {"destroy Preview --yes --with-data", "one stack, without asking, data and all"}};
  }

  Options options() override {
    Options options{
        {.long_name = "STACK",
         .help = "the stacks to delete; all of the app's where none is named",
         .target = &stacks_,
         .completes = Completes::stack},
        {.long_name = "--errors-only",
         .help = "show of what happens only what fails",
         .target = &errors_only_},
        {.long_name = "--jobs",
         .value_name = "COUNT",
         .help = "how many stacks are deleted side by side (1 to 32, default 4)",
         .target = &jobs_},
        {.long_name = "--role-arn",
         .value_name = "ARN",
         .help = "the role that CloudFormation deletes with",
         .target = &role_arn_},
        {.long_name = "--stack-name",
         .value_name = "STACK=NAME",
         .help = "the name under which a stack is deployed, where it is another; repeatable",
         .target = &stack_names_},
        {.long_name = "--with-data",
         .help = "with --yes: delete what holds data too",
         .target = &with_data_},
        {.long_name = "--yes", .short_name = "-y", .help = "ask nothing", .target = &yes_},
    };
    add_account_options(account_, options);
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    check_place({.account = std::nullopt, .region = account_.region});
    check_can_ask(yes_, name());
    const InterruptGuard guard;
    const DestroyRun::Request request{.stacks = stacks_,
                                      .stack_names = parse_stack_names(stack_names_),
                                      .account = account_,
                                      .settings = {.role_arn = role_arn_},
                                      .jobs = parse_jobs(jobs_),
                                      .is_errors_only = errors_only_,
                                      .is_yes = yes_,
                                      .loses_data = with_data_};
    Synthesis synthesis = make_app(session, app_, {});
    if (!synthesis.ok()) return ExitCode::failed;
    return DestroyRun(request, std::move(synthesis), session.console).run();
  }

 private:
  std::vector<std::string> stacks_;
  std::vector<std::string> stack_names_;
  std::optional<std::string> jobs_;
  std::optional<std::string> role_arn_;
  bool errors_only_ = false;
  bool with_data_ = false;
  bool yes_ = false;
  deploy::AwsOptions account_;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_destroy_verb() { return std::make_unique<DestroyVerb>(); }

}  // namespace omnitrack::cli
