#pragma once

#include <omnitrack/events/event_pattern.hpp>
#include <omnitrack/link.hpp>

namespace omnitrack {

class Bucket;

/// What S3 tells EventBridge of the objects in a bucket.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
enum class ObjectChange : std::uint8_t {
  created,
  deleted,
  restore_initiated,
  restore_completed,
  restore_expired,
  tags_added,
  tags_deleted,
  acl_updated,
  storage_class_changed,
  access_tier_changed,
};

/// The pattern of these events in a bucket, of the objects with such keys where any are given, e.g.
/// `.pattern = object_events(bucket, ObjectChange::created, Match::prefix("in/"))`. The bucket then
/// sends its events to EventBridge.
EventPattern object_events(const Link<Bucket>& bucket,
                           const Items<ObjectChange>& events = ObjectChange::created,
                           const Items<Match>& keys = {});

}  // namespace omnitrack
