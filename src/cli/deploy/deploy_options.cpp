#include "cli/deploy/deploy_options.hpp"

#include <charconv>

#include "cli/failure.hpp"
#include "cli/parameters/template_values.hpp"

namespace omnitrack::cli {

namespace {

struct Halves {
  std::string name;
  std::string value;
};

Halves halves_of(std::string_view option, const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw UsageError(std::string(option) + ' ' + text + ": it is not KEY=VALUE");
  }
  return {text.substr(0, equals), text.substr(equals + 1)};
}

void check_arn(std::string_view option, const std::string& text) {
  if (!text.starts_with("arn:")) {
    throw UsageError(std::string(option) + ' ' + text + ": it is no ARN");
  }
}

}  // namespace

std::size_t parse_count(const std::string& option, const std::string& text, std::size_t least,
                        std::size_t most) {
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size() || count < least || count > most) {
    throw UsageError(option + " must be a whole number from " + std::to_string(least) + " to " +
                     std::to_string(most) + ", not '" + text + "'");
  }
  return count;
}

std::size_t parse_jobs(const std::optional<std::string>& text) {
  constexpr std::size_t usual = 4;
  constexpr std::size_t most = 32;
  return text ? parse_count("--jobs", *text, 1, most) : usual;
}

void add_account_options(deploy::AwsOptions& account, Options& options) {
  options.push_back({.long_name = "--profile",
                     .value_name = "NAME",
                     .help = "the profile that the AWS CLI uses; else AWS_PROFILE",
                     .target = &account.profile});
  options.push_back({.long_name = "--region",
                     .value_name = "REGION",
                     .help = "the region of stacks that are not fixed to one; else AWS_REGION",
                     .target = &account.region});
}

void DeployOptions::add_to(Options& options) {
  options.push_back({.long_name = "--express",
                     .help = "end as soon as what was asked for is applied, before it is ready, "
                             "where the AWS CLI knows express mode",
                     .target = &express});
  options.push_back({.long_name = "--no-rollback",
                     .help = "leave what was made where the deployment fails",
                     .target = &no_rollback});
  options.push_back({.long_name = "--notification-arn",
                     .value_name = "ARN",
                     .help = "a topic that CloudFormation tells of events; repeatable",
                     .target = &notification_arns});
  parameters.add_to(options);
  options.push_back({.long_name = "--role-arn",
                     .value_name = "ARN",
                     .help = "the role that CloudFormation deploys with",
                     .target = &role_arn});
  options.push_back({.long_name = "--rollback-alarm",
                     .value_name = "ARN",
                     .help = "an alarm of CloudWatch that rolls the deployment back; repeatable",
                     .target = &rollback_alarms});
  options.push_back({.long_name = "--rollback-minutes",
                     .value_name = "MINUTES",
                     .help = "how long the alarms are watched afterwards (0 to 180)",
                     .target = &rollback_minutes});
  options.push_back({.long_name = "--tag",
                     .value_name = "KEY=VALUE",
                     .help = "a tag of the stacks and of all that they make; repeatable. Without "
                             "one, stacks keep theirs",
                     .target = &tags});
}

bool DeployOptions::is_any_given() const {
  return parameters.is_any_given() || !tags.empty() || !notification_arns.empty() ||
         !rollback_alarms.empty() || rollback_minutes || role_arn || express;
}

deploy::DeploySettings DeployOptions::settings() const {
  constexpr std::size_t most_minutes = 180;
  deploy::DeploySettings settings{.role_arn = role_arn,
                                  .notification_arns = notification_arns,
                                  .rollback_alarms = rollback_alarms,
                                  .rollback_minutes = std::nullopt,
                                  .no_rollback = no_rollback,
                                  .express = express};
  for (const std::string& each : tags) {
    Halves halves = halves_of("--tag", each);
    settings.tags.push_back({std::move(halves.name), std::move(halves.value)});
  }
  if (role_arn) check_arn("--role-arn", *role_arn);
  for (const std::string& each : notification_arns) check_arn("--notification-arn", each);
  for (const std::string& each : rollback_alarms) check_arn("--rollback-alarm", each);
  if (rollback_minutes) {
    settings.rollback_minutes =
        std::to_string(parse_count("--rollback-minutes", *rollback_minutes, 0, most_minutes));
    if (rollback_alarms.empty()) {
      throw UsageError("--rollback-minutes says how long alarms are watched",
                       "name one by --rollback-alarm ARN");
    }
  }
  return settings;
}

std::vector<GivenParameter> DeployOptions::given_parameters() const {
  GivenParameters given = parameters.read();
  if (!given.problems.empty()) {
    const Diagnostic first = diagnostic_of(std::move(given.problems.front()));
    throw Failure(first.file + ':' + std::to_string(first.line) + ':' +
                      std::to_string(first.column) + ": " + first.message,
                  first.hint);
  }
  for (GivenParameter& each : given.all) each.in = nullptr;
  return std::move(given.all);
}

}  // namespace omnitrack::cli
