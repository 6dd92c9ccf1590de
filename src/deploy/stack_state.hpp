#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/aws_cli.hpp"

namespace omnitrack::deploy {

/// A name and a value: of a parameter, a tag or an output.
struct NamedValue {
  std::string name;
  std::string value;
};

/// A stack as CloudFormation describes it.
struct StackState {
  std::string id;
  std::string root;    ///< the id of the stack that it is nested in, the outermost; may be empty
  std::string status;  ///< e.g. `UPDATE_COMPLETE`
  std::string status_reason;
  std::string last_updated;  ///< when it was made, where it was never updated
  std::vector<NamedValue> parameters;
  std::vector<NamedValue> tags;
  std::vector<NamedValue> outputs;
  std::vector<std::string> exports;  ///< their names
  bool is_protected = false;         ///< against deletion
  std::string drift_status;          ///< e.g. `IN_SYNC`, as of the last check; may be empty
  std::string drift_time;            ///< when that was; empty where it never was
};

/// What the next deployment can do with a stack.
enum class NextStep : std::uint8_t {
  create,
  update,
  replace_failed,     ///< its creation failed: CloudFormation only deletes it
  continue_rollback,  ///< a rollback failed: it must be continued first
  wait,               ///< another operation is running
  retry_deletion,     ///< a deletion failed: it must be deleted again
};

/// The call for the state of a stack.
AwsCli::Words state_call(const std::string& stack);

/// The state that came of such a call; nothing where there is no such stack. Throws AwsFailure,
/// also where the answer tells none.
std::optional<StackState> state_in(const AwsCli::Outcome& outcome);

/// The state of a stack; nothing where there is none. Throws AwsFailure.
std::optional<StackState> state_of(const AwsCli& aws, const std::string& stack);

/// A stack that imports an export.
struct Import {
  std::string export_name;
  std::string stack;
};

/// Who imports exports, asked side by side. Throws AwsFailure.
std::vector<Import> imports_of(const AwsCli& aws, const std::vector<std::string>& export_names);

/// Reads the first stack of an answer to describe-stacks; nothing where there is none.
std::optional<StackState> read_stack_state(const AwsAnswer& answer);

/// What the next deployment can do from a status; an empty one is that of no stack.
NextStep next_step(std::string_view status);

/// Whether nothing more happens to a stack in that status by itself.
bool is_terminal(std::string_view status);

}  // namespace omnitrack::deploy
