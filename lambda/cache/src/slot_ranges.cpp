#include "slot_ranges.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "failure.hpp"
#include "slots.hpp"

namespace omnitrack::cache {

namespace {

constexpr std::size_t most_host_bytes = 255;
constexpr std::uint16_t highest_port = 65535;

constexpr std::string_view moved_word = "MOVED ";
constexpr std::string_view ask_word = "ASK ";

tl::unexpected<Error> not_slots(std::string_view what) {
  return failure(ErrorCode::protocol_error,
                 "the answer to CLUSTER SLOTS holds " + std::string(what));
}

bool is_host(std::string_view text) {
  if (text.empty() || text.size() > most_host_bytes) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

std::optional<std::uint16_t> slot_in(const Reply& reply) {
  if (!reply.is(Reply::Kind::integer)) return std::nullopt;
  if (reply.integer < 0 || reply.integer >= slot_count) return std::nullopt;
  return static_cast<std::uint16_t>(reply.integer);
}

/// What a node of a range is given as: an endpoint, one that the cluster does not know yet, or
/// none.
struct GivenNode {
  enum class Kind : std::uint8_t { known, unknown, wrong };
  Kind kind;
  Endpoint endpoint = {};
};

GivenNode node_in(const Reply& reply, const Endpoint& asked) {
  if (!reply.is(Reply::Kind::list) || reply.items.size() < 2) return {GivenNode::Kind::wrong};
  const Reply& host = reply.items[0];
  const Reply& port = reply.items[1];
  if (host.is(Reply::Kind::text) && host.text == "?") return {GivenNode::Kind::unknown};
  const bool is_unnamed =
      host.is(Reply::Kind::nil) || (host.is(Reply::Kind::text) && host.text.empty());
  const bool is_named = host.is(Reply::Kind::text) && is_host(host.text);
  const bool has_port =
      port.is(Reply::Kind::integer) && port.integer > 0 && port.integer <= highest_port;
  if (!has_port || (!is_unnamed && !is_named)) return {GivenNode::Kind::wrong};
  return {GivenNode::Kind::known,
          {is_unnamed ? asked.host : host.text, static_cast<std::uint16_t>(port.integer)}};
}

Result<std::optional<SlotRange>> range_in(const Reply& reply, const Endpoint& asked) {
  if (!reply.is(Reply::Kind::list) || reply.items.size() < 3) {
    return not_slots("a range without its nodes");
  }
  const auto first = slot_in(reply.items[0]);
  const auto last = slot_in(reply.items[1]);
  if (!first || !last || *first > *last) return not_slots("a range of no slots");
  SlotRange range{*first, *last, {}, {}};
  for (std::size_t i = 2; i < reply.items.size(); ++i) {
    GivenNode node = node_in(reply.items[i], asked);
    if (node.kind == GivenNode::Kind::wrong) return not_slots("a node without a host and a port");
    if (node.kind == GivenNode::Kind::unknown) {
      // Nobody can write where the primary is not known.
      if (i == 2) return std::nullopt;
      continue;
    }
    if (i == 2) {
      range.primary = std::move(node.endpoint);
    } else {
      range.replicas.push_back(std::move(node.endpoint));
    }
  }
  return range;
}

bool overlap(const std::vector<SlotRange>& sorted) {
  const auto reaches_next = [](const SlotRange& a, const SlotRange& b) {
    return a.last >= b.first;
  };
  return std::adjacent_find(sorted.begin(), sorted.end(), reaches_next) != sorted.end();
}

bool has_too_many_nodes(const std::vector<SlotRange>& ranges) {
  std::set<Endpoint> nodes;
  for (const SlotRange& range : ranges) {
    nodes.insert(range.primary);
    nodes.insert(range.replicas.begin(), range.replicas.end());
    if (nodes.size() > most_cluster_nodes) return true;
  }
  return false;
}

}  // namespace

Result<std::vector<SlotRange>> slot_ranges_in(const Reply& reply, const Endpoint& asked) {
  if (!reply.is(Reply::Kind::list)) return not_slots("no ranges of slots");
  if (reply.items.size() > slot_count) return not_slots("more ranges than there are slots");
  std::vector<SlotRange> ranges;
  for (const Reply& item : reply.items) {
    auto range = range_in(item, asked);
    if (!range) return failure_of(std::move(range));
    if (*range) ranges.push_back(std::move(**range));
  }
  if (ranges.empty()) {
    return failure(ErrorCode::cluster_down, "the cluster serves no slots at the moment");
  }
  std::sort(ranges.begin(), ranges.end(),
            [](const SlotRange& a, const SlotRange& b) { return a.first < b.first; });
  if (overlap(ranges)) return not_slots("a slot twice");
  if (has_too_many_nodes(ranges)) return not_slots("more nodes than a cluster has");
  return ranges;
}

bool is_redirection(std::string_view error) {
  return error.starts_with(moved_word) || error.starts_with(ask_word);
}

// MOVED 3999 127.0.0.1:6381
std::optional<Redirection> redirection_in(std::string_view error, const Endpoint& asked) {
  const bool is_moved = error.starts_with(moved_word);
  if (!is_redirection(error)) return std::nullopt;
  error.remove_prefix(is_moved ? moved_word.size() : ask_word.size());
  const std::size_t space = error.find(' ');
  const std::size_t colon = error.rfind(':');
  if (space == std::string_view::npos || colon == std::string_view::npos || colon < space) {
    return std::nullopt;
  }
  const std::string_view slot_text = error.substr(0, space);
  const std::string_view host = error.substr(space + 1, colon - space - 1);
  const std::string_view port_text = error.substr(colon + 1);
  const auto read = [](std::string_view text, std::uint16_t& number) {
    const char* const end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(text.data(), end, number);
    return failed == std::errc() && stop == end;
  };
  std::uint16_t slot = 0;
  std::uint16_t port = 0;
  if (!read(slot_text, slot) || slot >= slot_count) return std::nullopt;
  if (!read(port_text, port) || port == 0) return std::nullopt;
  if (host == "?" || (!host.empty() && !is_host(host))) return std::nullopt;
  return Redirection{is_moved ? Redirection::Kind::moved : Redirection::Kind::ask, slot,
                     Endpoint{host.empty() ? asked.host : std::string(host), port}};
}

}  // namespace omnitrack::cache
