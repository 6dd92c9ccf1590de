#include "cli/drift/drift_run.hpp"

#include <algorithm>
#include <chrono>
#include <set>

#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "deploy/follow.hpp"

namespace omnitrack::cli {

namespace {

using DriftClock = std::chrono::steady_clock;

constexpr std::size_t most_stacks = 500;
constexpr std::chrono::minutes longest_detection(60);
constexpr std::chrono::seconds between_words(30);

class DriftRun {
 public:
  DriftRun(const StackOptions& options, const Console& console)
      : options_(options), console_(console) {}

  std::vector<DriftedStack> run(const std::vector<ChosenStack>& stacks) {
    for (const ChosenStack& each : stacks) begin(each);
    told_ = DriftClock::now();
    const DriftClock::time_point begun = told_;
    while (!is_over()) {
      deploy::pause_for(deploy::poll_pause(), {});
      // What is read may name nested stacks.
      for (std::size_t i = 0; i < pending_.size(); ++i) go_on(i);
      if (DriftClock::now() - begun > longest_detection) give_up();
      say_how_it_goes();
    }
    return std::move(done_);
  }

 private:
  [[nodiscard]] bool is_over() const { return std::ranges::all_of(pending_, &std::string::empty); }

  void begin(const ChosenStack& stack) {
    done_.push_back({.stack = stack});
    pending_.emplace_back();
    try {
      pending_.back() =
          deploy::begin_drift_detection(aws_for(stack, options_, console_), stack.deployed);
      console_.say("checking '" + printable(stack.stack) + "'");
    } catch (const deploy::AwsFailure& failure) {
      note(failure, done_.back());
    }
  }

  void go_on(std::size_t i) {
    if (pending_[i].empty()) return;
    const ChosenStack stack = done_[i].stack;
    try {
      const deploy::AwsCli aws = aws_for(stack, options_, console_);
      const deploy::DriftDetection detection = deploy::ask_drift_detection(aws, pending_[i]);
      if (!detection.is_over) return;
      // A name may be that of another stack by now.
      const std::string& id = detection.stack_id;
      begun_.insert(id);
      done_[i].resources = deploy::read_drift(aws, id.empty() ? stack.deployed : id);
      if (detection.has_failed) {
        done_[i].failure = detection.reason.empty() ? "CloudFormation could not check all of it"
                                                    : detection.reason;
      }
    } catch (const deploy::AwsFailure& failure) {
      note(failure, done_[i]);
    }
    pending_[i].clear();
    begin_nested(i);
  }

  // Detection looks at a nested stack as a whole and not at what is in it.
  void begin_nested(std::size_t i) {
    const ChosenStack outer = done_[i].stack;
    const std::vector<deploy::ResourceDrift> resources = done_[i].resources;
    for (const deploy::ResourceDrift& each : resources) {
      const bool is_nested = each.type_name == "AWS::CloudFormation::Stack" &&
                             each.physical_id.starts_with("arn:") && each.status != "DELETED";
      // What claims to be nested in itself is looked at once.
      if (!is_nested || done_.size() >= most_stacks) continue;
      if (!begun_.insert(each.physical_id).second) continue;
      begin({.stack = outer.stack + '/' + each.logical_id,
             .deployed = each.physical_id,
             .region = outer.region});
    }
  }

  // What the service refuses is of one stack; anything else is of all of them.
  static void note(const deploy::AwsFailure& failure, DriftedStack& stack) {
    if (failure.fault() != deploy::AwsFault::invalid &&
        failure.fault() != deploy::AwsFault::not_found) {
      throw deploy::AwsFailure(failure);
    }
    stack.failure = failure.said();
  }

  void give_up() {
    for (std::size_t i = 0; i < pending_.size(); ++i) {
      if (!pending_[i].empty()) done_[i].failure = "CloudFormation did not check it within an hour";
      pending_[i].clear();
    }
  }

  void say_how_it_goes() {
    if (is_over() || DriftClock::now() - told_ < between_words) return;
    told_ = DriftClock::now();
    const auto left =
        std::ranges::count_if(pending_, [](const std::string& each) { return !each.empty(); });
    console_.say(counted(static_cast<std::size_t>(left), "stack") + " still being checked");
  }

  const StackOptions& options_;
  const Console& console_;
  std::vector<DriftedStack> done_;
  std::vector<std::string> pending_;  // the detections of those in `done_` that are not over
  std::set<std::string> begun_;  // the ARNs of those that are looked at, as far as they are known
  DriftClock::time_point told_;
};

}  // namespace

std::vector<DriftedStack> detect_drift(const std::vector<ChosenStack>& stacks,
                                       const StackOptions& options, const Console& console) {
  return DriftRun(options, console).run(stacks);
}

}  // namespace omnitrack::cli
