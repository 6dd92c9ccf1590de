#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <latch>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

// What the programs that time a client of Redis have in common. Each takes words like `port=6379`.

namespace omnitrack::bench {

/// Ends the program with a reason.
[[noreturn]] inline void give_up(const std::string& reason) {
  std::fprintf(stderr, "%s\n", reason.c_str());
  std::exit(1);
}

/// What a client is made to do.
struct Workload {
  std::uint16_t port = 6379;
  bool writes = false;
  std::size_t bytes = 100;
  std::size_t operations = 10'000;
  // Commands that are sent before the first answer is read.
  std::size_t pipeline = 1;
  std::size_t threads = 1;
  bool is_cluster = false;
  // Empty for no encryption.
  std::string ca_file;
  // Whether our service times its operations too.
  bool is_measured = false;
  // Whether our service keeps values in its process, `confirmed` or `tracked`; empty for not at
  // all.
  std::string local;

  static Workload from(int argc, char** argv) {
    Workload workload;
    for (int i = 1; i < argc; ++i) workload.take(argv[i]);
    return workload;
  }

 private:
  void take(std::string_view word) {
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos) give_up("not name=value: " + std::string(word));
    const std::string_view name = word.substr(0, equals);
    const std::string text(word.substr(equals + 1));
    const auto number = static_cast<std::size_t>(std::atoll(text.c_str()));
    if (name == "port") {
      port = static_cast<std::uint16_t>(number);
    } else if (name == "operation") {
      writes = text == "set";
    } else if (name == "bytes") {
      bytes = number;
    } else if (name == "operations") {
      operations = number;
    } else if (name == "pipeline") {
      pipeline = number;
    } else if (name == "threads") {
      threads = number;
    } else if (name == "cluster") {
      is_cluster = number != 0;
    } else if (name == "ca") {
      ca_file = text;
    } else if (name == "measured") {
      is_measured = number != 0;
    } else if (name == "local") {
      local = text;
    } else {
      give_up("no such word: " + std::string(word));
    }
  }
};

/// What a client's threads do: each of them goes through the keys, which lie in all of a cluster's
/// shards. `Client` makes a `Session` for each thread, which gets and sets one or many keys.
template <class Client>
class Load {
 public:
  explicit Load(const Workload& workload) : workload_(workload), value_(workload.bytes, 'x') {
    for (std::size_t i = 0; i < most_keys; ++i) keys_.push_back("bench:" + std::to_string(i));
  }

  /// Runs it, and prints one JSON object.
  void run() {
    Client client(workload_);
    {
      auto session = client.session();
      for (const std::string& key : keys_) session.set(key, value_);
    }
    std::vector<std::vector<double>> latencies(workload_.threads);
    std::latch ready(static_cast<std::ptrdiff_t>(workload_.threads));
    std::latch begun(1);
    std::vector<std::thread> threads;
    for (auto& each : latencies) {
      threads.emplace_back([&] {
        auto session = client.session();
        std::vector<double> warming;
        operate(session, warming, std::min(workload_.operations / 10, warm_up));
        each.reserve(workload_.operations / workload_.threads);
        ready.count_down();
        begun.wait();
        operate(session, each, workload_.operations / workload_.threads);
      });
    }
    ready.wait();
    const double cpu_before = cpu_seconds();
    const auto start = Clock::now();
    begun.count_down();
    for (std::thread& each : threads) each.join();
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    print(latencies, seconds, cpu_seconds() - cpu_before);
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t most_keys = 64;
  static constexpr std::size_t warm_up = 500;

  static double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
  }

  template <class Session>
  void operate(Session& session, std::vector<double>& latencies, std::size_t operations) const {
    std::vector<std::string_view> batch(workload_.pipeline);
    for (std::size_t done = 0; done < operations; done += workload_.pipeline) {
      for (std::size_t i = 0; i < batch.size(); ++i) batch[i] = keys_[(done + i) % keys_.size()];
      const auto before = Clock::now();
      if (batch.size() > 1) {
        workload_.writes ? session.set_many(batch, value_) : session.get_many(batch);
      } else {
        workload_.writes ? session.set(batch[0], value_) : session.get(batch[0]);
      }
      latencies.push_back(std::chrono::duration<double, std::micro>(Clock::now() - before).count());
    }
  }

  static void print(const std::vector<std::vector<double>>& of_threads, double seconds,
                    double cpu) {
    std::vector<double> all;
    for (const auto& each : of_threads) all.insert(all.end(), each.begin(), each.end());
    std::sort(all.begin(), all.end());
    const auto at = [&](double share) {
      return all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
    };
    std::printf(
        "{\"calls_per_second\": %.0f, \"p50_us\": %.1f, \"p99_us\": %.1f, \"p999_us\": %.1f, "
        "\"cpu_us_per_call\": %.3f}\n",
        static_cast<double>(all.size()) / seconds, at(0.5), at(0.99), at(0.999),
        cpu * 1e6 / static_cast<double>(all.size()));
  }

  const Workload workload_;
  const std::string value_;
  std::vector<std::string> keys_;
};

}  // namespace omnitrack::bench
