#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "omnitrack/synth.hpp"

namespace omnitrack::synth {

/// Finds out what set each property of an app's resources. The order of an app's values in their
/// arena tells what was made before, in and after a construct; what changes later is seen by
/// comparing. So a synth that does not ask for it does nothing for it.
class PropertyHistory {
 public:
  /// Of an app that is built and not finished.
  explicit PropertyHistory(App& app);

  /// Notes that what changed since the last note was set so, at a construct where that is known.
  void note(PropertySetter setter, const Construct* at = nullptr);

  /// What set the properties of a resource, in their order, then its edits, then its pins.
  [[nodiscard]] std::vector<PropertyOrigin> origins_of(const Resource& resource,
                                                       const std::vector<Pin>& pins) const;

 private:
  struct Step {
    PropertySetter setter;
    const Construct* at;
  };
  /// A resource as it was at the last note.
  struct Seen {
    std::vector<Node> properties;
    std::vector<std::optional<Step>> steps;       ///< of each property, the last that changed it
    std::vector<std::optional<Step>> edit_steps;  ///< of each edit
  };
  struct Made {
    std::uint64_t position;
    const Construct* construct;
  };

  void see(const Resource& resource, const std::optional<Step>& step);
  [[nodiscard]] PropertyOrigin dated(const Resource& resource, const Node& value) const;
  [[nodiscard]] std::optional<std::uint64_t> position_of(const Node& value) const;
  /// The construct that was made last before a position, and is not in another one.
  [[nodiscard]] const Construct* made_before(std::uint64_t position, const Construct& maker) const;
  /// The position at which the first construct was made that is not in it.
  [[nodiscard]] std::uint64_t end_of(const Construct& maker) const;

  App& app_;
  std::vector<Made> made_;  ///< the constructs of the app as it was built, in their order
  std::unordered_map<const Resource*, Seen> seen_;
};

}  // namespace omnitrack::synth
