#include <algorithm>

#include "core/tree.hpp"
#include "omnitrack/characters.hpp"
#include "omnitrack/codes.hpp"
#include "support/dates.hpp"

namespace omnitrack {

namespace {

constexpr std::string_view example = "accept_loss(\"why it is fine\", \"2030-01-31\")";

// Reports what makes an acceptance none.
bool is_acceptance(const Construct& at, std::string_view reason, std::string_view until) {
  if (reason.find_first_not_of(" \t\n") == std::string_view::npos) {
    at.error(codes::OT1024, "the acceptance of a loss has no reason",
             "say why it is fine: " + std::string(example));
    return false;
  }
  if (!support::is_date(until)) {
    at.error(codes::OT1024,
             "the acceptance of a loss ends on '" + std::string(until) +
                 "', which is no day as YYYY-MM-DD",
             "name the last day: " + std::string(example));
    return false;
  }
  return true;
}

}  // namespace

void Construct::accept_loss(std::string_view reason, std::string_view until) {
  if (!is_acceptance(*this, reason, until)) return;
  app().state_->accepted_losses.push_back(
      {.at = this, .logical_id = {}, .reason = std::string(reason), .until = std::string(until)});
}

void Stack::accept_loss(std::string_view logical_id_or_path, std::string_view reason,
                        std::string_view until) {
  if (!is_acceptance(*this, reason, until)) return;
  const std::string own_path = path() + '/';
  std::string_view rest = logical_id_or_path;
  if (rest.starts_with(own_path)) rest.remove_prefix(own_path.size());
  std::string logical_id;
  std::copy_if(rest.begin(), rest.end(), std::back_inserter(logical_id),
               detail::is_letter_or_digit);
  if (logical_id.empty()) {
    error(codes::OT1024,
          "the acceptance of a loss names no resource: '" + std::string(logical_id_or_path) + "'",
          "name it by its logical id or its old path");
    return;
  }
  TreeAccess::state(app()).accepted_losses.push_back({.at = this,
                                                      .logical_id = std::move(logical_id),
                                                      .reason = std::string(reason),
                                                      .until = std::string(until)});
}

}  // namespace omnitrack
