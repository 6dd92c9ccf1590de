#pragma once

// What scale.cpp and limit.cpp share: the size of the app, the folder it is written to, and the
// report.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace omnitrack::bench {

using Clock = std::chrono::steady_clock;

/// How large the app is: stacks, and resources in each, half buckets, half tables.
struct Size {
  int stacks = 100;
  int per_stack = 500;

  [[nodiscard]] int resources() const { return stacks * (per_stack / 2) * 2; }
};

/// The size that the command line asks for; ends the program where it is none.
inline Size size_of(int argc, char** argv) {
  const auto count = [&](int index, int fallback) {
    const int value = argc > index ? std::atoi(argv[index]) : fallback;
    if (value >= 1) return value;
    std::fprintf(stderr, "%s: %s is not a count of stacks or resources\n", argv[0], argv[index]);
    std::exit(64);
  };
  return {.stacks = count(1, 100), .per_stack = count(2, 500)};
}

/// A temporary folder that goes with its object.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "omnitrack-scale-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::perror("mkdtemp");
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, std::string_view text) const {
    std::ofstream file(path_ / name, std::ios::binary);
    file << text;
  }

 private:
  std::filesystem::path path_;
};

/// Prints the times as one JSON object on stdout.
inline void report(const Size& size, Clock::time_point begun, Clock::time_point built,
                   Clock::time_point written) {
  const auto microseconds = [](Clock::duration time) {
    return std::chrono::duration<double, std::micro>(time).count();
  };
  // The kernel's high-water mark of this program alone, in KiB.
  long peak = 0;
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) peak = std::atol(line.c_str() + 6);
  }
  std::printf(R"({"stacks":%d,"resources":%d,"startup_ms":0,"build_us":%.1f,"synth_us":%.1f,)"
              R"("us_per_resource":%.4f,"peak_kb":%ld})"
              "\n",
              size.stacks, size.resources(), microseconds(built - begun),
              microseconds(written - built), microseconds(written - begun) / size.resources(),
              peak);
}

}  // namespace omnitrack::bench
