#include "resp3_reader.hpp"

#include <charconv>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "failure.hpp"

namespace omnitrack::cache {

namespace {

// More than any command of ours is answered with.
constexpr std::int64_t most_resp3_items = 100'000;
constexpr int most_nested = 8;

constexpr std::string_view line_end = "\r\n";
// Before a verbatim text stand three letters of its format and a colon.
constexpr std::size_t verbatim_head = 4;

enum class Step : std::uint8_t { whole, partial, broken };

/// Reads one reply from the beginning of what has come.
class Resp3Parser {
 public:
  explicit Resp3Parser(std::string_view bytes) : bytes_(bytes) {}

  Step read(Reply& reply, int nested = 0) {
    reply = Reply();
    std::string_view line;
    if (const Step step = read_line(line); step != Step::whole) return step;
    const char type = line.front();
    line.remove_prefix(1);
    switch (type) {
      case '+':
        return take_text(reply, Reply::Kind::status, line);
      case '-':
        return take_text(reply, Reply::Kind::error, line);
      case ',':
      case '(':
        return take_text(reply, Reply::Kind::text, line);
      case ':':
        return take_integer(reply, line);
      case '#':
        return take_boolean(reply, line);
      case '_':
        return line.empty() ? Step::whole : Step::broken;
      case '$':
        return read_text(reply, Reply::Kind::text, line);
      case '!':
        return read_text(reply, Reply::Kind::error, line);
      case '=':
        return read_verbatim(reply, line);
      case '*':
      case '~':
        return read_list(reply, line, 1, nested);
      case '%':
        return read_list(reply, line, 2, nested);
      case '>':
        return nested == 0 ? read_push(reply, line) : Step::broken;
      case '|':
        return skip_attributes(reply, line, nested);
      default:
        return Step::broken;
    }
  }
  /// How many bytes were read.
  [[nodiscard]] std::size_t position() const { return position_; }

 private:
  Step read_line(std::string_view& line) {
    const std::size_t end = bytes_.find(line_end, position_);
    if (end == std::string_view::npos) return Step::partial;
    line = bytes_.substr(position_, end - position_);
    position_ = end + line_end.size();
    return line.empty() ? Step::broken : Step::whole;
  }

  static std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end) return std::nullopt;
    return number;
  }

  static Step take_text(Reply& reply, Reply::Kind kind, std::string_view text) {
    reply.kind = kind;
    reply.text = text;
    return Step::whole;
  }

  static Step take_integer(Reply& reply, std::string_view text) {
    const auto number = number_in(text);
    if (!number) return Step::broken;
    reply.kind = Reply::Kind::integer;
    reply.integer = *number;
    return Step::whole;
  }

  static Step take_boolean(Reply& reply, std::string_view text) {
    if (text != "t" && text != "f") return Step::broken;
    reply.kind = Reply::Kind::integer;
    reply.integer = text == "t" ? 1 : 0;
    return Step::whole;
  }

  Step read_text(Reply& reply, Reply::Kind kind, std::string_view length) {
    const auto size = number_in(length);
    // A text that is none, of the protocol's second version.
    if (size == -1) return Step::whole;
    if (!size || *size < 0) return Step::broken;
    const std::string_view rest = bytes_.substr(position_);
    const auto bytes = static_cast<std::size_t>(*size);
    if (rest.size() < line_end.size() || rest.size() - line_end.size() < bytes) {
      return Step::partial;
    }
    if (rest.substr(bytes, line_end.size()) != line_end) return Step::broken;
    position_ += bytes + line_end.size();
    return take_text(reply, kind, rest.substr(0, bytes));
  }

  Step read_verbatim(Reply& reply, std::string_view length) {
    const Step step = read_text(reply, Reply::Kind::text, length);
    if (step != Step::whole) return step;
    if (reply.text.size() < verbatim_head || reply.text[verbatim_head - 1] != ':') {
      return Step::broken;
    }
    reply.text.erase(0, verbatim_head);
    return Step::whole;
  }

  Step read_push(Reply& reply, std::string_view count) {
    const Step step = read_list(reply, count, 1, 0);
    if (step != Step::whole) return step;
    if (!reply.is(Reply::Kind::list) || reply.items.empty()) return Step::broken;
    reply.kind = Reply::Kind::push;
    return Step::whole;
  }

  // Items are made as they come, so that a count alone takes no memory.
  Step read_list(Reply& reply, std::string_view count, std::int64_t each, int nested) {
    const auto number = number_in(count);
    if (number == -1) return Step::whole;
    if (!number || *number < 0 || *number > most_resp3_items || nested == most_nested) {
      return Step::broken;
    }
    reply.kind = Reply::Kind::list;
    for (std::int64_t i = 0; i < *number * each; ++i) {
      const Step step = read(reply.items.emplace_back(), nested + 1);
      if (step != Step::whole) return step;
    }
    return Step::whole;
  }

  // They say something of the reply that follows, which nobody here asks for.
  Step skip_attributes(Reply& reply, std::string_view count, int nested) {
    Reply attributes;
    const Step step = read_list(attributes, count, 2, nested);
    if (step != Step::whole) return step;
    return nested == most_nested ? Step::broken : read(reply, nested + 1);
  }

  const std::string_view bytes_;
  std::size_t position_ = 0;
};

}  // namespace

void Resp3Reader::feed(std::string_view bytes) {
  bytes_.erase(0, begin_);
  begin_ = 0;
  bytes_ += bytes;
}

Result<bool> Resp3Reader::next(Reply& reply) {
  if (begin_ == bytes_.size()) return false;
  Resp3Parser parser(std::string_view(bytes_).substr(begin_));
  switch (parser.read(reply)) {
    case Step::whole:
      begin_ += parser.position();
      return true;
    case Step::partial:
      if (bytes_.size() - begin_ <= max_reply_bytes_) return false;
      return failure(ErrorCode::protocol_error,
                     fmt::format("a reply of more than {} bytes", max_reply_bytes_));
    default:
      return failure(ErrorCode::protocol_error, "not a reply of Redis' protocol, version 3");
  }
}

}  // namespace omnitrack::cache
