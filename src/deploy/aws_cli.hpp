#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "deploy/aws_fault.hpp"
#include "template/model.hpp"

namespace omnitrack::deploy {

/// What the user says of the account to speak to; only that is passed.
struct AwsOptions {
  std::optional<std::string> profile;
  std::optional<std::string> region;
};

/// An answer of the AWS CLI in JSON; nothing in it lives longer than it.
class AwsAnswer {
 public:
  /// Reads a text; an empty one is an empty answer. Throws AwsFailure where it is not JSON.
  explicit AwsAnswer(std::string text);

  [[nodiscard]] const tmpl::Node& root() const { return source_->root(); }
  /// The text that a value of it is written with.
  [[nodiscard]] std::string_view text_of(const tmpl::Node& node) const {
    return source_->text().substr(node.begin, node.end - node.begin);
  }

 private:
  std::unique_ptr<tmpl::Template> source_;
};

/// The text under a key; empty where there is none.
std::string_view text_at(const tmpl::Node& node, std::string_view key);
/// The items under a key; empty where there are none.
std::span<const tmpl::Node> items_at(const tmpl::Node& node, std::string_view key);

/// The AWS CLI on PATH. May be used from several threads at once. A call may take two minutes, or
/// as many seconds as OMNITRACK_AWS_SECONDS says.
class AwsCli {
 public:
  using Words = std::vector<std::string>;

  /// `note` is told of each call that is tried again; a call ends as soon as `is_stopped` says so.
  explicit AwsCli(AwsOptions options = {}, std::function<void(const std::string&)> note = {},
                  std::function<bool()> is_stopped = {});

  /// Runs `aws` with words such as `cloudformation describe-stacks` and waits for the answer. Calls
  /// that are throttled or lose their connection are tried up to five times, with pauses of half a
  /// second to four. Throws AwsFailure.
  [[nodiscard]] AwsAnswer ask(const Words& arguments) const;
  /// The same of a call that may take longer than the usual two minutes.
  [[nodiscard]] AwsAnswer ask(const Words& arguments, std::chrono::milliseconds time) const;

  /// The same for a call that answers with one line of text, whatever format it is asked for.
  [[nodiscard]] std::string ask_line(const Words& arguments) const;

  /// The same for a call whose answer says nothing.
  void run(const Words& arguments) const { static_cast<void>(ask(arguments)); }

  /// What came of one of several calls.
  struct Outcome {
    std::optional<AwsAnswer> answer;
    std::optional<AwsFailure> failure;  ///< where there is no answer
  };
  /// The same of several calls side by side, in their order.
  [[nodiscard]] std::vector<Outcome> ask_all(const std::vector<Words>& calls) const;

  /// The whole command line of a call.
  [[nodiscard]] Words command_line(const Words& arguments) const;

 private:
  [[nodiscard]] std::string ask_text(const Words& arguments, std::chrono::milliseconds time) const;

  AwsOptions options_;
  std::function<void(const std::string&)> note_;
  std::function<bool()> is_stopped_;
};

}  // namespace omnitrack::deploy
