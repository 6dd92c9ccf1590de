#include "deploy/aws_cli.hpp"

#include <algorithm>
#include <thread>

#include "deploy/environment.hpp"
#include "support/parallel.hpp"
#include "template/parse.hpp"

namespace omnitrack::deploy {

namespace {

constexpr std::size_t calls_at_once = 8;
constexpr int most_tries = 5;
constexpr std::chrono::milliseconds first_pause(500);

std::chrono::milliseconds usual_time() {
  return time_in_environment("OMNITRACK_AWS_SECONDS", support::ProgramLimits().time,
                             std::chrono::milliseconds(100), std::chrono::hours(1));
}

}  // namespace

AwsAnswer::AwsAnswer(std::string text) {
  // Calls that change something answer with nothing.
  if (std::ranges::all_of(text, [](char each) { return each == '\n' || each == '\r'; })) {
    text = "{}";
  }
  source_ = std::make_unique<tmpl::Template>("aws", std::move(text));
  if (!tmpl::parse_json(*source_).empty() || !root().is(tmpl::Kind::map)) {
    throw AwsFailure(AwsFault::garbage, {}, {});
  }
}

std::string_view text_at(const tmpl::Node& node, std::string_view key) {
  const tmpl::Node* found = node.find(key);
  return found == nullptr || found->is(tmpl::Kind::null) ? std::string_view() : found->text();
}

std::span<const tmpl::Node> items_at(const tmpl::Node& node, std::string_view key) {
  const tmpl::Node* found = node.find(key);
  return found == nullptr ? std::span<const tmpl::Node>() : found->items();
}

AwsCli::AwsCli(AwsOptions options, std::function<void(const std::string&)> note,
               std::function<bool()> is_stopped)
    : options_(std::move(options)), note_(std::move(note)), is_stopped_(std::move(is_stopped)) {}

AwsCli::Words AwsCli::command_line(const Words& arguments) const {
  Words words{"aws"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  if (options_.profile) words.insert(words.end(), {"--profile", *options_.profile});
  if (options_.region) words.insert(words.end(), {"--region", *options_.region});
  words.insert(words.end(), {"--output", "json"});
  return words;
}

AwsAnswer AwsCli::ask(const Words& arguments) const { return ask(arguments, usual_time()); }

AwsAnswer AwsCli::ask(const Words& arguments, std::chrono::milliseconds time) const {
  return AwsAnswer(ask_text(arguments, time));
}

std::string AwsCli::ask_line(const Words& arguments) const {
  const std::string text = ask_text(arguments, usual_time());
  return text.substr(0, text.find_first_of("\r\n"));
}

std::string AwsCli::ask_text(const Words& arguments, std::chrono::milliseconds time) const {
  const Words words = command_line(arguments);
  std::chrono::milliseconds pause = first_pause;
  for (int tried = 1;; ++tried) {
    support::ProgramResult result =
        support::run_program(words, {.time = time, .is_stopped = is_stopped_});
    if (result.end == support::ProgramEnd::exited && result.exit_code == 0) {
      return std::move(result.output);
    }
    AwsFailure failure = failure_of(result, iam_action_of(arguments));
    if (!is_passing(failure.fault()) || tried == most_tries) throw failure;
    if (note_) note_(std::string(failure.what()) + "; tried again");
    std::this_thread::sleep_for(pause);
    pause *= 2;
  }
}

std::vector<AwsCli::Outcome> AwsCli::ask_all(const std::vector<Words>& calls) const {
  std::vector<Outcome> outcomes(calls.size());
  support::for_each_at_once(calls.size(), calls_at_once, [&](std::size_t i) {
    try {
      outcomes[i].answer = ask(calls[i]);
    } catch (const AwsFailure& failure) {
      outcomes[i].failure = failure;
    }
  });
  return outcomes;
}

}  // namespace omnitrack::deploy
