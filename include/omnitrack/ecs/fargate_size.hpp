#pragma once

#include <cstdint>

namespace omnitrack {

namespace detail {

inline void fargate_offers_no_such_pair_of_cpu_units_and_mebibytes_of_memory() {}

}  // namespace detail

/// What a task on Fargate gets: CPU units, 1,024 to a vCPU, and memory in MiB, e.g. `{256, 512}`. A
/// pair that Fargate does not offer does not compile.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
class FargateSize {
 public:
  /// A pair of literals, checked while compiling.
  consteval FargateSize(int cpu, int memory) : cpu_(cpu), memory_(memory) {
    if (!fits(cpu, memory)) {
      detail::fargate_offers_no_such_pair_of_cpu_units_and_mebibytes_of_memory();
    }
  }
  /// A pair that is made when the app runs, which the task definition checks.
  static constexpr FargateSize at_run_time(std::int64_t cpu, std::int64_t memory) {
    return FargateSize(Unchecked{}, cpu, memory);
  }

  /// The CPU units.
  [[nodiscard]] constexpr std::int64_t cpu() const { return cpu_; }
  /// The memory in MiB.
  [[nodiscard]] constexpr std::int64_t memory() const { return memory_; }
  /// Whether Fargate does not offer the pair.
  [[nodiscard]] constexpr bool is_broken() const { return !fits(cpu_, memory_); }

 private:
  struct Unchecked {};
  constexpr FargateSize(Unchecked, std::int64_t cpu, std::int64_t memory)
      : cpu_(cpu), memory_(memory) {}

  static constexpr bool is_step(std::int64_t memory, std::int64_t least, std::int64_t most,
                                std::int64_t step) {
    return memory >= least && memory <= most && memory % step == 0;
  }
  static constexpr bool fits(std::int64_t cpu, std::int64_t memory) {
    switch (cpu) {
      case 256:
        return memory == 512 || memory == 1024 || memory == 2048;
      case 512:
        return is_step(memory, 1024, 4096, 1024);
      case 1024:
        return is_step(memory, 2048, 8192, 1024);
      case 2048:
        return is_step(memory, 4096, 16384, 1024);
      case 4096:
        return is_step(memory, 8192, 30720, 1024);
      case 8192:
        return is_step(memory, 16384, 61440, 4096);
      case 16384:
        return is_step(memory, 32768, 122880, 8192);
      default:
        return false;
    }
  }

  std::int64_t cpu_;
  std::int64_t memory_;
};

}  // namespace omnitrack
