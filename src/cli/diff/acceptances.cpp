#include "cli/diff/acceptances.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <string_view>

#include "cli/failure.hpp"
#include "support/dates.hpp"

namespace omnitrack::cli {

namespace {

constexpr std::string_view form = "[STACK/]LOGICAL_ID@YYYY-MM-DD=REASON";

[[noreturn]] void refuse(const std::string& text, const std::string& reason) {
  throw UsageError("--accept-loss " + text + ": " + reason, "its form is " + std::string(form));
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n\r") == std::string_view::npos;
}

std::time_t seconds_of_source_date(std::string_view text) {
  std::time_t seconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || seconds < 0) {
    throw Failure("SOURCE_DATE_EPOCH is no number of seconds: '" + std::string(text) + "'");
  }
  return seconds;
}

std::string named(const diff::Acceptance& acceptance) {
  return acceptance.stack.empty() ? acceptance.logical_id
                                  : acceptance.stack + '/' + acceptance.logical_id;
}

}  // namespace

diff::Acceptance parse_acceptance(const std::string& text) {
  const std::size_t at = text.find('@');
  if (at == std::string::npos) refuse(text, "there is no @ with the last day");
  const std::size_t equals = text.find('=', at);
  if (equals == std::string::npos) refuse(text, "there is no = with the reason");
  diff::Acceptance acceptance{.stack = {},
                              .logical_id = text.substr(0, at),
                              .reason = text.substr(equals + 1),
                              .until = text.substr(at + 1, equals - at - 1)};
  const std::size_t slash = acceptance.logical_id.rfind('/');
  if (slash != std::string::npos) {
    acceptance.stack = acceptance.logical_id.substr(0, slash);
    acceptance.logical_id.erase(0, slash + 1);
    if (acceptance.stack.empty()) refuse(text, "the stack before the / is empty");
  }
  if (acceptance.logical_id.empty()) refuse(text, "the logical id is empty");
  if (!support::is_date(acceptance.until)) refuse(text, "'" + acceptance.until + "' is no day");
  if (is_blank(acceptance.reason)) refuse(text, "the reason is empty");
  return acceptance;
}

std::vector<diff::Acceptance> parse_acceptances(const std::vector<std::string>& texts) {
  std::vector<diff::Acceptance> acceptances;
  acceptances.reserve(texts.size());
  for (const std::string& text : texts) acceptances.push_back(parse_acceptance(text));
  return acceptances;
}

void accept(const std::vector<diff::Acceptance>& acceptances, DiffReport& report,
            const Console& console) {
  const auto void_ones = diff::accept_losses(report.diffs, acceptances, today(), report.losses);
  for (const diff::VoidAcceptance& each : void_ones) {
    console.say("that " + named(each.acceptance) + " loses data is not accepted: " + each.why);
  }
  for (const diff::Acceptance& each : acceptances) {
    const auto is_met = [&](const diff::Loss& loss) {
      return loss.logical_id == each.logical_id &&
             (each.stack.empty() || each.stack == report.diffs[loss.stack].name);
    };
    if (std::ranges::none_of(report.losses, is_met)) {
      console.say("--accept-loss " + named(each) + ": it loses nothing");
    }
  }
}

std::string today() {
  const char* source_date = std::getenv("SOURCE_DATE_EPOCH");
  const bool is_given = source_date != nullptr && *source_date != '\0';
  const std::time_t now = is_given ? seconds_of_source_date(source_date) : std::time(nullptr);
  std::tm parts = {};
  if (::gmtime_r(&now, &parts) == nullptr) {
    throw Failure("SOURCE_DATE_EPOCH is beyond all years: '" + std::string(source_date) + "'");
  }
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &parts)};
}

}  // namespace omnitrack::cli
