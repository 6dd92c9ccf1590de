#include "cli/explain/given_members.hpp"

#include <cctype>
#include <cstdint>
#include <string_view>

namespace omnitrack::cli {

namespace {

// More is no call that a person wrote.
constexpr std::uint32_t most_lines = 200;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Reads designated members, `.name = value`, up to the brace that ends them.
class MemberReader {
 public:
  /// Reads a line; false once all of them are read.
  bool read(std::string_view line) {
    for (std::size_t at = 0; at < line.size(); ++at) {
      const char c = line[at];
      if (c == '"' || c == '\'') {
        at = end_of_quoted(line, at);
      } else if (line.substr(at).starts_with("//")) {
        break;
      } else if (c == '(' || c == '{' || c == '[') {
        ++depth_;
      } else if (c == ')' || c == '}' || c == ']') {
        if (--depth_ < 0) return false;
      } else if (c == ';' && depth_ == 0) {
        return false;
      } else if (c == '.' && depth_ == 0 && (at == 0 || !is_word(line[at - 1]))) {
        add(line.substr(at + 1));
      }
    }
    return true;
  }

  [[nodiscard]] std::vector<std::string> take() { return std::move(members_); }

 private:
  static std::size_t end_of_quoted(std::string_view line, std::size_t begin) {
    std::size_t at = begin + 1;
    while (at < line.size() && line[at] != line[begin]) at += line[at] == '\\' ? 2 : 1;
    return at;
  }

  // A member is followed by its value; anything else, such as a function's call, is none.
  void add(std::string_view rest) {
    std::size_t end = 0;
    while (end < rest.size() && is_word(rest[end])) ++end;
    const std::size_t next = rest.find_first_not_of(' ', end);
    const bool has_value =
        next != std::string_view::npos && (rest[next] == '=' || rest[next] == '{');
    if (end != 0 && has_value) members_.emplace_back(rest.substr(0, end));
  }

  int depth_ = 0;
  std::vector<std::string> members_;
};

}  // namespace

std::vector<std::string> given_members(const Source& id, SourceFiles& files) {
  const std::string file = id.file;
  std::string_view line = files.line(file, id.line);
  const std::size_t begin = line.find(".id = ");
  if (begin == std::string_view::npos) return {};
  MemberReader reader;
  bool goes_on = reader.read(line.substr(begin));
  for (std::uint32_t i = 1; goes_on && i < most_lines; ++i) {
    goes_on = reader.read(files.line(file, id.line + i));
  }
  std::vector<std::string> members = reader.take();
  if (!members.empty()) members.erase(members.begin());
  return members;
}

}  // namespace omnitrack::cli
