#include "cli/templates/deployed.hpp"

#include <algorithm>

#include "cli/failure.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "deploy/aws_cli.hpp"
#include "deploy/deployed_stack.hpp"
#include "deploy/nested_templates.hpp"
#include "split/part_mark.hpp"

namespace omnitrack::cli {

namespace {

[[noreturn]] void fail(const DeployedName& name, const deploy::AwsFailure& failure) {
  if (failure.fault() == deploy::AwsFault::missing) {
    throw Failure(failure.what(), "install it, or name the deployed template's file as OLD");
  }
  const bool is_silent = failure.fault() == deploy::AwsFault::other && failure.said().empty();
  const std::string why = failure.said().empty() ? failure.what() : failure.said();
  throw Failure("the AWS CLI cannot tell the template of '" + name.deployed + "'" +
                    (is_silent ? " and does not say why" : ": " + printable(why)),
                failure.hint());
}

void add_answer(Side& side, const DeployedName& name, const deploy::AwsAnswer& answer) {
  std::optional<std::string> text = deploy::template_text_in(answer);
  if (!text) throw Failure("the AWS CLI gave no template of '" + name.deployed + "'");
  add_deployed(side, name, std::move(*text));
}

void add_parts_of(Side& side, const DeployedName& name, deploy::AwsOptions options) {
  if (!name.region.empty()) options.region = name.region;
  try {
    add_deployed_parts(side, name, deploy::AwsCli(std::move(options)));
  } catch (const deploy::AwsFailure& failure) {
    fail(name, failure);
  }
}

}  // namespace

void add_deployed(Side& side, const DeployedName& name, std::string text) {
  const std::size_t before = side.templates.size();
  add_template(side, name.stack, name.deployed + " (deployed)", std::move(text));
  if (side.templates.size() != before) side.templates.back().is_file = false;
}

void add_deployed_parts(Side& side, const DeployedName& name, const deploy::AwsCli& aws) {
  const auto whole = std::ranges::find(side.templates, name.stack, &SideTemplate::name);
  if (whole == side.templates.end()) return;
  std::vector<std::string> parts;
  for (const split::PartMark& each : split::parts_in(whole->document.index())) {
    parts.emplace_back(each.logical_id);
  }
  if (parts.empty()) return;
  for (deploy::NestedTemplate& each : deploy::nested_templates(aws, name.deployed, parts)) {
    const std::size_t before = whole->parts.size();
    add_part(side, *whole, each.logical_id, name.deployed + '.' + each.logical_id + " (deployed)",
             std::move(each.text));
    if (whole->parts.size() != before) whole->parts.back().is_file = false;
  }
}

StackNames parse_stack_names(const std::vector<std::string>& texts) {
  StackNames names;
  for (const std::string& each : texts) {
    const std::size_t equals = each.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == each.size()) {
      throw UsageError("--stack-name " + each + ": it is not STACK=NAME");
    }
    names.push_back({each.substr(0, equals), each.substr(equals + 1)});
  }
  return names;
}

std::vector<DeployedName> deployed_names(const Side& side, const std::vector<std::string>& chosen,
                                         const StackNames& stack_names) {
  std::vector<std::string_view> known;
  for (const SideTemplate& each : side.templates) known.push_back(each.name);
  const auto refuse_unknown = [&](const std::string& stack) {
    if (std::ranges::find(known, stack) != known.end()) return;
    std::string hint = did_you_mean(stack, known);
    if (hint.empty()) hint = "it has " + listed(known, " and ");
    throw Failure(side.label + " has no stack '" + stack + "'", hint);
  };
  for (const std::string& each : chosen) refuse_unknown(each);
  std::vector<DeployedName> names;
  for (const std::string_view each : known) {
    const bool is_meant = chosen.empty() || std::ranges::find(chosen, each) != chosen.end();
    if (!is_meant) continue;
    names.push_back({std::string(each), std::string(each), side.find(each)->region});
  }
  for (const DeployedName& each : stack_names) {
    refuse_unknown(each.stack);
    const auto found = std::ranges::find(names, each.stack, &DeployedName::stack);
    if (found != names.end()) found->deployed = each.deployed;
  }
  return names;
}

Side read_deployed(const std::vector<DeployedName>& names, const deploy::AwsOptions& options,
                   const Console& console) {
  std::vector<deploy::AwsCli::Outcome> outcomes(names.size());
  for (const auto& [region, places] : by_region(names)) {
    deploy::AwsOptions here = options;
    if (!region.empty()) here.region = region;
    std::vector<deploy::AwsCli::Words> calls;
    for (const std::size_t place : places) {
      calls.push_back(deploy::template_call(names[place].deployed));
    }
    std::vector<deploy::AwsCli::Outcome> answers = deploy::AwsCli(here).ask_all(calls);
    for (std::size_t i = 0; i < places.size(); ++i) outcomes[places[i]] = std::move(answers[i]);
  }
  Side side{.label = "deployed"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (outcomes[i].answer) {
      add_answer(side, names[i], *outcomes[i].answer);
      add_parts_of(side, names[i], options);
    } else if (outcomes[i].failure->fault() == deploy::AwsFault::not_found) {
      console.say("the stack '" + names[i].deployed + "' is not deployed");
    } else {
      fail(names[i], *outcomes[i].failure);
    }
  }
  return side;
}

}  // namespace omnitrack::cli
