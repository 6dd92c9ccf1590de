#include "deploy/schedule.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace omnitrack::deploy {

namespace {

class Schedule {
 public:
  Schedule(const std::vector<std::vector<std::size_t>>& needs,
           const std::function<bool(std::size_t)>& work)
      : needs_(needs), work_(work), is_taken_(needs.size()), ends_(needs.size()) {}

  std::vector<JobEnd> run(std::size_t at_once) {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(at_once, needs_.size()); ++i) {
      others.emplace_back([this] { take_jobs(); });
    }
    take_jobs();
    others.clear();
    if (thrown_) std::rethrow_exception(thrown_);
    std::vector<JobEnd> ends;
    ends.reserve(ends_.size());
    for (const std::optional<JobEnd>& each : ends_) ends.push_back(each.value_or(JobEnd::left_out));
    return ends;
  }

 private:
  void take_jobs() {
    std::unique_lock lock(mutex_);
    for (;;) {
      leave_out();
      const std::optional<std::size_t> job = next();
      if (job) {
        is_taken_[*job] = true;
        ++running_;
        lock.unlock();
        const JobEnd end = end_of(*job);
        lock.lock();
        ends_[*job] = end;
        --running_;
        changed_.notify_all();
      } else if (running_ == 0) {
        return;
      } else {
        changed_.wait(lock);
      }
    }
  }

  JobEnd end_of(std::size_t job) {
    try {
      return work_(job) ? JobEnd::done : JobEnd::failed;
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!thrown_) thrown_ = std::current_exception();
      return JobEnd::failed;
    }
  }

  void leave_out() {
    for (bool has_changed = true; has_changed;) {
      has_changed = false;
      for (std::size_t job = 0; job < needs_.size(); ++job) {
        if (is_taken_[job]) continue;
        const bool is_lost = thrown_ || std::ranges::any_of(needs_[job], [&](std::size_t other) {
                               return ends_[other] && *ends_[other] != JobEnd::done;
                             });
        if (!is_lost) continue;
        is_taken_[job] = true;
        ends_[job] = JobEnd::left_out;
        has_changed = true;
      }
    }
  }

  std::optional<std::size_t> next() const {
    for (std::size_t job = 0; job < needs_.size(); ++job) {
      const bool is_ready =
          !is_taken_[job] && std::ranges::all_of(needs_[job], [&](std::size_t other) {
            return ends_[other] == JobEnd::done;
          });
      if (is_ready) return job;
    }
    return std::nullopt;
  }

  const std::vector<std::vector<std::size_t>>& needs_;
  const std::function<bool(std::size_t)>& work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<bool> is_taken_;
  std::vector<std::optional<JobEnd>> ends_;
  std::size_t running_ = 0;
  std::exception_ptr thrown_;
};

}  // namespace

std::vector<JobEnd> run_in_order(const std::vector<std::vector<std::size_t>>& needs,
                                 std::size_t at_once,
                                 const std::function<bool(std::size_t)>& work) {
  return Schedule(needs, work).run(at_once);
}

}  // namespace omnitrack::deploy
