#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "lock/detection.hpp"
#include "lock/lock_file.hpp"
#include "lock/next_lock.hpp"
#include "lock/present.hpp"
#include <omnitrack/fn.hpp>
#include <omnitrack/synth.hpp>

namespace omnitrack::lock {

/// A construct that only groups others.
struct GroupProps {
  using Makes = class Group;
  Id id;
};
class Group : public Construct {
 public:
  Group(Attach at, const GroupProps&) : Construct(std::move(at)) {}
};

inline UntypedResource& add(Construct& parent, const Id& id, std::string_view type,
                            const Map<Json>& properties = {}) {
  return parent.add(UntypedResourceProps{.id = id, .type = type, .properties = properties});
}

/// A bucket: stateful, without a property that must be there.
inline UntypedResource& add_bucket(Construct& parent, const Id& id,
                                   const Map<Json>& properties = {}) {
  return add(parent, id, "AWS::S3::Bucket", properties);
}

inline Group& add_group(Construct& parent, const Id& id) {
  return parent.add(GroupProps{.id = id});
}

/// What an app makes with a lock.
class Made {
 public:
  using Build = std::function<void(App& app, Stack& stack)>;

  explicit Made(const Build& build, const Lock& lock = {}) : locked_(lock.resources()) {
    App app;
    Stack& stack = app.add(StackProps{.id = "App"});
    build(app, stack);
    synthesis_ = synthesize(app, {.locked = locked_, .origins = true, .validate = false});
    for (const Diagnostic& each : synthesis_.diagnostics) ADD_FAILURE() << to_text(each);
    present_ = std::make_unique<Present>(synthesis_.stacks);
  }

  [[nodiscard]] const Present& present() const { return *present_; }
  [[nodiscard]] const Synthesis& synthesis() const { return synthesis_; }
  [[nodiscard]] Lock lock() const { return next_lock({}, present(), {}); }

 private:
  std::vector<LockedResource> locked_;
  Synthesis synthesis_;
  std::unique_ptr<Present> present_;
};

}  // namespace omnitrack::lock
