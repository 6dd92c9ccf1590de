#pragma once

#include <omnitrack/evidence.hpp>
#include <omnitrack/evidence_check.hpp>

namespace omnitrack {

class Requirement;

/// Properties of a requirement.
struct RequirementProps {
  using Makes = Requirement;
  /// How it is called, e.g. `11.2`; unique in the app.
  Id id;
  /// What is required.
  Required<Text, struct required_text> text;
  /// All that shows that it holds.
  Required<Items<Evidence>, struct required_evidence> evidence;
  /// Where it is written, e.g. the chapter of a document.
  Text source = {};
};

/// Something that an app must fulfil, with what shows it in the finished templates: the synth fails
/// where that is gone. It stands in no template. Evidence is looked for in what the requirement is
/// added to, a stack or the whole app.
class Requirement final : public Construct {
 public:
  Requirement(Attach at, const RequirementProps& props);

 private:
  friend struct TreeAccess;
  RequirementProps props_;
};

}  // namespace omnitrack
