#include "cli/templates/deployed.hpp"

#include <algorithm>
#include <array>
#include <system_error>

#include "cli/failure.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "cli/subprocess.hpp"
#include "template/parse.hpp"

namespace omnitrack::cli {

namespace {

constexpr std::size_t at_once = 8;

// The words of the AWS CLI for an account that it cannot speak to.
constexpr std::array<std::string_view, 9> login_words{
    "credentials", "ExpiredToken",  "security token", "InvalidClientTokenId", "SSO session",
    "sso login",   "aws configure", "config profile", "SignatureDoesNotMatch"};

bool has(std::string_view text, std::string_view words) {
  return text.find(words) != std::string_view::npos;
}

std::vector<std::string> command_line(const DeployedName& name) {
  return {"aws",          "cloudformation", "get-template",
          "--stack-name", name.deployed,    "--template-stage",
          "Original",     "--output",       "json"};
}

// The AWS CLI says what is wrong in its last line.
std::string last_line(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return printable(text.substr(text.rfind('\n') + 1));
}

[[noreturn]] void fail(const DeployedName& name, const ProgramResult& result) {
  if (result.error == std::errc::no_such_file_or_directory || result.exit_code == 127) {
    throw Failure("the AWS CLI (aws) is not installed, or not on PATH",
                  "install it, or name the deployed template's file as OLD");
  }
  if (result.error) throw Failure("cannot run aws: " + result.error.message());
  const std::string said = last_line(result.errors);
  const std::string message = "the AWS CLI cannot tell the template of '" + name.deployed + "'" +
                              (said.empty() ? " and does not say why" : ": " + said);
  if (std::ranges::any_of(login_words, [&](std::string_view words) { return has(said, words); })) {
    throw Failure(message,
                  "log in (aws sso login or aws configure); AWS_PROFILE chooses a profile");
  }
  if (has(said, "region")) throw Failure(message, "set AWS_REGION");
  if (has(said, "AccessDenied")) {
    throw Failure(message, "the caller needs cloudformation:GetTemplate");
  }
  throw Failure(message);
}

void add_answer(Side& side, const DeployedName& name, const ProgramResult& result) {
  tmpl::Template answer("aws", result.output);
  tmpl::parse_json(answer);
  const tmpl::Node* body = answer.root().find("TemplateBody");
  if (body == nullptr) throw Failure("the AWS CLI gave no template of '" + name.deployed + "'");
  // A template in JSON comes as JSON, one in YAML as a text.
  const std::string_view text = body->is(tmpl::Kind::string)
                                    ? body->text()
                                    : answer.text().substr(body->begin, body->end - body->begin);
  const std::size_t before = side.templates.size();
  add_template(side, name.stack, name.deployed + " (deployed)", std::string(text));
  if (side.templates.size() != before) side.templates.back().is_file = false;
}

}  // namespace

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
    if (is_meant) names.push_back({std::string(each), std::string(each)});
  }
  for (const DeployedName& each : stack_names) {
    refuse_unknown(each.stack);
    const auto found = std::ranges::find(names, each.stack, &DeployedName::stack);
    if (found != names.end()) found->deployed = each.deployed;
  }
  return names;
}

Side read_deployed(const std::vector<DeployedName>& names, const Console& console) {
  std::vector<std::vector<std::string>> command_lines;
  command_lines.reserve(names.size());
  for (const DeployedName& name : names) command_lines.push_back(command_line(name));
  const std::vector<ProgramResult> results = run_programs(command_lines, at_once);
  Side side{.label = "deployed"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const ProgramResult& result = results[i];
    if (!result.error && result.exit_code == 0) {
      add_answer(side, names[i], result);
    } else if (has(result.errors, "ValidationError") && has(result.errors, "does not exist")) {
      console.say("the stack '" + names[i].deployed + "' is not deployed");
    } else {
      fail(names[i], result);
    }
  }
  return side;
}

}  // namespace omnitrack::cli
