#include "deploy/follow.hpp"

#include <algorithm>
#include <optional>
#include <thread>

#include "deploy/environment.hpp"
#include "deploy/stack_state.hpp"

namespace omnitrack::deploy {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::minutes longest_trouble(10);
constexpr std::chrono::milliseconds tick(200);
// Rounds without news after which the stack itself is asked.
constexpr int quiet_rounds = 5;

class Following {
 public:
  Following(const AwsCli& aws, const Operation& operation, const FollowHooks& hooks)
      : aws_(aws), operation_(operation), hooks_(hooks) {
    feeds_.emplace_back(operation.stack_id, operation.token, operation.since, operation.last_event);
  }

  Followed run() {
    while (!is_interrupted()) {
      try {
        round();
        trouble_since_.reset();
      } catch (const AwsFailure& failure) {
        sit_out(failure);
      }
      if (followed_.is_over) break;
      pause_for(poll_pause(), hooks_);
    }
    return std::move(followed_);
  }

 private:
  [[nodiscard]] bool is_interrupted() const {
    return hooks_.is_interrupted && hooks_.is_interrupted();
  }

  void round() {
    std::vector<StackEvent> news;
    // What is found may name further stacks to ask.
    std::size_t asked = 0;
    while (asked < feeds_.size()) {
      for (StackEvent& each : feeds_[asked++].poll_latest(aws_)) {
        add_nested(each);
        news.push_back(std::move(each));
      }
    }
    std::ranges::stable_sort(news, {}, &StackEvent::time);
    take(std::move(news));
  }

  void take(std::vector<StackEvent> news) {
    if (!news.empty() && hooks_.on_events) hooks_.on_events(news);
    for (const StackEvent& each : news) {
      if (!each.is_of_stack() || each.stack_id != operation_.stack_id) continue;
      followed_.status = each.status;
      followed_.is_over = is_terminal(each.status);
    }
    rounds_without_news_ = news.empty() ? rounds_without_news_ + 1 : 0;
    std::ranges::move(news, std::back_inserter(followed_.events));
    // Before its first event, the stack may still tell the end of another operation.
    const int patience = followed_.events.empty() ? 3 * quiet_rounds : quiet_rounds;
    if (rounds_without_news_ >= patience && !followed_.is_over) ask_the_stack();
  }

  void ask_the_stack() {
    rounds_without_news_ = 0;
    const std::optional<StackState> state = state_of(aws_, operation_.stack_id);
    followed_.status = state ? state->status : "DELETE_COMPLETE";
    followed_.is_over = is_terminal(followed_.status);
  }

  void add_nested(const StackEvent& event) {
    const bool is_nested = event.type_name == "AWS::CloudFormation::Stack" &&
                           !event.is_of_stack() && event.physical_id.starts_with("arn:");
    if (is_nested &&
        std::ranges::find(feeds_, event.physical_id, &EventFeed::stack) == feeds_.end()) {
      feeds_.push_back({event.physical_id, {}, event.time});
    }
  }

  void sit_out(const AwsFailure& failure) {
    if (is_interrupted()) return;
    if (!is_passing(failure.fault()) && failure.fault() != AwsFault::too_slow) {
      throw AwsFailure(failure);
    }
    if (!trouble_since_) {
      trouble_since_ = Clock::now();
      if (hooks_.on_trouble) hooks_.on_trouble(failure);
    }
    if (Clock::now() - *trouble_since_ > longest_trouble) throw AwsFailure(failure);
  }

  const AwsCli& aws_;
  const Operation& operation_;
  const FollowHooks& hooks_;
  std::vector<EventFeed> feeds_;
  Followed followed_;
  int rounds_without_news_ = 0;
  std::optional<Clock::time_point> trouble_since_;
};

}  // namespace

Followed follow(const AwsCli& aws, const Operation& operation, const FollowHooks& hooks) {
  return Following(aws, operation, hooks).run();
}

std::chrono::milliseconds poll_pause() {
  return time_in_environment("OMNITRACK_POLL_SECONDS", std::chrono::seconds(2),
                             std::chrono::milliseconds(10), std::chrono::minutes(10));
}

void pause_for(std::chrono::milliseconds time, const FollowHooks& hooks) {
  const Clock::time_point end = Clock::now() + time;
  while (Clock::now() < end && !(hooks.is_interrupted && hooks.is_interrupted())) {
    if (hooks.on_tick) hooks.on_tick();
    std::this_thread::sleep_for(
        std::min<Clock::duration>(tick, std::max(end - Clock::now(), Clock::duration())));
  }
}

}  // namespace omnitrack::deploy
