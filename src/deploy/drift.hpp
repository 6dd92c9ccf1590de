#pragma once

#include <string>
#include <vector>

#include "deploy/aws_cli.hpp"

namespace omnitrack::deploy {

/// A property that is not as the template says.
struct PropertyDrift {
  std::string path;  ///< a JSON pointer into the resource's properties
  std::string kind;  ///< `ADD`, `REMOVE` or `NOT_EQUAL`
  std::string expected;
  std::string actual;
};

/// A resource, and whether it is as the template says.
struct ResourceDrift {
  std::string logical_id;
  std::string physical_id;
  std::string type_name;
  std::string
      status;  ///< `IN_SYNC`, `MODIFIED`, `DELETED`, `NOT_CHECKED`, `UNKNOWN`, `UNSUPPORTED`
  std::string reason;  ///< of the status; may be empty
  std::vector<PropertyDrift> differences = {};

  [[nodiscard]] bool is_drifted() const { return status == "MODIFIED" || status == "DELETED"; }
  [[nodiscard]] bool is_checked() const { return is_drifted() || status == "IN_SYNC"; }
};

/// How far the detection of a stack's drift is.
struct DriftDetection {
  std::string stack_id;  ///< of the stack that is looked at
  bool is_over = false;
  bool has_failed = false;  ///< for one resource at least; the others have their results
  std::string reason;       ///< why it failed
};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html

/// Begins to detect the drift of a stack; returns the detection's id. Throws AwsFailure.
std::string begin_drift_detection(const AwsCli& aws, const std::string& stack);

/// Asks how far a detection is. Throws AwsFailure.
DriftDetection ask_drift_detection(const AwsCli& aws, const std::string& detection);

/// All resources of a stack with their drift; CloudFormation leaves out those that it cannot check,
/// which are `NOT_CHECKED` here. Throws AwsFailure.
std::vector<ResourceDrift> read_drift(const AwsCli& aws, const std::string& stack);

}  // namespace omnitrack::deploy
