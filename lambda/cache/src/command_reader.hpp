#pragma once

#include <string_view>
#include <vector>

namespace omnitrack::cache {

/// A command as it is sent, with its words.
struct SentCommand {
  std::string_view bytes;
  std::vector<std::string_view> words;
};

/// Takes commands apart that `Commands` put together.
class CommandReader {
 public:
  explicit CommandReader(std::string_view bytes) : rest_(bytes) {}
  /// Puts the next command in place; false at the end.
  bool next(SentCommand& command);

 private:
  std::size_t read_count();

  std::string_view rest_;
};

}  // namespace omnitrack::cache
