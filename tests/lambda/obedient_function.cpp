// A function that does what its event says, for the tests of the runtime.
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include <omnitrack/deadline_scope.hpp>
#include <omnitrack/lambda/run.hpp>

namespace lambda = omnitrack::lambda;

namespace {

using Json = nlohmann::json;
using Deed = lambda::Outcome (*)(const Json&, const lambda::Invocation&, lambda::Logger&);

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

lambda::Outcome echo(const Json& event, const lambda::Invocation& invocation, lambda::Logger& log) {
  log.info("echo");
  return Json{{"event", event},
              {"requestId", invocation.request_id},
              {"deadline", invocation.deadline.time_since_epoch().count()},
              {"remaining", invocation.remaining().count()},
              {"functionArn", invocation.function_arn},
              {"traceId", invocation.trace_id},
              {"clientContext", invocation.client_context},
              {"cognitoIdentity", invocation.cognito_identity},
              {"tenantId", invocation.tenant_id},
              {"traceVariable", variable("_X_AMZN_TRACE_ID")}}
      .dump();
}

struct Complaint : std::runtime_error {
  using std::runtime_error::runtime_error;
};

lambda::Outcome throw_exception(const Json& event, const lambda::Invocation& /*invocation*/,
                                lambda::Logger& /*log*/) {
  throw Complaint(event["message"].get<std::string>());
}

lambda::Outcome throw_number(const Json& /*event*/, const lambda::Invocation& /*invocation*/,
                             lambda::Logger& /*log*/) {
  throw 42;
}

lambda::FunctionError made_error(const Json& event) {
  return {.type = event["type"], .message = event["message"], .stack_trace = {"here", "there"}};
}

lambda::Outcome throw_error(const Json& event, const lambda::Invocation& /*invocation*/,
                            lambda::Logger& /*log*/) {
  throw made_error(event);
}

lambda::Outcome return_error(const Json& event, const lambda::Invocation& /*invocation*/,
                             lambda::Logger& /*log*/) {
  return tl::unexpected<lambda::FunctionError>(made_error(event));
}

lambda::Outcome invalid_utf8(const Json& /*event*/, const lambda::Invocation& /*invocation*/,
                             lambda::Logger& log) {
  log.warn("bytes \xff\xfe", {{"field", std::string_view("\xc3(\0", 3)}});
  throw std::runtime_error("bytes \xff\xfe");
}

lambda::Outcome respond(const Json& event, const lambda::Invocation& /*invocation*/,
                        lambda::Logger& /*log*/) {
  return '"' + std::string(event["bytes"].get<std::size_t>() - 2, 'x') + '"';
}

lambda::Outcome log_levels(const Json& /*event*/, const lambda::Invocation& /*invocation*/,
                           lambda::Logger& log) {
  log.write(lambda::LogLevel::trace, "traced");
  log.debug("debugged");
  log.info("informed", {{"count", std::int64_t{3}},
                        {"part", 0.5},
                        {"done", true},
                        {"level", "mine"},
                        {"text", "a\nb\"c"}});
  log.warn("warned");
  log.error("failed");
  log.fatal("died");
  return "null";
}

lambda::Outcome log_from_threads(const Json& event, const lambda::Invocation& /*invocation*/,
                                 lambda::Logger& log) {
  std::vector<std::thread> threads;
  for (std::int64_t i = 0; i < 8; ++i) {
    threads.emplace_back([&log, &event, i] {
      const std::string padding(event["bytes"].get<std::size_t>(), 'x');
      for (int line = 0; line < 50; ++line) {
        log.info("threaded", {{"thread", i}, {"padding", padding}});
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return "null";
}

/// How long what runs in this thread has yet, in milliseconds; null for ever.
Json time_left() {
  using omnitrack::DeadlineScope;
  if (DeadlineScope::current() == DeadlineScope::Moment::max()) return nullptr;
  const auto left = DeadlineScope::current() - DeadlineScope::Clock::now();
  return std::chrono::duration_cast<std::chrono::milliseconds>(left).count();
}

lambda::Outcome tell_deadlines(const Json& /*event*/, const lambda::Invocation& /*invocation*/,
                               lambda::Logger& /*log*/) {
  Json told{{"handler", time_left()}};
  const auto deadline = omnitrack::DeadlineScope::current();
  std::thread([&] {
    told["thread"] = time_left();
    const omnitrack::DeadlineScope scope(deadline);
    told["scoped"] = time_left();
  }).join();
  return told.dump();
}

lambda::Outcome end_amid(const Json& /*event*/, const lambda::Invocation& /*invocation*/,
                         lambda::Logger& /*log*/) {
  std::raise(SIGTERM);
  return R"("finished")";
}

lambda::Outcome handle(const lambda::Invocation& invocation, lambda::Logger& log) {
  static const std::map<std::string, Deed> deeds{
      {"echo", echo},
      {"throw_exception", throw_exception},
      {"throw_number", throw_number},
      {"throw_error", throw_error},
      {"return_error", return_error},
      {"invalid_utf8", invalid_utf8},
      {"respond", respond},
      {"log_levels", log_levels},
      {"log_from_threads", log_from_threads},
      {"tell_deadlines", tell_deadlines},
      {"end_amid", end_amid},
  };
  const Json event = Json::parse(invocation.event);
  return deeds.at(event["do"])(event, invocation, log);
}

tl::expected<lambda::Handler, lambda::FunctionError> initialize(lambda::Logger& log) {
  const std::string way = variable("INITIALIZATION");
  if (way == "returns an error") {
    return tl::unexpected<lambda::FunctionError>({"NoTable", "there is no table; hint: set TABLE"});
  }
  if (way == "throws") throw std::logic_error("no table");
  if (way == "gives nothing") return lambda::Handler();
  return [&log](const lambda::Invocation& invocation) { return handle(invocation, log); };
}

}  // namespace

int main() { return lambda::run(initialize); }
