#include "support/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace omnitrack::support {

void for_each_in_parallel(std::size_t count, const std::function<void(std::size_t)>& work) {
  for_each_at_once(count, std::max(1U, std::thread::hardware_concurrency()), work);
}

void for_each_at_once(std::size_t count, std::size_t at_once,
                      const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr problem;
  std::mutex problem_lock;
  const auto take_turns = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    } catch (...) {
      const std::scoped_lock lock(problem_lock);
      problem = std::current_exception();
      next = count;
    }
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < std::min(at_once, count); ++i) others.emplace_back(take_turns);
  take_turns();
  others.clear();
  if (problem) std::rethrow_exception(problem);
}

}  // namespace omnitrack::support
