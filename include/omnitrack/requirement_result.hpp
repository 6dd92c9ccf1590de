#pragma once

#include <string>
#include <vector>

#include <omnitrack/construct.hpp>

namespace omnitrack {

/// A place in a template that shows a requirement, or that should and does not.
struct EvidencePlace {
  /// The name of the stack.
  std::string stack;
  /// The logical id of the resource, or the name of the output.
  std::string logical_id;
  /// The type of the resource; empty of an output.
  std::string type = {};
  /// The path of the construct that wrote it.
  std::string path = {};
  /// RFC 6901, from the resource or the output; empty where all of it is meant.
  std::string pointer = {};
  /// What stands there, in compact JSON; empty where nothing does, or where all of it is meant.
  std::string value = {};
  /// The line of the user's code that made it.
  Source source = {};
  /// What is wrong with it, in words that follow its name; empty where it shows the requirement.
  std::string problem = {};
};

/// What came of one piece of evidence.
struct EvidenceResult {
  /// What it claims, in words.
  std::string claim;
  /// Whether it is so.
  bool holds = false;
  /// The places that show it, or that do not.
  std::vector<EvidencePlace> places = {};
  /// What is wrong beside the places; mostly empty.
  std::string problem = {};
};

/// What came of a requirement.
struct RequirementResult {
  std::string id;
  std::string text;
  /// Where it is written; may be empty.
  std::string source = {};
  /// The path of its construct.
  std::string path = {};
  /// The name of the stack that it was added to; empty where that is the app.
  std::string stack = {};
  /// The line of the user's code that states it.
  Source line = {};
  /// Whether all of its evidence holds.
  bool holds = false;
  std::vector<EvidenceResult> evidence = {};
};

}  // namespace omnitrack
