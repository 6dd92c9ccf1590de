#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "deploy/events.hpp"

namespace omnitrack::cli {

/// Shows on stderr what happens to stacks, from several threads at once: a line for each event, and
/// on a terminal below them what is running. Events of resources that do not fail are left out
/// where only errors are asked for.
class Progress {
 public:
  Progress(const Console& console, bool is_errors_only);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  /// From now on a stack is shown, of whose resources so many change.
  void begin(const std::string& stack, std::size_t total);
  void take(const std::string& stack, std::span<const deploy::StackEvent> events);
  /// Shows how the time goes by.
  void tick();
  void end(const std::string& stack);

  /// Says something as the console does, above what is running.
  void say(std::string_view text);
  void fail(std::string_view message, std::string_view hint);
  /// Tells a page as it is.
  void tell(std::string_view page);

 private:
  using Clock = std::chrono::steady_clock;

  struct Running {
    std::string type_name;
    Clock::time_point since;
    Clock::time_point told;
  };
  struct Stack {
    std::size_t total = 0;
    std::set<std::string, std::less<>> ended;
    std::map<std::string, Running, std::less<>> running;
  };

  void take(const std::string& name, Stack& stack, const deploy::StackEvent& event);
  void tell_long_ones(Clock::time_point now);
  void hide_board();
  void show_board();
  [[nodiscard]] std::string board_line(const std::string& name, const Stack& stack) const;

  const Console& console_;
  bool is_errors_only_;
  bool has_board_;
  std::size_t board_lines_ = 0;
  std::map<std::string, Stack, std::less<>> stacks_;
  std::mutex mutex_;
};

/// A time for people: `12 s`, `3 min 20 s`.
std::string shown_time(std::chrono::seconds time);

}  // namespace omnitrack::cli
