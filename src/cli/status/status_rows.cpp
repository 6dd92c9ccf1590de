#include "cli/status/status_rows.hpp"

#include <algorithm>

#include "cli/diff/diff_report.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/table.hpp"
#include "cli/templates/deployed.hpp"
#include "deploy/deployed_stack.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

namespace {

// Of a stack whose template cannot be asked for, the rest is shown all the same.
std::string difference_of(const ChosenStack& stack, const Side& app, const StatusRow& row,
                          const deploy::AwsCli::Outcome& outcome, const deploy::AwsCli& aws,
                          const Console& console) {
  if (!outcome.answer) {
    console.say("the difference of " + quoted_name(stack.deployed) +
                " is not shown: " + printable(outcome.failure->what()));
    return {};
  }
  // Of what was never made, nothing is there.
  if (deploy::next_step(row.state->status) == deploy::NextStep::replace_failed) return "differs";
  Side deployed{.label = "deployed"};
  const std::optional<std::string> text = deploy::template_text_in(*outcome.answer);
  if (text) add_deployed(deployed, {stack.stack, stack.deployed}, *text);
  const SideTemplate* before = deployed.find(stack.stack);
  if (before == nullptr) return {};
  const PlaceOptions place{.account = std::string(deploy::account_in(row.state->id)),
                           .region = std::string(deploy::region_in(row.state->id))};
  try {
    add_deployed_parts(deployed, {stack.stack, stack.deployed}, aws);
  } catch (const deploy::AwsFailure& failure) {
    console.say("the difference of " + quoted_name(stack.deployed) +
                " is not shown: " + printable(failure.what()));
    return {};
  }
  std::vector<SidePair> pairs;
  add_pair(pairs, stack.stack, before, stack.own);
  switch (verdict_of(report_on(deployed, app, std::move(pairs), place, false))) {
    case DiffVerdict::same:
      return "same";
    case DiffVerdict::different:
      return "differs";
    case DiffVerdict::loses_data:
      return "loses data";
  }
  return {};
}

bool can_differ(const ChosenStack& stack, const StatusRow& row) {
  return stack.own != nullptr && row.state && row.state->status != "REVIEW_IN_PROGRESS";
}

std::string_view shown(std::string_view text) { return text.empty() ? "-" : text; }

}  // namespace

std::vector<StatusRow> status_rows(const StackChoice& choice, const StackOptions& options,
                                   const Console& console) {
  const std::vector<ChosenStack>& stacks = choice.stacks;
  const auto states = states_of(stacks, options, console);
  std::vector<StatusRow> rows;
  rows.reserve(stacks.size());
  for (std::size_t i = 0; i < stacks.size(); ++i) {
    rows.push_back({.stack = stacks[i].stack,
                    .deployed = stacks[i].deployed,
                    .state = states[i],
                    .difference = {}});
  }
  for (auto& [region, places] : by_region(stacks)) {
    std::vector<std::size_t> asked;
    std::vector<deploy::AwsCli::Words> calls;
    for (const std::size_t i : places) {
      if (!can_differ(stacks[i], rows[i])) continue;
      asked.push_back(i);
      calls.push_back(deploy::template_call(stacks[i].deployed));
    }
    const deploy::AwsCli aws = aws_for(stacks[places.front()], options, console);
    const auto outcomes = aws.ask_all(calls);
    for (std::size_t k = 0; k < asked.size(); ++k) {
      StatusRow& row = rows[asked[k]];
      row.difference = difference_of(stacks[asked[k]], choice.app, row, outcomes[k], aws, console);
    }
  }
  return rows;
}

std::string advice_for(const StatusRow& row, const std::string& program) {
  if (!row.state) return {};
  const std::string name = quoted_name(row.stack);
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
