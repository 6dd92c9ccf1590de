#include "cli/question.hpp"

#include <unistd.h>

#include <array>
#include <string>

#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "support/letters.hpp"

namespace omnitrack::cli {

namespace {

// A line of standard input, without its end; what is longer than any answer is cut.
std::string read_line() {
  constexpr std::size_t longest = 100;
  std::string line;
  std::array<char, 1> letter;
  while (::read(STDIN_FILENO, letter.data(), letter.size()) == 1 && letter.front() != '\n') {
    if (line.size() < longest) line += letter.front();
  }
  return line;
}

}  // namespace

bool can_ask() { return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1; }

bool is_answered_yes(std::string_view question) {
  if (write_all(STDERR_FILENO, std::string(question) + " [y/N] ")) return false;
  const std::string answer = support::to_lower(read_line());
  return answer == "y" || answer == "yes";
}

void check_can_ask(bool is_yes, std::string_view verb) {
  if (is_yes || can_ask()) return;
  throw UsageError(std::string(verb) + " asks before it changes anything, and there is no terminal",
                   "--yes goes on without asking");
}

}  // namespace omnitrack::cli
