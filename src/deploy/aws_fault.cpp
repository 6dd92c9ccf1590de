#include "deploy/aws_fault.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace omnitrack::deploy {

namespace {

// Words of the AWS CLI, in the order in which they are looked for.
struct FaultWords {
  std::string_view words;
  AwsFault fault;
};

constexpr std::array<FaultWords, 24> fault_words{{
    {"Unknown options", AwsFault::too_old},
    {"unrecognized arguments", AwsFault::too_old},
    {"Invalid choice", AwsFault::too_old},
    {"invalid choice", AwsFault::too_old},
    {"specify a region", AwsFault::no_region},
    {"locate credentials", AwsFault::no_credentials},
    {"artial credentials", AwsFault::no_credentials},
    {"retrieving credentials", AwsFault::no_credentials},
    {"refreshing credentials", AwsFault::no_credentials},
    {"SSO session", AwsFault::no_credentials},
    {"sso_session", AwsFault::no_credentials},
    {"SSO token", AwsFault::no_credentials},
    {"sso login", AwsFault::no_credentials},
    {"aws configure", AwsFault::no_credentials},
    {"config profile", AwsFault::no_credentials},
    {"source_profile", AwsFault::no_credentials},
    {"Could not connect", AwsFault::connection_lost},
    {"Connection was closed", AwsFault::connection_lost},
    {"Connection reset", AwsFault::connection_lost},
    {"Connection refused", AwsFault::connection_lost},
    {"Connection aborted", AwsFault::connection_lost},
    {"imeout", AwsFault::connection_lost},
    {"Failed to connect", AwsFault::connection_lost},
    {"Unable to connect", AwsFault::connection_lost},
}};

// Codes of the services, or how they begin, in the order in which they are looked for.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html
constexpr std::array<FaultWords, 26> fault_codes{{
    {"ExpiredToken", AwsFault::no_credentials},
    {"InvalidClientTokenId", AwsFault::no_credentials},
    {"UnrecognizedClient", AwsFault::no_credentials},
    {"SignatureDoesNotMatch", AwsFault::no_credentials},
    {"MissingAuthenticationToken", AwsFault::no_credentials},
    {"Throttling", AwsFault::throttled},
    {"RequestLimitExceeded", AwsFault::throttled},
    {"TooManyRequests", AwsFault::throttled},
    {"SlowDown", AwsFault::throttled},
    {"ServiceUnavailable", AwsFault::connection_lost},
    {"InternalFailure", AwsFault::connection_lost},
    {"InternalError", AwsFault::connection_lost},
    {"500", AwsFault::connection_lost},
    {"502", AwsFault::connection_lost},
    {"503", AwsFault::connection_lost},
    {"504", AwsFault::connection_lost},
    {"AccessDenied", AwsFault::access_denied},
    {"UnauthorizedOperation", AwsFault::access_denied},
    {"Forbidden", AwsFault::access_denied},
    {"403", AwsFault::access_denied},
    {"ChangeSetNotFound", AwsFault::not_found},
    {"NoSuchBucket", AwsFault::not_found},
    {"NoSuchKey", AwsFault::not_found},
    {"404", AwsFault::not_found},
    {"ImageNotFound", AwsFault::not_found},
    {"RepositoryNotFound", AwsFault::not_found},
}};

// The code in `An error occurred (CODE) when calling …`; empty where no service answered.
std::string_view service_code_in(std::string_view errors) {
  constexpr std::string_view head = "An error occurred (";
  const std::size_t begin = errors.find(head);
  if (begin == std::string_view::npos) return {};
  errors.remove_prefix(begin + head.size());
  return errors.substr(0, errors.find(')'));
}

AwsFault fault_of_service(std::string_view code, std::string_view errors) {
  const auto* const found = std::ranges::find_if(
      fault_codes, [&](const FaultWords& each) { return code.starts_with(each.words); });
  if (found != fault_codes.end()) return found->fault;
  // CloudFormation has no code of its own for a stack that is not there.
  const bool is_missing =
      code == "ValidationError" && errors.find("does not exist") != std::string_view::npos;
  return is_missing ? AwsFault::not_found : AwsFault::invalid;
}

// The AWS CLI says what is wrong in its last line.
std::string last_line_of(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return std::string(text.substr(text.rfind('\n') + 1));
}

AwsFault fault_of(const support::ProgramResult& result) {
  switch (result.end) {
    case support::ProgramEnd::not_started:
      return result.error == std::errc::no_such_file_or_directory ||
                     result.error == std::errc::not_a_directory
                 ? AwsFault::missing
                 : AwsFault::not_run;
    case support::ProgramEnd::too_long:
      return AwsFault::too_long;
    case support::ProgramEnd::too_slow:
      return AwsFault::too_slow;
    case support::ProgramEnd::killed:
    case support::ProgramEnd::stopped:
      return AwsFault::killed;
    case support::ProgramEnd::exited:
      break;
  }
  if (result.exit_code == 0) return AwsFault::garbage;
  if (result.exit_code == 127) return AwsFault::missing;
  const std::string_view code = service_code_in(result.errors);
  if (!code.empty()) return fault_of_service(code, result.errors);
  const auto* const found = std::ranges::find_if(fault_words, [&](const FaultWords& each) {
    return result.errors.find(each.words) != std::string::npos;
  });
  return found == fault_words.end() ? AwsFault::other : found->fault;
}

std::string message_of(AwsFault fault, const std::string& said) {
  switch (fault) {
    case AwsFault::missing:
      return "the AWS CLI (aws) is not installed, or not on PATH";
    case AwsFault::not_run:
      return "cannot run aws: " + said;
    case AwsFault::garbage:
      return "the AWS CLI did not answer with JSON";
    case AwsFault::too_long:
      return "the AWS CLI answered with more than 64 MB";
    case AwsFault::too_slow:
      return "the AWS CLI did not answer in time";
    case AwsFault::killed:
      return "the AWS CLI was ended by a signal";
    default:
      return said.empty() ? "the AWS CLI failed and does not say why"
                          : "the AWS CLI failed: " + said;
  }
}

}  // namespace

AwsFailure::AwsFailure(AwsFault fault, std::string said, std::string action)
    : std::runtime_error(message_of(fault, said)),
      fault_(fault),
      said_(std::move(said)),
      action_(std::move(action)) {}

std::string AwsFailure::hint() const {
  switch (fault_) {
    case AwsFault::missing:
      return "install it: https://docs.aws.amazon.com/cli/latest/userguide/"
             "getting-started-install.html";
    case AwsFault::too_old:
      return "this needs a newer AWS CLI; aws --version tells the one on PATH";
    case AwsFault::no_credentials:
      return "log in (aws sso login or aws configure); AWS_PROFILE chooses a profile";
    case AwsFault::no_region:
      return "set AWS_REGION";
    case AwsFault::access_denied:
      return action_.empty() ? std::string() : "the caller needs " + action_;
    case AwsFault::throttled:
      return "too many calls are made in this account; try again in a minute";
    case AwsFault::connection_lost:
      return "look at the network and the proxy, and run it again: it goes on where it is";
    case AwsFault::garbage:
    case AwsFault::too_long:
    case AwsFault::too_slow:
      return "run 'aws sts get-caller-identity' to see whether it is the AWS CLI and works";
    default:
      return {};
  }
}

std::string iam_action_of(const std::vector<std::string>& arguments) {
  if (arguments.size() < 2 || arguments[0] != "cloudformation") return {};
  std::string action = "cloudformation:";
  bool begins_word = true;
  for (const char each : arguments[1]) {
    if (each != '-') {
      action +=
          begins_word ? static_cast<char>(std::toupper(static_cast<unsigned char>(each))) : each;
    }
    begins_word = each == '-';
  }
  return action;
}

AwsFailure failure_of(const support::ProgramResult& result, const std::string& action) {
  const AwsFault fault = fault_of(result);
  return {fault, result.error ? result.error.message() : last_line_of(result.errors), action};
}

bool is_passing(AwsFault fault) {
  return fault == AwsFault::throttled || fault == AwsFault::connection_lost;
}

}  // namespace omnitrack::deploy
