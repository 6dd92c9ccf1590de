// Reads what a fuzzer makes up as the replies of Redis, in one piece and byte by byte: both must
// come to the same replies, and what is read as a value must have been sealed for its key.

#include <algorithm>
#include <string>
#include <vector>

#include "engine/target.hpp"
#include "envelope.hpp"
#include "properties/require.hpp"
#include "reply_reader.hpp"

namespace omnitrack::fuzz {

namespace {

using cache::Envelope;
using cache::open_envelope;
using cache::Reply;
using cache::ReplyReader;
using cache::ValueKind;

constexpr std::size_t max_reply_bytes = 4096;

bool same(const Reply& a, const Reply& b) {
  if (a.kind != b.kind || a.integer != b.integer || a.text != b.text) return false;
  if (a.items.size() != b.items.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!same(a.items[i], b.items[i])) return false;
  }
  return true;
}

/// Takes all whole replies; false where what came is none.
bool take(ReplyReader& reader, std::vector<Reply>& replies) {
  while (true) {
    auto whole = reader.next(replies.back());
    if (!whole) return false;
    if (!*whole) return true;
    replies.emplace_back();
  }
}

// The last, which is not whole, is dropped. The reader keeps the address of the one that it fills.
std::vector<Reply> read(std::string_view bytes, std::size_t piece) {
  ReplyReader reader(max_reply_bytes);
  std::vector<Reply> replies;
  replies.reserve(bytes.size() + 1);
  replies.emplace_back();
  bool goes_on = true;
  while (goes_on && !bytes.empty()) {
    const std::string_view fed = bytes.substr(0, piece);
    bytes.remove_prefix(fed.size());
    goes_on = reader.feed(fed) && take(reader, replies);
  }
  replies.pop_back();
  return replies;
}

void read_replies(std::string_view bytes) {
  const std::vector<Reply> at_once = read(bytes, bytes.size() + 1);
  const std::vector<Reply> slowly = read(bytes, 1);
  require(at_once.size() == slowly.size() || bytes.size() > max_reply_bytes,
          "pieces make no difference");
  for (std::size_t i = 0; i < std::min(at_once.size(), slowly.size()); ++i) {
    require(same(at_once[i], slowly[i]), "pieces make no difference");
    const auto value = open_envelope("key", ValueKind::own, 1, at_once[i].text);
    if (!value) continue;
    const Envelope sealed("key", ValueKind::own, 1, *value);
    require(at_once[i].text == std::string(sealed.bytes()).append(*value),
            "a value was sealed for its key");
  }
}

const NamedTarget target("redis_replies", read_replies);

}  // namespace

}  // namespace omnitrack::fuzz
