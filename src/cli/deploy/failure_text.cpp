#include "cli/deploy/failure_text.hpp"

#include <algorithm>

#include "cli/diff/row_origin.hpp"
#include "cli/page/printable.hpp"

namespace omnitrack::cli {

std::string shown_origin(const std::vector<deploy::ResourceOrigin>& origins,
                         std::string_view logical_id) {
  const auto found = std::ranges::find(origins, logical_id, &deploy::ResourceOrigin::logical_id);
  if (found == origins.end()) return {};
  return shown_origin(
      RowOrigin{.construct = found->construct, .file = found->file, .line = found->line});
}

FailureText failure_text(const std::string& what_failed,
                         const std::vector<deploy::StackEvent>& events,
                         const std::vector<deploy::ResourceOrigin>& origins) {
  FailureText text{.message = what_failed, .hint = {}};
  const deploy::StackEvent* cause = deploy::first_cause(events);
  if (cause == nullptr) {
    text.message += ", and no event says why";
    return text;
  }
  text.message += ": ";
  if (!cause->is_of_stack()) {
    text.message += printable(cause->logical_id) + " (" + printable(cause->type_name) + ") ";
  }
  text.message += printable(cause->status);
  if (!cause->reason.empty()) text.message += ": " + printable(cause->reason);
  const std::string place = shown_origin(origins, cause->logical_id);
  if (!place.empty()) text.message += "\n  at: " + place;
  text.hint = deploy::hint_for_reason(cause->reason);
  return text;
}

std::string words_for_status(const std::string& stack, const std::string& status,
                             const std::string& program) {
  const std::string name = '\'' + printable(stack) + "' ";
  if (status == "ROLLBACK_COMPLETE") {
    return name +
           "was never made: what there was of it is deleted (ROLLBACK_COMPLETE); the next "
           "deploy deletes the empty stack and makes it anew";
  }
  if (status == "UPDATE_ROLLBACK_COMPLETE") {
    return name + "is as it was before (UPDATE_ROLLBACK_COMPLETE)";
  }
  if (status == "UPDATE_ROLLBACK_FAILED") {
    return name +
           "could not be rolled back (UPDATE_ROLLBACK_FAILED): mend what stopped it, then '" +
           program + " rollback " + printable(stack) + "' goes on";
  }
  if (status == "DELETE_COMPLETE") return name + "is gone: somebody deleted it";
  if (status == "CREATE_FAILED" || status == "UPDATE_FAILED") {
    return name + "stays as far as it came (" + status +
           "): 'deploy --no-rollback' goes on from "
           "there, '" +
           program + " rollback " + printable(stack) + "' goes back";
  }
  if (status == "ROLLBACK_FAILED" || status == "DELETE_FAILED") {
    return name + "could not be deleted as a whole (" + status + "): mend what stopped it, then '" +
           program + " destroy' tries again";
  }
  return {};
}

}  // namespace omnitrack::cli
