#include "cli/diff/acceptances.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string_view>
#include <utility>

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
    throw Failure("SOURCE_DATE_EPOCH is not a number of seconds: '" + std::string(text) + "'");
  }
  return seconds;
}

// The place of the stack that a nested stack is a part of; nothing for another one.
std::optional<std::size_t> whole_of(const DiffReport& report, std::size_t stack) {
  const std::string& whole = report.pairs[stack].part_of;
  const auto found = std::ranges::find(report.diffs, whole, &diff::StackDiff::name);
  if (whole.empty() || found == report.diffs.end()) return std::nullopt;
  return static_cast<std::size_t>(found - report.diffs.begin());
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
  if (!support::is_date(acceptance.until)) refuse(text, "'" + acceptance.until + "' is not a day");
  if (is_blank(acceptance.reason)) refuse(text, "the reason is empty");
  return acceptance;
}

std::vector<diff::Acceptance> parse_acceptances(const std::vector<std::string>& texts) {
  std::vector<diff::Acceptance> acceptances;
  acceptances.reserve(texts.size());
  for (const std::string& text : texts) acceptances.push_back(parse_acceptance(text));
  return acceptances;
}

std::string named(const diff::Acceptance& acceptance) {
  return acceptance.stack.empty() ? acceptance.logical_id
                                  : acceptance.stack + '/' + acceptance.logical_id;
}

std::vector<diff::VoidAcceptance> accept_losses(const DiffReport& report,
                                                const std::vector<diff::Acceptance>& given,
                                                std::vector<diff::Loss>& losses) {
  // A logical id is unique in a stack and its parts, so a loss in a part is one of the stack, too.
  const std::size_t count = losses.size();
  std::vector<std::size_t> in_parts;
  for (std::size_t i = 0; i < count; ++i) {
    const std::optional<std::size_t> whole = whole_of(report, losses[i].stack);
    if (!whole) continue;
    in_parts.push_back(i);
    diff::Loss of_whole = losses[i];
    of_whole.stack = *whole;
    losses.push_back(std::move(of_whole));
  }
  std::vector<diff::VoidAcceptance> void_ones =
      diff::accept_losses(report.diffs, given, today(), losses);
  for (std::size_t i = 0; i < in_parts.size(); ++i) {
    std::shared_ptr<const diff::Acceptance>& accepted = losses[in_parts[i]].accepted;
    if (!accepted) accepted = std::move(losses[count + i].accepted);
  }
  losses.resize(count);
  return void_ones;
}

std::vector<diff::Acceptance> accept(const std::vector<diff::Acceptance>& given, DiffReport& report,
                                     const Console& console) {
  for (const diff::VoidAcceptance& each : accept_losses(report, given, report.losses)) {
    console.say("that " + named(each.acceptance) + " loses data is not accepted: " + each.why);
  }
  std::vector<diff::Acceptance> unmet = given;
  std::erase_if(unmet, [&](const diff::Acceptance& each) {
    return std::ranges::any_of(report.losses, [&](const diff::Loss& loss) {
      return loss.logical_id == each.logical_id &&
             (each.stack.empty() || each.stack == report.diffs[loss.stack].name ||
              each.stack == report.pairs[loss.stack].stack());
    });
  });
  return unmet;
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
