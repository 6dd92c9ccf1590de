#include "http.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "failure.hpp"
#include "tls.hpp"

namespace omnitrack::cache {

namespace {

constexpr std::size_t most_answer_bytes = std::size_t{64} << 10U;
constexpr std::string_view end_of_line = "\r\n";
constexpr std::string_view end_of_head = "\r\n\r\n";

tl::unexpected<Error> broken_answer(std::string_view why) {
  return failure(ErrorCode::protocol_error, fmt::format("not an answer of HTTP: {}", why));
}

template <class Number>
std::optional<Number> number_of(std::string_view text, int base = 10) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number, base);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

bool is_same_name(std::string_view left, std::string_view right) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](char a, char b) { return small(a) == small(b); });
}

std::string_view without_spaces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<std::string_view> header(std::string_view head, std::string_view name) {
  while (true) {
    const std::size_t line_end = head.find(end_of_line);
    if (line_end == std::string_view::npos) return std::nullopt;
    head.remove_prefix(line_end + end_of_line.size());
    const std::string_view line = head.substr(0, head.find(end_of_line));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_same_name(line.substr(0, colon), name)) continue;
    return without_spaces(line.substr(colon + 1));
  }
}

/// The bytes of chunks up to the last one; nothing where it has not come yet.
Result<std::optional<std::string>> joined_chunks(std::string_view rest) {
  std::string body;
  while (true) {
    const std::size_t line_end = rest.find(end_of_line);
    if (line_end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest.substr(0, line_end);
    const auto size = number_of<std::size_t>(without_spaces(line.substr(0, line.find(';'))), 16);
    if (!size || *size > most_answer_bytes) return broken_answer("a chunk has no size");
    if (*size == 0) return body;
    rest.remove_prefix(line_end + end_of_line.size());
    if (rest.size() < *size + end_of_line.size()) return std::nullopt;
    body += rest.substr(0, *size);
    rest.remove_prefix(*size + end_of_line.size());
  }
}

/// What has come of an answer so far.
class PartialAnswer {
 public:
  /// Takes bytes; an answer once it is whole.
  Result<std::optional<HttpAnswer>> take(std::string_view bytes) {
    bytes_ += bytes;
    if (bytes_.size() > most_answer_bytes) return broken_answer("it has more than 64 KiB");
    return whole(false);
  }
  /// The answer, as the other side has closed the connection.
  Result<HttpAnswer> end() const {
    auto answer = whole(true);
    if (!answer) return failure_of(std::move(answer));
    if (!*answer) return broken_answer("the connection was closed amid it");
    return std::move(**answer);
  }

 private:
  [[nodiscard]] Result<std::optional<HttpAnswer>> whole(bool is_closed) const {
    const std::string_view all = bytes_;
    const std::size_t head_end = all.find(end_of_head);
    if (head_end == std::string_view::npos) return std::nullopt;
    const std::string_view head = all.substr(0, head_end + end_of_line.size());
    const std::string_view rest = all.substr(head_end + end_of_head.size());
    const bool begins_well = head.starts_with("HTTP/1.") && head.size() > 12 && head[8] == ' ';
    const auto status = begins_well ? number_of<int>(head.substr(9, 3)) : std::nullopt;
    if (!status) return broken_answer("it does not begin with a status");
    HttpAnswer answer{*status};
    if (const auto coding = header(head, "transfer-encoding")) {
      if (!is_same_name(*coding, "chunked")) return broken_answer("its coding is unknown");
      auto body = joined_chunks(rest);
      if (!body) return failure_of(std::move(body));
      if (!*body) return std::nullopt;
      answer.body = std::move(**body);
      return answer;
    }
    const auto length = header(head, "content-length");
    if (!length && !is_closed) return std::nullopt;
    const auto size = length ? number_of<std::size_t>(*length) : rest.size();
    if (!size || *size > most_answer_bytes) return broken_answer("its length is wrong");
    if (rest.size() < *size) return std::nullopt;
    answer.body = rest.substr(0, *size);
    return answer;
  }

  std::string bytes_;
};

Result<HttpAnswer> read_answer(Stream& stream, Deadline deadline) {
  PartialAnswer partial;
  std::vector<char> buffer(4096);
  while (true) {
    auto bytes = stream.read(buffer.data(), buffer.size(), deadline);
    if (!bytes && bytes.error().code == ErrorCode::connection_lost) return partial.end();
    if (!bytes) return failure_of(std::move(bytes));
    auto answer = partial.take({buffer.data(), *bytes});
    if (!answer) return failure_of(std::move(answer));
    if (*answer) return std::move(**answer);
  }
}

Result<std::unique_ptr<Stream>> connect_by_http(const HttpUrl& url,
                                                const std::vector<Address>& addresses,
                                                Deadline deadline) {
  auto socket = Socket::connect(addresses, deadline);
  if (!socket) return failure_of(std::move(socket));
  if (!url.is_encrypted) return plain_stream(std::move(*socket));
  auto tls = TlsContext::create({});
  if (!tls) return failure_of(std::move(tls));
  return tls->connect(std::move(*socket), url.host, deadline);
}

}  // namespace

Result<HttpUrl> HttpUrl::parse(std::string_view text) {
  const auto wrong = [whole = std::string(text)] {
    return failure(ErrorCode::invalid_configuration,
                   fmt::format("'{}' is not a URL of HTTP", whole));
  };
  HttpUrl url;
  constexpr std::string_view plain = "http://";
  constexpr std::string_view encrypted = "https://";
  url.is_encrypted = text.starts_with(encrypted);
  if (!url.is_encrypted && !text.starts_with(plain)) return wrong();
  if (std::any_of(text.begin(), text.end(), [](char c) { return c <= ' ' || c > '~'; })) {
    return wrong();
  }
  text.remove_prefix(url.is_encrypted ? encrypted.size() : plain.size());
  const std::size_t place_end = std::min(text.size(), text.find_first_of("/?#"));
  std::string_view place = text.substr(0, place_end);
  std::string_view target = text.substr(place_end);
  target = target.substr(0, target.find('#'));
  url.target = target.starts_with('/') ? target : "/" + std::string(target);
  if (place.find('@') != std::string_view::npos) return wrong();
  const std::size_t bracket = place.find(']');
  const bool is_bracketed = place.starts_with('[') && bracket != std::string_view::npos;
  const std::size_t colon = place.find(':', is_bracketed ? bracket : 0);
  url.port = url.is_encrypted ? 443 : 80;
  if (colon != std::string_view::npos) {
    const auto port = number_of<std::uint16_t>(place.substr(colon + 1));
    if (!port || *port == 0) return wrong();
    url.port = *port;
    place = place.substr(0, colon);
  }
  url.host = is_bracketed ? place.substr(1, bracket - 1) : place;
  if (url.host.empty() || (is_bracketed && bracket + 1 != place.size())) return wrong();
  return url;
}

Result<HttpAnswer> http_get(const HttpUrl& url, const std::vector<Address>& addresses,
                            const std::string& authorization, Deadline deadline) {
  auto stream = connect_by_http(url, addresses, deadline);
  if (!stream) return failure_of(std::move(stream));
  const bool is_address = url.host.find(':') != std::string::npos;
  std::string request =
      fmt::format("GET {} HTTP/1.1\r\nHost: {}:{}\r\nAccept: application/json\r\n", url.target,
                  is_address ? '[' + url.host + ']' : url.host, url.port);
  if (!authorization.empty()) request += fmt::format("Authorization: {}\r\n", authorization);
  request += "Connection: close\r\n\r\n";
  auto sent = (*stream)->write(request, deadline);
  if (!sent) return failure_of(std::move(sent));
  return read_answer(**stream, deadline);
}

}  // namespace omnitrack::cache
