#include "graph/views/data_actions.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace omnitrack::graph {

namespace {

bool begins_with_any(std::string_view name, std::span<const std::string_view> verbs) {
  return std::ranges::any_of(verbs, [&](std::string_view verb) { return name.starts_with(verb); });
}

enum class Way : std::uint8_t { asking, reading, writing, both };

Way way_of(std::string_view action) {
  constexpr std::array<std::string_view, 4> asking{"Describe", "List", "GetQueue", "GetTopic"};
  constexpr std::array<std::string_view, 7> reading{
      "Get", "BatchGet", "Query", "Scan", "Receive", "Read", "SubscribeToShard"};
  // Who takes messages deletes each when it is done.
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/step-receive-delete-message.html
  constexpr std::array<std::string_view, 3> taking{"Receive", "DeleteMessage",
                                                   "ChangeMessageVisibility"};
  const std::size_t colon = action.find(':');
  if (colon == std::string_view::npos) {
    if (action.starts_with('*')) return Way::both;
    // Without a service it is a template of SAM, such as `DynamoDBReadPolicy`.
    const bool reads = action.ends_with("ReadPolicy") || action.ends_with("PollerPolicy");
    return reads ? Way::reading : Way::writing;
  }
  const std::string_view name = action.substr(colon + 1);
  if (name.starts_with('*')) return Way::both;
  if (begins_with_any(name, asking)) return Way::asking;
  if (action.starts_with("sqs:") && begins_with_any(name, taking)) return Way::reading;
  return begins_with_any(name, reading) ? Way::reading : Way::writing;
}

void add(std::string& list, std::string_view action) {
  list.append(list.empty() ? "" : ", ").append(action);
}

}  // namespace

DataActions data_actions(std::string_view actions) {
  DataActions found;
  for (std::string_view left = actions; !left.empty();) {
    const std::size_t comma = left.find(", ");
    const std::string_view action = left.substr(0, comma);
    const Way way = way_of(action);
    if (way == Way::reading || way == Way::both) add(found.reading, action);
    if (way == Way::writing || way == Way::both) add(found.writing, action);
    left = comma == std::string_view::npos ? std::string_view() : left.substr(comma + 2);
  }
  if (found.reading.empty() && found.writing.empty()) found.reading = actions;
  return found;
}

}  // namespace omnitrack::graph
