#include "cli/deploy/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "cli/files.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/terminal.hpp"
#include "cli/page/value_text.hpp"
#include "deploy/slow_types.hpp"

namespace omnitrack::cli {

namespace {

// Where there is no terminal, a resource that takes longer is told of that often.
constexpr std::chrono::minutes told_each(1);

bool shows_board(const Console& console) {
  const char* terminal = std::getenv("TERM");
  const bool is_dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return !console.is_quiet() && !is_dumb && ::isatty(STDERR_FILENO) == 1;
}

std::string name_of(std::string_view logical_id, std::string_view type_name) {
  return printable(logical_id) + " (" + printable(type_name) + ')';
}

}  // namespace

std::string shown_time(std::chrono::seconds time) {
  constexpr int seconds_a_minute = 60;
  const auto seconds = time.count();
  if (seconds < seconds_a_minute) return std::to_string(seconds) + " s";
  const auto rest = seconds % seconds_a_minute;
  std::string text = std::to_string(seconds / seconds_a_minute) + " min";
  if (rest != 0) text += ' ' + std::to_string(rest) + " s";
  return text;
}

Progress::Progress(const Console& console, bool is_errors_only)
    : console_(console), is_errors_only_(is_errors_only), has_board_(shows_board(console)) {}

Progress::~Progress() { hide_board(); }

void Progress::begin(const std::string& stack, std::size_t total) {
  const std::lock_guard lock(mutex_);
  stacks_[stack].total = total;
}

void Progress::end(const std::string& stack) {
  const std::lock_guard lock(mutex_);
  hide_board();
  stacks_.erase(stack);
  show_board();
}

void Progress::take(const std::string& stack, std::span<const deploy::StackEvent> events) {
  const std::lock_guard lock(mutex_);
  hide_board();
  Stack& shown = stacks_[stack];
  for (const deploy::StackEvent& each : events) take(stack, shown, each);
  show_board();
}

void Progress::take(const std::string& name, Stack& stack, const deploy::StackEvent& event) {
  const bool has_ended = !event.status.ends_with("_IN_PROGRESS");
  if (!event.is_of_stack()) {
    if (has_ended) {
      stack.running.erase(event.logical_id);
      stack.ended.insert(event.logical_id);
    } else {
      const Clock::time_point now = Clock::now();
      stack.running.try_emplace(event.logical_id, Running{event.type_name, now, now});
    }
  }
  if (is_errors_only_ && !event.is_failure()) return;
  // What begins is on the board, or told when it takes long.
  if (!has_ended && !event.is_of_stack()) return;
  std::string line = printable(name);
  if (!event.is_of_stack() && stack.total != 0) {
    line += ' ' + std::to_string(std::min(stack.ended.size(), stack.total)) + '/' +
            std::to_string(stack.total);
  }
  line += ": " + printable(event.status);
  if (!event.is_of_stack()) line += ' ' + name_of(event.logical_id, event.type_name);
  if (!event.reason.empty() && (event.is_failure() || event.is_of_stack())) {
    line += ": " + printable(event.reason);
  }
  console_.say(line);
}

void Progress::tick() {
  const std::lock_guard lock(mutex_);
  if (has_board_) {
    hide_board();
    show_board();
  } else if (!is_errors_only_) {
    tell_long_ones(Clock::now());
  }
}

void Progress::tell_long_ones(Clock::time_point now) {
  for (auto& [name, stack] : stacks_) {
    for (auto& [logical_id, running] : stack.running) {
      if (now - running.told < told_each) continue;
      running.told = now;
      const auto time = std::chrono::duration_cast<std::chrono::seconds>(now - running.since);
      std::string line = printable(name) + ": " + name_of(logical_id, running.type_name) +
                         " goes on for " + shown_time(time);
      if (deploy::is_slow(running.type_name)) line += ", which is usual for this type";
      console_.say(line);
    }
  }
}

void Progress::say(std::string_view text) {
  const std::lock_guard lock(mutex_);
  hide_board();
  console_.say(text);
  show_board();
}

void Progress::fail(std::string_view message, std::string_view hint) {
  const std::lock_guard lock(mutex_);
  hide_board();
  console_.fail(message, hint);
  show_board();
}

void Progress::tell(std::string_view page) {
  const std::lock_guard lock(mutex_);
  hide_board();
  console_.tell(page);
  show_board();
}

void Progress::hide_board() {
  for (; board_lines_ > 0; --board_lines_) console_.tell("\033[1A\033[2K");
}

void Progress::show_board() {
  if (!has_board_) return;
  for (const auto& [name, stack] : stacks_) {
    console_.tell(board_line(name, stack) + '\n');
    ++board_lines_;
  }
}

std::string Progress::board_line(const std::string& name, const Stack& stack) const {
  std::string line = "  " + printable(name) + "  " +
                     std::to_string(std::min(stack.ended.size(), stack.total)) + '/' +
                     std::to_string(stack.total);
  const Clock::time_point now = Clock::now();
  for (const auto& [logical_id, running] : stack.running) {
    const auto time = std::chrono::duration_cast<std::chrono::seconds>(now - running.since);
    line += "  " + printable(logical_id) + ' ' + shown_time(time);
    if (deploy::is_slow(running.type_name)) line += " (usually minutes)";
  }
  return cut_in_the_middle(line, line_width() - 1, shows_unicode());
}

}  // namespace omnitrack::cli
