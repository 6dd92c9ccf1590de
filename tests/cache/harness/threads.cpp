#include "threads.hpp"

#include <latch>
#include <mutex>
#include <thread>
#include <vector>

namespace omnitrack::cache_test {

void in_threads(int count, const std::function<void(int)>& function) {
  std::latch begin(count);
  std::mutex mutex;
  std::exception_ptr thrown;
  std::vector<std::thread> threads;
  threads.reserve(static_cast<std::size_t>(count));
  for (int number = 0; number < count; ++number) {
    threads.emplace_back([&, number] {
      begin.arrive_and_wait();
      try {
        function(number);
      } catch (...) {
        const std::lock_guard lock(mutex);
        thrown = std::current_exception();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  if (thrown) std::rethrow_exception(thrown);
}

bool becomes_true(const std::function<bool()>& condition, std::chrono::milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

}  // namespace omnitrack::cache_test
