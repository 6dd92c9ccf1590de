#include <memory>
#include <set>

#include <gtest/gtest.h>

#include "child_process.hpp"
#include "on_redis.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

class StampedeOfProcesses : public OnRedis {
 public:
  using Processes = std::vector<std::unique_ptr<ChildProcess>>;

  Processes start(int count) {
    Processes processes;
    for (int i = 0; i < count; ++i) {
      processes.push_back(std::make_unique<ChildProcess>(
          std::vector<std::string>{OMNITRACK_COMPUTING_PROCESS, std::to_string(server().port())}));
    }
    return processes;
  }
  /// Waits until each process has asked for the lock, and one computes.
  void wait_until_all_came(std::size_t count) {
    ASSERT_TRUE(becomes_true([&] {
      // Whoever computes has a connection more.
      return redis().other_clients() == count + 1;
    }));
  }
};

TEST_F(StampedeOfProcesses, OneComputesForAll) {
  Processes processes = start(4);
  wait_until_all_came(4);
  redis().command({"RPUSH", "go", "1"});
  std::set<std::string> values;
  int computed = 0;
  for (const auto& process : processes) {
    EXPECT_EQ(process->wait(), 0) << process->output();
    const std::string& output = process->output();
    values.insert(output.substr(0, output.find('\n')));
    if (output.ends_with("\ncomputed\n")) ++computed;
  }
  EXPECT_EQ(values.size(), 1U);
  EXPECT_EQ(computed, 1);
  EXPECT_EQ(redis().text({"GET", "computations"}), "1");
}

TEST_F(StampedeOfProcesses, AnotherComputesWhereTheOneThatDidIsKilled) {
  Processes first = start(1);
  wait_until_all_came(1);
  Processes others = start(2);
  wait_until_all_came(3);
  first.front()->kill();
  // Its lock would stay for the default limit of half a minute.
  ASSERT_EQ(redis().integer({"PEXPIRE", "omnitrack:lock:k", "1"}), 1);
  ASSERT_TRUE(becomes_true([&] { return redis().text({"GET", "computations"}) == "2"; }));
  redis().command({"RPUSH", "go", "1"});
  for (const auto& process : others) EXPECT_EQ(process->wait(), 0) << process->output();
  EXPECT_EQ(redis().text({"GET", "computations"}), "2");
}

}  // namespace
}  // namespace omnitrack::cache_test
