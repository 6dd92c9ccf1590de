#include "reply_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "failure.hpp"

namespace omnitrack::cache {

namespace {

// Replies of single values come in one piece, and many of a batch do.
constexpr std::size_t buffer_bytes = std::size_t{64} << 10U;

// More than any command of ours is answered with.
constexpr std::size_t most_items = 100'000;
constexpr std::size_t most_levels = 8;
constexpr std::size_t items_each_pair = 2;

constexpr std::string_view reply_line_end = "\r\n";
// Before a verbatim text stand three letters of its format and a colon.
constexpr std::size_t verbatim_head = 4;

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
  while (reason_.empty()) {
    Reply& place = lists_.empty() ? reply : lists_.back().list->items[lists_.back().next];
    const Step step = text_ != nullptr ? read_text() : read_value(place);
    if (step == Step::needs_bytes) return false;
    if (step != Step::done || !has_closed_lists()) continue;
    bytes_ = 0;
    items_ = 0;
    return true;
  }
  return failure(ErrorCode::protocol_error, fmt::format("not a reply of Redis: {}", reason_));
}

/// Goes on to the item after one that is whole; whether there is none, so that the reply is whole.
bool ReplyReader::has_closed_lists() {
  while (!lists_.empty()) {
    OpenList& open = lists_.back();
    if (++open.next < open.list->items.size()) return false;
    const bool were_attributes = open.attributes != nullptr;
    lists_.pop_back();
    if (were_attributes) return false;
  }
  return true;
}

ReplyReader::Step ReplyReader::read_value(Reply& reply) {
  const auto line = take_line();
  if (!line) return reason_.empty() ? Step::needs_bytes : Step::failed;
  if (line->empty()) return fail("an empty line");
  const std::string_view rest = line->substr(1);
  switch (line->front()) {
    case '$':
      return begin_text(reply, Reply::Kind::text, rest);
    case '+':
      return take_text(reply, Reply::Kind::status, rest);
    case '-':
      return take_text(reply, Reply::Kind::error, rest);
    case ':':
      return read_number(reply, rest);
    case '*':
    case '~':
      return begin_list(reply, rest);
    case '%':
      return begin_list(reply, rest, items_each_pair);
    case '>':
      return begin_push(reply, rest);
    case '_':
      return read_nil(reply, rest);
    case '#':
      return read_boolean(reply, rest);
    case ',':
    case '(':
      return take_text(reply, Reply::Kind::text, rest);
    case '!':
      return begin_text(reply, Reply::Kind::error, rest);
    case '=':
      return begin_verbatim(reply, rest);
    case '|':
      return begin_attributes(rest);
    default:
      return fail("a value of an unknown kind");
  }
}

ReplyReader::Step ReplyReader::take_text(Reply& reply, Reply::Kind kind, std::string_view text) {
  reply.kind = kind;
  reply.text.assign(text);
  return Step::done;
}

ReplyReader::Step ReplyReader::read_number(Reply& reply, std::string_view text) {
  const auto number = number_in<std::int64_t>(text);
  if (!number) return fail("an integer that is none");
  reply.kind = Reply::Kind::integer;
  reply.integer = *number;
  return Step::done;
}

ReplyReader::Step ReplyReader::read_boolean(Reply& reply, std::string_view text) {
  if (text != "t" && text != "f") return fail("a boolean that is none");
  reply.kind = Reply::Kind::integer;
  reply.integer = text == "t" ? 1 : 0;
  return Step::done;
}

ReplyReader::Step ReplyReader::read_nil(Reply& reply, std::string_view text) {
  if (!text.empty()) return fail("a nothing that says something");
  reply.kind = Reply::Kind::nil;
  return Step::done;
}

ReplyReader::Step ReplyReader::begin_text(Reply& reply, Reply::Kind kind, std::string_view size) {
  const auto bytes = number_in<std::int64_t>(size);
  if (!bytes || *bytes < -1) return fail("a text of an impossible length");
  if (*bytes == -1) {
    reply.kind = Reply::Kind::nil;
    return Step::done;
  }
  missing_ = static_cast<std::size_t>(*bytes);
  bytes_ += missing_;
  if (missing_ > max_reply_bytes_ || bytes_ > max_reply_bytes_) return fail("it is too long");
  reply.kind = kind;
  reply.text.clear();
  reply.text.reserve(missing_);
  text_ = &reply.text;
  return read_text();
}

ReplyReader::Step ReplyReader::begin_verbatim(Reply& reply, std::string_view size) {
  is_verbatim_ = true;
  return begin_text(reply, Reply::Kind::text, size);
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
  if (is_verbatim_ && !drop_format()) return Step::failed;
  text_ = nullptr;
  return Step::done;
}

bool ReplyReader::drop_format() {
  is_verbatim_ = false;
  if (text_->size() < verbatim_head || (*text_)[verbatim_head - 1] != ':') {
    fail("a text without its format");
    return false;
  }
  text_->erase(0, verbatim_head);
  return true;
}

ReplyReader::Step ReplyReader::begin_list(Reply& reply, std::string_view count,
                                          std::size_t items_each) {
  if (count == "-1") return read_nil(reply, {});
  const auto items = count_in(count, items_each);
  if (!items) return Step::failed;
  reply.kind = Reply::Kind::list;
  return *items == 0 ? Step::done : read_items(reply, *items);
}

// Nobody asked for it, so it stands by itself and says what it is.
ReplyReader::Step ReplyReader::begin_push(Reply& reply, std::string_view count) {
  const auto items = count_in(count, 1);
  if (!items) return Step::failed;
  if (*items == 0 || !lists_.empty()) return fail("a push that is none");
  reply.kind = Reply::Kind::push;
  return read_items(reply, *items);
}

ReplyReader::Step ReplyReader::begin_attributes(std::string_view count) {
  const auto items = count_in(count, items_each_pair);
  if (!items) return Step::failed;
  if (*items == 0) return Step::skipped;
  auto attributes = std::make_unique<Reply>();
  Reply& list = *attributes;
  return read_items(list, *items, std::move(attributes));
}

/// How many items a count stands for. Where that can never be, there is a reason.
std::optional<std::size_t> ReplyReader::count_in(std::string_view text, std::size_t items_each) {
  const auto count = number_in<std::int64_t>(text);
  if (!count || *count < 0) {
    fail("a list of an impossible length");
    return std::nullopt;
  }
  const std::size_t items =
      static_cast<std::size_t>(std::min<std::int64_t>(*count, most_items + 1)) * items_each;
  items_ += items;
  if (items_ > most_items) {
    fail("a list of too many items");
    return std::nullopt;
  }
  return items;
}

ReplyReader::Step ReplyReader::read_items(Reply& reply, std::size_t count,
                                          std::unique_ptr<Reply> attributes) {
  if (lists_.size() == most_levels) return fail("lists in too many levels");
  reply.items.resize(count);
  lists_.push_back({.list = &reply, .attributes = std::move(attributes)});
  return read_value(reply.items.front());
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
