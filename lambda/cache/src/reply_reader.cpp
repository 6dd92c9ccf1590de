#include "reply_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <fmt/format.h>

#include "failure.hpp"

namespace omnitrack::cache {

namespace {

// Replies of single values come in one piece, and many of a batch do.
constexpr std::size_t buffer_bytes = std::size_t{64} << 10U;

// More than any command of ours is answered with.
constexpr std::size_t most_items = 100'000;
constexpr std::size_t most_levels = 8;

constexpr std::string_view reply_line_end = "\r\n";

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

ReplyReader::ReplyReader(std::size_t max_reply_bytes)
    : max_reply_bytes_(max_reply_bytes), buffer_(buffer_bytes) {}

std::span<char> ReplyReader::room() {
  if (begin_ != 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  return std::span(buffer_).subspan(end_);
}

Result<bool> ReplyReader::next(Reply& reply) {
  while (true) {
    Reply& place = lists_.empty() ? reply : lists_.back().list->items[lists_.back().next];
    const Step step = text_ != nullptr ? read_text() : read_value(place);
    if (step == Step::needs_bytes) return false;
    if (step == Step::failed) {
      return failure(ErrorCode::protocol_error, fmt::format("not a reply of Redis: {}", reason_));
    }
    if (!has_closed_lists()) continue;
    bytes_ = 0;
    items_ = 0;
    return true;
  }
}

/// Goes on to the item after one that is whole; whether there is none, so that the reply is whole.
bool ReplyReader::has_closed_lists() {
  while (text_ == nullptr && !lists_.empty()) {
    OpenList& open = lists_.back();
    if (++open.next < open.list->items.size()) return false;
    lists_.pop_back();
  }
  return text_ == nullptr;
}

ReplyReader::Step ReplyReader::read_value(Reply& reply) {
  const auto line = take_line();
  if (!line) return reason_.empty() ? Step::needs_bytes : Step::failed;
  if (line->empty()) return fail("an empty line");
  const std::string_view rest = line->substr(1);
  switch (line->front()) {
    case '$':
      return begin_text(reply, rest);
    case '+':
    case '-':
      reply.kind = line->front() == '-' ? Reply::Kind::error : Reply::Kind::status;
      reply.text.assign(rest);
      return Step::done;
    case ':': {
      const auto number = number_in<std::int64_t>(rest);
      if (!number) return fail("an integer that is none");
      reply.kind = Reply::Kind::integer;
      reply.integer = *number;
      return Step::done;
    }
    case '*':
      return begin_list(reply, rest);
    default:
      return fail("a value of an unknown kind");
  }
}

ReplyReader::Step ReplyReader::begin_text(Reply& reply, std::string_view size) {
  const auto bytes = number_in<std::int64_t>(size);
  if (!bytes || *bytes < -1) return fail("a text of an impossible length");
  if (*bytes == -1) {
    reply.kind = Reply::Kind::nil;
    return Step::done;
  }
  missing_ = static_cast<std::size_t>(*bytes);
  bytes_ += missing_;
  if (missing_ > max_reply_bytes_ || bytes_ > max_reply_bytes_) return fail("it is too long");
  reply.kind = Reply::Kind::text;
  reply.text.clear();
  reply.text.reserve(missing_);
  text_ = &reply.text;
  return read_text();
}

ReplyReader::Step ReplyReader::read_text() {
  const std::size_t here = std::min(missing_, end_ - begin_);
  text_->append(buffer_.data() + begin_, here);
  begin_ += here;
  missing_ -= here;
  if (end_ - begin_ < reply_line_end.size()) return Step::needs_bytes;
  if (std::string_view(buffer_.data() + begin_, reply_line_end.size()) != reply_line_end) {
    return fail("a text longer than it says");
  }
  begin_ += reply_line_end.size();
  text_ = nullptr;
  return Step::done;
}

ReplyReader::Step ReplyReader::begin_list(Reply& reply, std::string_view count) {
  const auto items = number_in<std::int64_t>(count);
  if (!items || *items < -1) return fail("a list of an impossible length");
  reply.kind = *items == -1 ? Reply::Kind::nil : Reply::Kind::list;
  if (*items <= 0) return Step::done;
  items_ += static_cast<std::size_t>(std::min<std::int64_t>(*items, most_items + 1));
  if (items_ > most_items) return fail("a list of too many items");
  if (lists_.size() == most_levels) return fail("lists in too many levels");
  reply.items.resize(static_cast<std::size_t>(*items));
  lists_.push_back({&reply});
  Reply& first = reply.items.front();
  return read_value(first);
}

ReplyReader::Step ReplyReader::fail(std::string_view reason) {
  reason_ = reason;
  return Step::failed;
}

/// The next line without its end, where it is whole. Where it can never be, there is a reason.
std::optional<std::string_view> ReplyReader::take_line() {
  const std::string_view here(buffer_.data() + begin_, end_ - begin_);
  const std::size_t size = here.find('\n');
  if (size == std::string_view::npos) {
    if (here.size() >= std::min(max_reply_bytes_, buffer_.size())) fail("it is too long");
    return std::nullopt;
  }
  begin_ += size + 1;
  bytes_ += size + 1;
  if (bytes_ > max_reply_bytes_) {
    fail("it is too long");
    return std::nullopt;
  }
  if (size == 0 || here[size - 1] != '\r') {
    fail("a line without its end");
    return std::nullopt;
  }
  return here.substr(0, size - 1);
}

}  // namespace omnitrack::cache
