#include "omnitrack/s3/object_events.hpp"

#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

std::string_view detail_type_of(ObjectChange event) {
  constexpr std::string_view names[] = {
      "Object Created",
      "Object Deleted",
      "Object Restore Initiated",
      "Object Restore Completed",
      "Object Restore Expired",
      "Object Tags Added",
      "Object Tags Deleted",
      "Object ACL Updated",
      "Object Storage Class Changed",
      "Object Access Tier Changed",
  };
  return names[static_cast<std::size_t>(event)];
}

}  // namespace

EventPattern object_events(const Link<Bucket>& bucket, const Items<ObjectChange>& events,
                           const Items<Match>& keys) {
  bucket->send_events_to_event_bridge();
  EventPattern pattern{.source = "aws.s3"};
  std::vector<Match> kinds;
  for (const ObjectChange each : events) kinds.emplace_back(detail_type_of(each));
  pattern.detail_type = kinds;
  pattern.detail.add("bucket", {{"name", bucket->name()}});
  if (!keys.empty()) pattern.detail.add("object", {{"key", keys}});
  return pattern;
}

}  // namespace omnitrack
