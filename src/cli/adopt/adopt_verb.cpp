#include <algorithm>

#include "cli/adopt/adoption_formats.hpp"
#include "cli/adopt/choices.hpp"
#include "cli/app/app_lock.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/page/wording.hpp"
#include "cli/session.hpp"
#include "cli/templates/deployed.hpp"
#include "cli/templates/place.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
constexpr std::size_t most_resources = 500;

class AdoptVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "adopt"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Take over stacks that were deployed by another tool or by hand: find which of their "
           "resources are ours, and write the lock file that keeps their logical ids";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"adopt cdk.out/OmniTrack.template.json", "a stack that the CDK deployed"},
            {"adopt --deployed", "the same, asked of the AWS CLI"},
            {"adopt deployed.yaml --stack OmniTrack --dry-run", "only show what would match"},
            {"adopt old --match OmniTrack/Logs=LogBucket", "say what cannot be told"},
            {"adopt old --format json > matches.json", "the same for a program"}};
  }

  Options options() override {
    Options options{
        {.long_name = "OLD",
         .help = "the deployed templates, JSON or YAML, or folders of them; - for standard input",
         .target = &old_,
         .completes = Completes::file},
        {.long_name = "--accept-guesses",
         .help = "take guesses for what holds data too",
         .target = &choices_.accepts_guesses},
        {.long_name = "--account",
         .value_name = "NUMBER",
         .help = "the account that the stacks are in, where they do not say it: 12 digits",
         .target = &place_.account},
        {.long_name = "--deployed",
         .help =
             "OLD is what is deployed of the app's stacks, or of --stack alone, asked of the AWS "
             "CLI",
         .target = &deployed_},
        {.long_name = "--dry-run", .help = "write no lock file", .target = &dry_run_},
        {.long_name = "--force",
         .help = "write over other logical ids in the lock file",
         .target = &force_},
        {.long_name = "--format",
         .value_name = "FORMAT",
         .help = format_help_,
         .target = &format_,
         .choices = names_of(adoption_formats)},
        {.long_name = "--match",
         .value_name = "PATH=ID",
         .help =
             "the construct at a path goes on with the deployed resource of a logical id; PATH= "
             "says that it is new, =ID that the deployed one is meant to go; repeatable",
         .target = &given_},
        {.long_name = "--no-pins",
         .help = "pin nothing in the lock file: the code decides all, whatever that replaces",
         .target = &without_pins_},
        {.long_name = "--region",
         .value_name = "REGION",
         .help = "the region that the stacks are in, where they do not say it; else AWS_REGION",
         .target = &place_.region},
        {.long_name = "--stack",
         .value_name = "NAME",
         .help =
             "the app's stack that OLD is the template of, where its file is not named after it",
         .target = &stack_,
         .completes = Completes::stack},
    };
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    const Console& console = session.console;
    check_usage(console);
    for (const std::string& each : given_) choices_.given.push_back(parse_match(each));
    SynthOptions options;
    options.origins = true;
    const Synthesis synthesis = synthesize_with(session, app_, options, AppLock::none());
    console.show(synthesis.diagnostics, false);
    if (!synthesis.ok()) return ExitCode::failed;
    const lock::Present present(synthesis.stacks);
    std::vector<Diagnostic> problems;
    const AppLock before(app_, false, problems);
    const std::vector<Side> sides = read_old(present, console, problems);
    if (!problems.empty()) {
      console.show(problems, false);
      return ExitCode::failed;
    }
    const lock::AdoptionPlan plan = planned(sides, synthesis, present, choices_);
    AdoptionReport report{.plan = plan};
    refuse_undecided(report, console);
    lock::Lock next = next_lock(plan, before.lock(), present);
    refuse_clashes(lock::find_clashes(synthesis.stacks, present, plan.chosen));
    Settlement settlement = settle(plan, std::move(next), session, app_, !without_pins_);
    if (settlement.after.templates.empty()) return ExitCode::failed;
    report.groups = group_pins(settlement.pins, offered_settings(settlement, session, app_), plan);
    report.next = std::move(settlement.next);
    report.after = std::move(settlement.after);
    report.pins = std::move(settlement.pins);
    report.left_out = std::move(settlement.left_out);
    report.is_written = write(before, settlement.lock, console);
    print(report, console);
    return exit_code_of(safety_of(report));
  }

 private:
  void check_usage(const Console& console) const {
    if (app_.no_lock) throw UsageError("adopt needs the lock file");
    if (deployed_ && !old_.empty()) throw UsageError("--deployed takes no OLD");
    if (old_.empty() && !deployed_) {
      throw UsageError("there is nothing to adopt",
                       "name the deployed template: " + console.program() +
                           " adopt OLD; or --deployed for what is deployed");
    }
    if (std::ranges::find(old_, "") != old_.end()) throw UsageError("the name of a file is empty");
    check_place(place_);
  }

  [[nodiscard]] std::vector<Side> read_old(const lock::Present& present, const Console& console,
                                           std::vector<Diagnostic>& problems) const {
    std::vector<Side> sides;
    for (const std::string& each : old_) sides.push_back(read_side(each, console));
    if (deployed_) {
      std::vector<DeployedName> names;
      for (const std::string_view each : present.stacks()) {
        if (!stack_ || *stack_ == each) names.push_back({std::string(each), std::string(each)});
      }
      if (names.empty()) refuse_unknown_stack(present.stacks());
      sides.push_back(
          read_deployed(names, {.profile = std::nullopt, .region = place_.region}, console));
      if (sides.back().templates.empty() && sides.back().problems.empty()) {
        throw Failure("nothing is deployed that could be adopted");
      }
    }
    for (Side& each : sides) std::ranges::move(each.problems, std::back_inserter(problems));
    return sides;
  }

  [[nodiscard]] lock::AdoptionPlan planned(const std::vector<Side>& sides,
                                           const Synthesis& synthesis, const lock::Present& present,
                                           const lock::AdoptionChoices& choices) const {
    std::vector<lock::AdoptedStack> stacks = paired(sides, present);
    place(stacks, synthesis);
    if (const auto mistake = lock::find_mistake(stacks, synthesis.stacks, present, choices)) {
      refuse(*mistake);
    }
    return lock::plan_adoption(std::move(stacks), synthesis.stacks, present, choices);
  }

  // The deployed templates by the app's stacks, in the order of the command line.
  [[nodiscard]] std::vector<lock::AdoptedStack> paired(const std::vector<Side>& sides,
                                                       const lock::Present& present) const {
    std::vector<const SideTemplate*> all;
    for (const Side& side : sides) {
      for (const SideTemplate& each : side.templates) all.push_back(&each);
    }
    const std::vector<std::string_view> ours = present.stacks();
    std::vector<lock::AdoptedStack> stacks;
    for (const SideTemplate* each : all) {
      check_size(*each);
      std::string name = stack_of(*each, all.size() == 1, ours);
      const auto other = std::ranges::find(stacks, name, &lock::AdoptedStack::name);
      if (other != stacks.end()) {
        throw Failure("both " + other->old->source().file() + " and " + each->document.file() +
                      " are the template of '" + name + "'");
      }
      stacks.push_back({.name = std::move(name),
                        .old = &each->document.index(),
                        .account = each->account,
                        .region = each->region});
    }
    return stacks;
  }

  // All of them are compared with all of ours of their type.
  static void check_size(const SideTemplate& old) {
    const std::size_t resources = old.document.index().resources().size();
    if (resources <= most_resources) return;
    throw Failure(old.document.file() + " has " + std::to_string(resources) +
                      " resources; no deployed stack has more than " +
                      std::to_string(most_resources),
                  "give the template of each nested stack as a file of its own");
  }

  void place(std::vector<lock::AdoptedStack>& stacks, const Synthesis& synthesis) const {
    std::vector<const tmpl::Index*> old;
    old.reserve(stacks.size());
    for (const lock::AdoptedStack& each : stacks) old.push_back(each.old);
    const std::vector<meaning::ToldPlace> told_by{meaning::told_place(old, "OLD")};
    for (lock::AdoptedStack& each : stacks) {
      const SynthesizedStack& ours =
          *std::ranges::find(synthesis.stacks, each.name, &SynthesizedStack::name);
      const auto own = [](std::string_view first, std::string_view second) {
        return first.empty() ? second : first;
      };
      each.surroundings =
          place_of(own(ours.account, each.account), own(ours.region, each.region), place_, told_by);
    }
  }

  [[nodiscard]] std::string stack_of(const SideTemplate& old, bool is_only,
                                     const std::vector<std::string_view>& ours) const {
    const auto is_ours = [&](std::string_view name) {
      return std::ranges::find(ours, name) != ours.end();
    };
    if (stack_) {
      if (!is_only) throw UsageError("--stack is for one template", "name the files after stacks");
      if (is_ours(*stack_)) return *stack_;
      refuse_unknown_stack(ours);
    }
    if (is_ours(old.name)) return old.name;
    if (is_only && ours.size() == 1) return std::string(ours.front());
    throw Failure("the app has no stack '" + old.name + "' for " + old.document.file(),
                  "name the file after its stack, or the stack by --stack: " + listed(ours));
  }

  [[noreturn]] void refuse_unknown_stack(const std::vector<std::string_view>& ours) const {
    std::string hint = did_you_mean(*stack_, ours);
    if (hint.empty()) hint = "it has " + listed(ours, " and ");
    throw Failure("the app has no stack '" + *stack_ + "'", hint);
  }

  void refuse_undecided(const AdoptionReport& report, const Console& console) const {
    const std::size_t undecided = report.plan.undecided();
    if (undecided == 0) return;
    print(report, console);
    throw Failure(counted(undecided, "resource") + (undecided == 1 ? " is" : " are") + " undecided",
                  "the way out stands beside each; --accept-guesses takes all guesses");
  }

  [[nodiscard]] lock::Lock next_lock(const lock::AdoptionPlan& plan, const lock::Lock& before,
                                     const lock::Present& present) const {
    lock::AdoptedLock next = lock::adopted_lock(plan, before, present);
    if (next.overwritten != 0 && !force_) {
      throw Failure(
          "the lock file has other logical ids for " + counted(next.overwritten, "resource"),
          "--force writes over them");
    }
    return std::move(next.lock);
  }

  static int exit_code_of(Safety safety) {
    switch (safety) {
      case Safety::safe:
        return ExitCode::done;
      case Safety::disturbs:
        return ExitCode::differs;
      case Safety::loses:
        break;
    }
    return ExitCode::loses_data;
  }

  // Returns whether the lock file was written.
  [[nodiscard]] bool write(const AppLock& before, const lock::Lock& next,
                           const Console& console) const {
    if (dry_run_) return false;
    const std::string text = lock::write_lock(next);
    const NewFile file{before.file(), text};
    write_files({&file, 1});
    console.say("wrote " + before.file() + " (" + counted(next.entries.size(), "resource") +
                "); diff OLD shows all that the next deployment does");
    return true;
  }

  void print(const AdoptionReport& report, const Console& console) const {
    print_report(find_format(adoption_formats, format_).write, report, console);
  }

  std::vector<std::string> old_;
  std::vector<std::string> given_;
  PlaceOptions place_;
  std::optional<std::string> stack_;
  std::optional<std::string> format_;
  std::string format_help_ = help_of(adoption_formats);
  bool deployed_ = false;
  bool dry_run_ = false;
  bool force_ = false;
  bool without_pins_ = false;
  lock::AdoptionChoices choices_;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_adopt_verb() { return std::make_unique<AdoptVerb>(); }

}  // namespace omnitrack::cli
