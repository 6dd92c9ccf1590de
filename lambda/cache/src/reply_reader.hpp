#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reply.hpp"
#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

/// Makes replies out of the bytes that come, in whatever pieces, by the second version of Redis'
/// protocol and by the third, pushes among them. Texts go from the buffer straight to where they
/// belong.
/// https://redis.io/docs/latest/develop/reference/protocol-spec/
class ReplyReader {
 public:
  /// A reply of more bytes is an error.
  explicit ReplyReader(std::size_t max_reply_bytes);

  /// Where the next bytes that come belong; empty only where `next` was not asked for what came.
  [[nodiscard]] std::span<char> room();
  /// Takes so many bytes that were put there.
  void take(std::size_t bytes) { end_ += bytes; }
  /// Puts the next reply, or push, in place if it is whole, else gives false and goes on in the
  /// same place when it is asked again; fails with `protocol_error`, then on each call.
  Result<bool> next(Reply& reply);
  /// Whether a part of a reply stands in the place that was given for it.
  [[nodiscard]] bool is_amid_reply() const { return text_ != nullptr || !lists_.empty(); }
  /// Whether a reply, or a part of one, has come that nobody asked for.
  [[nodiscard]] bool holds_bytes() const { return begin_ != end_ || is_amid_reply(); }

 private:
  /// A list that is being read, and which of its items is next.
  struct OpenList {
    Reply* list;
    std::size_t next = 0;
    // Where the list is what a server says of the reply after it, which nobody here asks for.
    std::unique_ptr<Reply> attributes;
  };

  /// What became of a step; `skipped` where the value is still to come.
  enum class Step : std::uint8_t { done, skipped, needs_bytes, failed };

  Step read_value(Reply& reply);
  static Step take_text(Reply& reply, Reply::Kind kind, std::string_view text);
  Step read_number(Reply& reply, std::string_view text);
  Step read_boolean(Reply& reply, std::string_view text);
  Step read_nil(Reply& reply, std::string_view text);
  Step read_text();
  Step begin_text(Reply& reply, Reply::Kind kind, std::string_view size);
  Step begin_verbatim(Reply& reply, std::string_view size);
  bool drop_format();
  Step begin_list(Reply& reply, std::string_view count, std::size_t items_each = 1);
  Step begin_push(Reply& reply, std::string_view count);
  Step begin_attributes(std::string_view count);
  Step read_items(Reply& reply, std::size_t count, std::unique_ptr<Reply> attributes = nullptr);
  [[nodiscard]] std::optional<std::size_t> count_in(std::string_view text, std::size_t items_each);
  Step fail(std::string_view reason);
  [[nodiscard]] std::optional<std::string_view> take_line();
  bool has_closed_lists();

  const std::size_t max_reply_bytes_;
  std::vector<char> buffer_;
  // What came and was not read yet.
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  // Of the reply that is being read.
  std::size_t bytes_ = 0;
  std::size_t items_ = 0;
  // The outermost first.
  std::vector<OpenList> lists_;
  // The text that is being read, and what is missing of it.
  std::string* text_ = nullptr;
  std::size_t missing_ = 0;
  // Whether its format stands before it.
  bool is_verbatim_ = false;
  // Why what came is no reply, where it is none.
  std::string_view reason_;
};

}  // namespace omnitrack::cache
