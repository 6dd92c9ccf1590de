// A bootstrap with two functions, one of which answers piece by piece, for the tests of the
// runtime.
#include <chrono>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>

#include <nlohmann/json.hpp>

#include <omnitrack/lambda/run.hpp>

namespace lambda = omnitrack::lambda;

namespace {

using Json = nlohmann::json;
using Streamed = tl::expected<void, lambda::FunctionError>;
using Deed = Streamed (*)(const Json&, lambda::ResponseStream&);

// An error of the API becomes one of the function.
Streamed sent(const lambda::Result<void>& result) {
  if (result) return {};
  return tl::unexpected<lambda::FunctionError>(
      {std::string(lambda::name(result.error().code)), result.error().message});
}

Streamed pieces(const Json& event, lambda::ResponseStream& stream) {
  for (const std::string text : event["texts"]) {
    if (auto written = sent(stream.write(text)); !written) return written;
    // The next piece goes once the test has seen this one.
    while (event.contains("wait_for") &&
           !std::filesystem::exists(event["wait_for"].get<std::string>())) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  return {};
}

Streamed typed(const Json& event, lambda::ResponseStream& stream) {
  if (auto begun = sent(stream.begin(event.value("type", "text/event-stream"))); !begun)
    return begun;
  return pieces(event, stream);
}

Streamed http(const Json& event, lambda::ResponseStream& stream) {
  if (auto begun = sent(stream.begin(lambda::HttpHead{
          .status = 201, .headers = {{"x-kind", "tried \"so\""}}, .cookies = {"a=b"}}));
      !begun) {
    return begun;
  }
  return pieces(event, stream);
}

Streamed begin_twice(const Json& event, lambda::ResponseStream& stream) {
  if (auto written = pieces(event, stream); !written) return written;
  return sent(stream.begin("text/plain"));
}

Streamed fail(const Json& event, lambda::ResponseStream& stream) {
  if (auto written = pieces(event, stream); !written) return written;
  return tl::unexpected<lambda::FunctionError>({"NoMore", "that is all\nthere is"});
}

Streamed throw_exception(const Json& event, lambda::ResponseStream& stream) {
  if (auto written = pieces(event, stream); !written) return written;
  throw std::out_of_range("too far");
}

Streamed large(const Json& event, lambda::ResponseStream& stream) {
  const std::string piece(1 << 20, 'x');
  for (int i = 0; i < event["megabytes"].get<int>(); ++i) {
    if (auto written = sent(stream.write(piece)); !written) return written;
  }
  return {};
}

tl::expected<lambda::StreamHandler, lambda::FunctionError> streaming(lambda::Logger& /*log*/) {
  return [](const lambda::Invocation& invocation, lambda::ResponseStream& stream) -> Streamed {
    static const std::map<std::string, Deed> deeds{
        {"pieces", pieces}, {"typed", typed},
        {"http", http},     {"begin_twice", begin_twice},
        {"fail", fail},     {"throw", throw_exception},
        {"large", large},
    };
    const Json event = Json::parse(invocation.event);
    return deeds.at(event["do"])(event, stream);
  };
}

tl::expected<lambda::Handler, lambda::FunctionError> buffered(lambda::Logger& /*log*/) {
  return [](const lambda::Invocation& invocation) -> lambda::Outcome { return invocation.event; };
}

}  // namespace

int main() { return lambda::run({{"buffered", buffered}, {"streaming", streaming}}); }
