#include "command_reader.hpp"

#include <charconv>

namespace omnitrack::cache {

bool CommandReader::next(SentCommand& command) {
  command.words.clear();
  if (rest_.empty()) return false;
  const std::string_view begin = rest_;
  for (std::size_t left = read_count(); left > 0; --left) {
    const std::size_t size = read_count();
    command.words.push_back(rest_.substr(0, size));
    rest_.remove_prefix(size + 2);
  }
  command.bytes = begin.substr(0, begin.size() - rest_.size());
  return true;
}

// A kind, a count and the end of the line.
std::size_t CommandReader::read_count() {
  std::size_t count = 0;
  const char* const stop =
      std::from_chars(rest_.data() + 1, rest_.data() + rest_.size(), count).ptr;
  rest_.remove_prefix(static_cast<std::size_t>(stop - rest_.data()) + 2);
  return count;
}

}  // namespace omnitrack::cache
