#include <algorithm>

#include "cli/app/app_lock.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/log.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "cli/report/tally.hpp"
#include "cli/session.hpp"
#include "cli/verbs.hpp"
#include "lock/move_groups.hpp"
#include "lock/move_report.hpp"
#include "lock/next_lock.hpp"
#include "lock/stack_refactor.hpp"
#include "support/line_diff.hpp"

namespace omnitrack::cli {

namespace {

class LockVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "lock"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Write down the logical id of each resource, so that it survives renaming and moving";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"lock", "write or update omnitrack.lock.json, to be committed"},
            {"lock --check", "in a CI: whether it is up to date"},
            {"lock --split", "where each resource of a stack beyond 500 lives from now on"},
            {"lock --accept-moves", "after constructs were moved or renamed"},
            {"lock --stack-refactor refactor.json", "after constructs moved to another stack"},
            {"lock --lock production.lock.json --config production.json",
             "a lock for each configuration that is deployed"}};
  }

  Options options() override {
    Options options{
        {.long_name = "--accept-moves",
         .help = "let resources that are recognised at another path keep their logical ids",
         .target = &accepts_moves_},
        {.long_name = "--check",
         .help = "write nothing, but print how the file differs; exit code 2 where it does",
         .target = &checks_},
        {.long_name = "--forget",
         .value_name = "PATH",
         .help = "take what is at a path, or a whole stack, out of the file: it is meant to go; "
                 "repeatable",
         .target = &forgotten_},
        {.long_name = "--stack-refactor",
         .value_name = "FILE",
         .help = "write what changes its stack or logical id as the resource mappings for aws "
                 "cloudformation create-stack-refactor",
         .target = &refactor_file_,
         .completes = Completes::file},
        {.long_name = "--unpin",
         .value_name = "PATH",
         .help = "take the pins of what is at a path out of the file: the code decides; repeatable",
         .target = &unpinned_},
    };
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    if (app_.no_lock) throw UsageError("lock needs the lock file");
    if (checks_ && refactor_file_) throw UsageError("--check writes no FILE for --stack-refactor");
    std::vector<Diagnostic> problems;
    AppLock before(app_, false, problems);
    if (!problems.empty()) {
      session.console.show(problems, false);
      return ExitCode::failed;
    }
    for (const std::string& each : forgotten_) before.forget(each);
    for (const std::string& each : unpinned_) before.unpin(each);
    const Synthesis synthesis = synthesize_with(session, app_, options_with_places(), before);
    const Phase phase("lock");
    const lock::Present present(synthesis.stacks);
    const lock::Detection detection = lock::detect_moves(before.lock(), present);
    if (!shows_none_that_stop(synthesis, detection, session.console)) return ExitCode::failed;
    const lock::ChosenIds chosen = accepted(synthesis, present, detection, session.console);
    lock::Lock next = lock::next_lock(before.lock(), present, chosen);
    if (!chosen.empty() && is_split(synthesis)) {
      next = placed_anew(before.lock(), next, session);
    } else {
      next = settled(std::move(next), session);
    }
    if (checks_) return check(before, next, session.console);
    write(before, next, lock::mappings_of(detection, chosen), session.console);
    say_what_stays(before.lock(), present, session.console);
    say_what_is_new(before.lock(), synthesis, session.console);
    return ExitCode::done;
  }

 private:
  bool shows_none_that_stop(const Synthesis& synthesis, const lock::Detection& detection,
                            const Console& console) const {
    std::vector<Diagnostic> all = synthesis.diagnostics;
    if (synthesis.ok()) {
      if (!accepts_moves_) lock::report_moves(detection, all);
      if (!refactor_file_) lock::report_renamed(detection, all);
      lock::report_twins(detection, all);
    }
    console.show(all, false);
    return synthesis.ok() &&
           std::ranges::none_of(all, [](const Diagnostic& each) { return stops(each, false); });
  }

  [[nodiscard]] lock::ChosenIds accepted(const Synthesis& synthesis, const lock::Present& present,
                                         const lock::Detection& detection,
                                         const Console& console) const {
    lock::ChosenIds chosen;
    if (!accepts_moves_) return chosen;
    for (const lock::DetectedMove& each : detection.moves) {
      chosen.emplace(each.to, each.from->resource.logical_id);
    }
    for (const lock::MoveGroup& each : lock::group_moves(detection)) {
      console.say(in_words(each));
    }
    refuse_clashes(lock::find_clashes(synthesis.stacks, present, chosen));
    return chosen;
  }

  static SynthOptions options_with_places() {
    SynthOptions options;
    options.origins = true;
    options.split.places_new = true;
    return options;
  }

  // A stack that is deployed, and that no lock file knows, would be swapped for an empty one.
  static void say_what_is_new(const lock::Lock& before, const Synthesis& synthesis,
                              const Console& console) {
    for (const SynthesizedStack& stack : synthesis.stacks) {
      const bool is_known = std::ranges::any_of(before.entries, [&](const lock::Entry& each) {
        return each.resource.stack == stack.name;
      });
      if (stack.parts.empty() || is_known) continue;
      console.say("no lock file knew " + quoted_name(stack.name) +
                  ": all of its resources go to nested stacks, and where it is deployed already "
                  "they would be made anew; "
                  "in that case delete the file, run lock on the code that is deployed, then lock "
                  "--split");
    }
  }

  static bool is_split(const Synthesis& synthesis) {
    return std::ranges::any_of(synthesis.stacks,
                               [](const SynthesizedStack& each) { return !each.parts.empty(); });
  }

  // Where something moved, what is new finds its place only once that is where it was.
  [[nodiscard]] lock::Lock placed_anew(const lock::Lock& before, lock::Lock next,
                                       const Session& session) const {
    std::erase_if(next.entries, [&](const lock::Entry& each) {
      return std::ranges::none_of(before.entries, [&](const lock::Entry& known) {
        return known.resource.stack == each.resource.stack &&
               known.resource.logical_id == each.resource.logical_id;
      });
    });
    const Synthesis synthesis =
        synthesize_with(session, app_, options_with_places(), AppLock(next));
    session.console.show(synthesis.diagnostics, false);
    if (!synthesis.ok()) throw Failure("what moved cannot stay where it lives");
    return lock::next_lock(next, lock::Present(synthesis.stacks), {});
  }

  // What moved has its pins only from now on, which its digest must be of.
  [[nodiscard]] lock::Lock settled(lock::Lock next, const Session& session) const {
    const bool has_pins = std::ranges::any_of(
        next.entries, [](const lock::Entry& each) { return !each.resource.pins.empty(); });
    if (!has_pins) return next;
    const Synthesis synthesis =
        synthesize_with(session, app_, options_with_places(), AppLock(next));
    if (!synthesis.ok()) return next;
    return lock::next_lock(next, lock::Present(synthesis.stacks), {});
  }

  static std::string in_words(const lock::MoveGroup& group) {
    const std::string from = "'" + group.rewrite.old_prefix + "'";
    if (group.moves.size() > 1) {
      return counted(group.moves.size(), "resource") + " of " + from + " in '" +
             group.rewrite.new_prefix + "' keep their logical ids";
    }
    const lock::DetectedMove& move = *group.moves.front();
    return "'" + group.rewrite.new_prefix + "' is " + from + " by " +
           std::string(lock::reason_for(move.by)) + " and keeps the logical id " +
           move.from->resource.logical_id;
  }

  static int check(const AppLock& before, const lock::Lock& next, const Console& console) {
    const std::string differences = support::unified_diff(
        before.text(), lock::write_lock(next), before.file(), before.file() + " as it should be");
    if (differences.empty()) {
      console.say(before.file() + " is up to date");
      return ExitCode::done;
    }
    console.print(differences);
    console.say(before.file() + (before.is_used() ? " differs" : " is missing") +
                "; lock writes it as it should be");
    return ExitCode::differs;
  }

  void write(const AppLock& before, const lock::Lock& next,
             const std::vector<lock::ResourceMapping>& mappings, const Console& console) const {
    const std::string text = lock::write_lock(next);
    std::string mapping_text;
    std::vector<NewFile> files;
    if (text != before.text()) files.push_back({before.file(), text});
    if (refactor_file_) {
      if (mappings.empty()) {
        throw Failure("no resource changes its stack or its logical id",
                      "moved() in the code or --accept-moves says what moved between stacks");
      }
      refuse_nested(mappings);
      mapping_text = lock::write_mappings(mappings);
      files.push_back({*refactor_file_, mapping_text});
    }
    write_files(files);
    console.say(text == before.text() ? before.file() + " is up to date"
                                      : "wrote " + before.file() + " (" +
                                            counted(next.entries.size(), "resource") + ")");
    if (refactor_file_) {
      console.say("wrote " + *refactor_file_ + " (" + counted(mappings.size(), "resource") +
                  "); before the next deployment: aws cloudformation create-stack-refactor "
                  "--resource-mappings file://" +
                  *refactor_file_ + " --stack-definitions …");
    }
  }

  // A mapping names stacks, and the name of a nested one is CloudFormation's.
  static void refuse_nested(const std::vector<lock::ResourceMapping>& mappings) {
    for (const lock::ResourceMapping& each : mappings) {
      if (each.from.nested.empty()) continue;
      throw Failure("'" + each.from.path + "' lives in the nested stack '" + each.from.nested +
                        "', whose name only CloudFormation knows",
                    "write its mapping by hand, with the name that list-stack-resources tells");
    }
  }

  static void say_what_stays(const lock::Lock& before, const lock::Present& present,
                             const Console& console) {
    const auto names = lock::stacks_not_made(before, present);
    if (names.empty()) return;
    console.say("kept what it has of " + listed(names, " and ") +
                ", which the app does not make now; --forget NAME takes a stack out");
  }

  bool accepts_moves_ = false;
  bool checks_ = false;
  std::vector<std::string> forgotten_;
  std::vector<std::string> unpinned_;
  std::optional<std::string> refactor_file_;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_lock_verb() { return std::make_unique<LockVerb>(); }

}  // namespace omnitrack::cli
