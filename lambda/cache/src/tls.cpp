#include "tls.hpp"

#include <array>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "failure.hpp"
#include "tls_bio.hpp"

namespace omnitrack::cache {

namespace {

// A program that is linked on one system and runs on another finds the authorities of neither
// through OpenSSL's own defaults: Debian's, Amazon Linux' and Alpine's files.
constexpr std::array<const char*, 3> system_ca_files{
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"};

std::string openssl_error() {
  const auto code = ERR_get_error();
  ERR_clear_error();
  const char* reason = ERR_reason_error_string(code);
  return reason == nullptr ? "unknown error" : reason;
}

using Ssl = std::unique_ptr<SSL, decltype(&SSL_free)>;

class TlsStream : public Stream {
 public:
  TlsStream(std::unique_ptr<Wire> wire, Ssl ssl) : wire_(std::move(wire)), ssl_(std::move(ssl)) {}

  Result<std::size_t> read(char* into, std::size_t size, Deadline deadline) override {
    std::size_t moved = 0;
    // The answer is not there yet when a command was just sent.
    wire_->waits_until = deadline;
    auto done = repeat(deadline, [&] { return SSL_read_ex(ssl_.get(), into, size, &moved); });
    wire_->waits_until.reset();
    if (!done) return failure_of(std::move(done));
    return moved;
  }

  Result<void> write(std::string_view bytes, Deadline deadline) override {
    std::size_t moved = 0;
    return repeat(deadline,
                  [&] { return SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &moved); });
  }

  bool is_quiet() override {
    if (wire_->socket.peek().outcome == Transfer::Outcome::would_block &&
        SSL_has_pending(ssl_.get()) == 0) {
      return true;
    }
    // What came may be a session ticket, which is TLS' own matter; peeking takes it in.
    char byte = 0;
    std::size_t moved = 0;
    ERR_clear_error();
    const int result = SSL_peek_ex(ssl_.get(), &byte, 1, &moved);
    return result != 1 && SSL_get_error(ssl_.get(), result) == SSL_ERROR_WANT_READ;
  }

  /// Repeats an operation of OpenSSL until it is done, waiting as it asks to.
  template <class Operation>
  Result<void> repeat(Deadline deadline, const Operation& operation) {
    while (true) {
      ERR_clear_error();
      const int result = operation();
      if (result == 1) return {};
      const int error = SSL_get_error(ssl_.get(), result);
      const bool reads = error == SSL_ERROR_WANT_READ;
      if (!reads && error != SSL_ERROR_WANT_WRITE) return lost(error);
      if (!wire_->socket.wait(reads ? Readiness::readable : Readiness::writable, deadline)) {
        return failure(ErrorCode::timed_out, "no answer in time");
      }
    }
  }

  /// Why the other side's certificate is not trusted; empty where it is, or none was seen.
  [[nodiscard]] std::string distrust() const {
    const auto verdict = SSL_get_verify_result(ssl_.get());
    return verdict == X509_V_OK ? "" : X509_verify_cert_error_string(verdict);
  }

  Result<void> shake_hands(Deadline deadline) {
    return repeat(deadline, [&] { return SSL_connect(ssl_.get()); });
  }

 private:
  static tl::unexpected<Error> lost(int error) {
    if (error == SSL_ERROR_SSL) return failure(ErrorCode::connection_lost, openssl_error());
    return failure(ErrorCode::connection_lost, "the other side closed the connection");
  }

  // Behind a pointer, since OpenSSL keeps its address.
  std::unique_ptr<Wire> wire_;
  Ssl ssl_;
};

bool expect_host(SSL* ssl, const std::string& host) {
  X509_VERIFY_PARAM* expected = SSL_get0_param(ssl);
  if (X509_VERIFY_PARAM_set1_ip_asc(expected, host.c_str()) == 1) return true;
  X509_VERIFY_PARAM_set_hostflags(expected, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  return X509_VERIFY_PARAM_set1_host(expected, host.data(), host.size()) == 1 &&
         SSL_set_tlsext_host_name(ssl, host.c_str()) == 1;
}

bool trust_system(SSL_CTX* context) {
  const char* chosen = std::getenv("SSL_CERT_FILE");
  if (chosen != nullptr) return SSL_CTX_load_verify_file(context, chosen) == 1;
  for (const char* file : system_ca_files) {
    if (SSL_CTX_load_verify_file(context, file) == 1) return true;
  }
  return false;
}

}  // namespace

Result<TlsContext> TlsContext::create(const std::string& ca_file) {
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  if (!context || SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION) != 1) {
    return failure(ErrorCode::invalid_configuration, "TLS cannot start: " + openssl_error());
  }
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  // Writing may be repeated with what is left, and idle connections hold no buffers.
  SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);
  // A record's head and body, and records that came together, are read at once.
  SSL_CTX_set_read_ahead(context.get(), 1);
  const bool trusts = ca_file.empty()
                          ? trust_system(context.get())
                          : SSL_CTX_load_verify_file(context.get(), ca_file.c_str()) == 1;
  if (!trusts) {
    return failure(
        ErrorCode::invalid_configuration,
        ca_file.empty()
            ? std::string("no certificate authorities of the system were found; set ca_file")
            : fmt::format("the certificate authorities in '{}' cannot be read: {}", ca_file,
                          openssl_error()));
  }
  ERR_clear_error();
  return TlsContext(std::move(context));
}

Result<std::unique_ptr<Stream>> TlsContext::connect(Socket socket, const std::string& host,
                                                    Deadline deadline) const {
  auto wire = std::make_unique<Wire>(std::move(socket));
  Ssl ssl(SSL_new(context_.get()), SSL_free);
  BIO* bio = wire_bio(*wire);
  if (!ssl || bio == nullptr || !expect_host(ssl.get(), host)) {
    BIO_free(bio);
    return failure(ErrorCode::tls_failed, "TLS cannot start: " + openssl_error());
  }
  SSL_set_bio(ssl.get(), bio, bio);
  auto stream = std::make_unique<TlsStream>(std::move(wire), std::move(ssl));
  auto done = stream->shake_hands(deadline);
  if (!done) {
    const std::string distrust = stream->distrust();
    return failure(
        ErrorCode::tls_failed,
        distrust.empty()
            ? fmt::format("no TLS with '{}': {}; does it speak TLS?", host, done.error().message)
            : fmt::format("the certificate of '{}' is not trusted: {}", host, distrust));
  }
  return stream;
}

Result<std::optional<TlsContext>> tls_of(const Configuration& configuration) {
  if (!configuration.tls) return std::optional<TlsContext>();
  auto made = TlsContext::create(configuration.ca_file);
  if (!made) return failure_of(std::move(made));
  return std::optional<TlsContext>(std::move(*made));
}

}  // namespace omnitrack::cache
