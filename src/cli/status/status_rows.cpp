#include "cli/status/status_rows.hpp"

#include <algorithm>

#include "cli/diff/diff_report.hpp"
#include "cli/failure.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/table.hpp"
#include "cli/templates/deployed.hpp"
#include "support/json_writer.hpp"
#include "support/parallel.hpp"
#include "support/quoted.hpp"

namespace omnitrack::cli {

namespace {

std::string difference_of(const ChosenStack& stack, const Side& app, const Side& deployed,
                          const StackOptions& options) {
  const SideTemplate* before = deployed.find(stack.stack);
  if (before == nullptr) return {};
  const DiffReport report =
      report_on(deployed, app, {{.name = stack.stack, .before = before, .after = stack.own}},
                PlaceOptions{.account = {}, .region = options.region}, false);
  switch (verdict_of(report)) {
    case DiffVerdict::same:
      return "same";
    case DiffVerdict::different:
      return "differs";
    case DiffVerdict::loses_data:
      return "loses data";
  }
  return {};
}

// Of a stack whose template cannot be asked for, the rest is shown all the same.
std::string difference_of(const ChosenStack& stack, const StackChoice& choice,
                          const StackOptions& options, const Console& console) {
  try {
    const Side deployed =
        read_deployed({{stack.stack, stack.deployed}}, aws_for(stack, options, console), console);
    return difference_of(stack, choice.app, deployed, options);
  } catch (const Failure& failure) {
    console.say(printable(failure.what()) + "; its difference is not shown");
    return {};
  }
}

bool has_template(const std::optional<deploy::StackState>& state) {
  return state && state->status != "REVIEW_IN_PROGRESS";
}

std::string_view shown(std::string_view text) { return text.empty() ? "-" : text; }

}  // namespace

std::vector<StatusRow> status_rows(const StackChoice& choice, const StackOptions& options,
                                   const Console& console) {
  const auto states = states_of(choice.stacks, options, console);
  std::vector<StatusRow> rows(states.size());
  support::for_each_in_parallel(rows.size(), [&](std::size_t i) {
    const ChosenStack& stack = choice.stacks[i];
    rows[i] = {
        .stack = stack.stack, .deployed = stack.deployed, .state = states[i], .difference = {}};
    if (stack.own != nullptr && has_template(states[i])) {
      rows[i].difference = difference_of(stack, choice, options, console);
    }
  });
  return rows;
}

std::string advice_for(const StatusRow& row, const std::string& program) {
  if (!row.state) return {};
  const std::string name = support::quoted(printable(row.stack));
  const std::string run = ": '" + program + ' ';
  switch (deploy::next_step(row.state->status)) {
    case deploy::NextStep::continue_rollback:
      return name + " is stuck on its way back" + run + "diagnose " + printable(row.stack) +
             "' tells why, '" + program + " rollback " + printable(row.stack) + "' goes on";
    case deploy::NextStep::replace_failed:
      return name + " was never made" + run + "diagnose " + printable(row.stack) + "' tells why";
    case deploy::NextStep::retry_deletion:
      return name + " could not be deleted" + run + "diagnose " + printable(row.stack) +
             "' tells why";
    case deploy::NextStep::wait:
      return name + " is busy" + run + "events " + printable(row.stack) + "' shows with what";
    case deploy::NextStep::create:
    case deploy::NextStep::update:
      break;
  }
  return {};
}

std::string status_table(const std::vector<StatusRow>& rows, const std::string& program) {
  std::vector<std::vector<std::string>> cells{
      {"STACK", "STATUS", "CHANGED", "APP", "PROTECTED", "DRIFT"}};
  for (const StatusRow& row : rows) {
    std::string name = row.stack;
    if (row.deployed != row.stack) name += " (" + row.deployed + ')';
    if (!row.state) {
      cells.push_back({name, "not deployed", "-", "-", "-", "-"});
      continue;
    }
    cells.push_back({name, row.state->status, row.state->last_updated,
                     std::string(shown(row.difference)), row.state->is_protected ? "yes" : "no",
                     std::string(shown(row.state->drift_status))});
  }
  std::string text = table_text(cells);
  for (const StatusRow& row : rows) {
    const std::string advice = advice_for(row, program);
    if (!advice.empty()) text += '\n' + advice;
  }
  if (text.back() != '\n') text += '\n';
  return text;
}

std::string status_json(const std::vector<StatusRow>& rows) {
  return support::json_text(support::JsonLayout::wide, [&](support::JsonWriter& json) {
    json.begin_object();
    json.member("format_version", "1.0");
    json.list("stacks", rows, [&](const StatusRow& row) {
      json.begin_object();
      json.member("stack", row.stack);
      json.member("deployed_as", row.deployed);
      json.member("is_deployed", row.state.has_value());
      if (row.state) {
        json.member("id", row.state->id);
        json.member("status", row.state->status);
        json.member_if_any("reason", row.state->status_reason);
        json.member("changed", row.state->last_updated);
        json.member_if_any("app", row.difference);
        json.member("is_protected", row.state->is_protected);
        json.member_if_any("drift", row.state->drift_status);
        json.member_if_any("drift_checked", row.state->drift_time);
      }
      json.end_object();
    });
    json.end_object();
  });
}

}  // namespace omnitrack::cli
