// Reads what a fuzzer makes up as the replies of Redis, in the second and in the third version of
// its protocol, in one piece and byte by byte: both must come to the same replies, and what is read
// as a value must have been sealed for its key. What is read as the slots of a cluster, or as a
// redirection, must be within its bounds; what nobody asked for is told apart from a reply.

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/target.hpp"
#include "envelope.hpp"
#include "properties/require.hpp"
#include "reply_reader.hpp"
#include "slot_ranges.hpp"
#include "slots.hpp"

namespace omnitrack::fuzz {

namespace {

using cache::Endpoint;
using cache::Envelope;
using cache::is_redirection;
using cache::most_cluster_nodes;
using cache::open_envelope;
using cache::redirection_in;
using cache::Reply;
using cache::ReplyReader;
using cache::slot_count;
using cache::slot_ranges_in;
using cache::SlotRange;
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

void feed(ReplyReader& reader, std::string_view bytes) {
  require(reader.room().size() >= bytes.size(), "what was read leaves room");
  std::ranges::copy(bytes, reader.room().begin());
  reader.take(bytes.size());
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
    feed(reader, fed);
    goes_on = take(reader, replies);
  }
  replies.pop_back();
  return replies;
}

void require_node(const Endpoint& node) {
  require(!node.host.empty() && node.host.size() <= 255 && node.port != 0, "a node has an address");
  require(std::ranges::all_of(node.host, [](char c) { return c > ' ' && c < '\x7f'; }),
          "a host's name is printable");
}

void check_slots(const Reply& reply, const Endpoint& asked) {
  const auto ranges = slot_ranges_in(reply, asked);
  if (!ranges) return;
  std::set<Endpoint> nodes;
  int next = 0;
  for (const SlotRange& range : *ranges) {
    require(range.first >= next && range.first <= range.last && range.last < slot_count,
            "ranges of slots stand one after the other");
    next = range.last + 1;
    require_node(range.primary);
    nodes.insert(range.primary);
    for (const Endpoint& replica : range.replicas) {
      require_node(replica);
      nodes.insert(replica);
    }
  }
  require(!ranges->empty() && nodes.size() <= most_cluster_nodes,
          "a cluster has some nodes and not too many");
}

void check_redirection(std::string_view text, const Endpoint& asked) {
  const auto redirection = redirection_in(text, asked);
  if (!redirection) return;
  require(is_redirection(text) && redirection->slot < slot_count, "what redirects says where to");
  require_node(redirection->to);
}

void check_push(const Reply& reply, int nested = 0) {
  if (reply.is(Reply::Kind::push)) {
    require(nested == 0 && !reply.items.empty(), "a push stands by itself and says what it is");
  }
  for (const Reply& item : reply.items) check_push(item, nested + 1);
}

void read_replies(std::string_view bytes) {
  const std::vector<Reply> at_once = read(bytes, bytes.size() + 1);
  const std::vector<Reply> slowly = read(bytes, 1);
  require(at_once.size() == slowly.size() || bytes.size() > max_reply_bytes,
          "pieces make no difference");
  for (std::size_t i = 0; i < std::min(at_once.size(), slowly.size()); ++i) {
    require(same(at_once[i], slowly[i]), "pieces make no difference");
    check_push(at_once[i]);
    const Endpoint asked{"cache.example", 6379};
    check_slots(at_once[i], asked);
    check_redirection(at_once[i].text, asked);
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
