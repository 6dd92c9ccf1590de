#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cli/session.hpp"
#include "cli/templates/side.hpp"
#include "lock/adoption_plan.hpp"

namespace omnitrack::cli {

/// A property that the lock keeps as it is deployed.
struct KeptPin {
  std::string stack;
  std::string path;  ///< of the construct
  std::string type;
  std::string logical_id;
  Source source;
  Pin pin;
};

/// A property that would have to stay as it is deployed, but the app cannot be made so.
struct LeftOutPin {
  KeptPin pin;
  std::string reason;  ///< the first error of the app that is made so
};

/// A key of the app's configuration that says the same as pins do.
struct OfferedSetting {
  std::string key;
  std::string value;
  std::vector<std::size_t> pins;  ///< places among the kept ones
};

/// What an adoption comes to.
struct Settlement {
  lock::Lock lock;
  Side after;  ///< what the app makes with it; without templates where it cannot be made
  std::vector<KeptPin> pins = {};
  std::vector<LeftOutPin> left_out = {};
  lock::NextDeployment next = {};
};

/// Looks ahead with a lock, and pins what only creation decides until nothing is replaced or
/// refused that a pin can keep. What the app cannot be made with is left out; the other pins stand.
/// Shows what is wrong where the app cannot be made.
Settlement settle(const lock::AdoptionPlan& plan, lock::Lock lock, const Session& session,
                  const AppOptions& options, bool pins);

/// The keys of the configuration, each with another value than now, with which the code itself says
/// what is pinned.
std::vector<OfferedSetting> offered_settings(const Settlement& settlement, const Session& session,
                                             const AppOptions& options);

}  // namespace omnitrack::cli
