#include <system_error>

#include "failure.hpp"
#include "stream.hpp"

namespace omnitrack::cache {

namespace {

tl::unexpected<Error> lost(const Transfer& transfer) {
  if (transfer.outcome == Transfer::Outcome::closed) {
    return failure(ErrorCode::connection_lost, "the other side closed the connection");
  }
  return failure(ErrorCode::connection_lost, std::system_category().message(transfer.error));
}

class PlainStream : public Stream {
 public:
  explicit PlainStream(Socket socket) : socket_(std::move(socket)) {}

  Result<std::size_t> read(char* into, std::size_t size, Deadline deadline) override {
    const Transfer transfer = socket_.receive(into, size, deadline);
    if (transfer.outcome == Transfer::Outcome::moved) return transfer.bytes;
    if (transfer.outcome != Transfer::Outcome::would_block) return lost(transfer);
    return failure(ErrorCode::timed_out, "no answer in time");
  }

  Result<void> write(std::string_view bytes, Deadline deadline) override {
    while (!bytes.empty()) {
      const Transfer transfer = socket_.write(bytes);
      if (transfer.outcome == Transfer::Outcome::moved) {
        bytes.remove_prefix(transfer.bytes);
      } else if (transfer.outcome != Transfer::Outcome::would_block) {
        return lost(transfer);
      } else if (!socket_.wait(Readiness::writable, deadline)) {
        return failure(ErrorCode::timed_out, "the command was not taken in time");
      }
    }
    return {};
  }

  bool is_quiet() override { return socket_.peek().outcome == Transfer::Outcome::would_block; }

 private:
  Socket socket_;
};

}  // namespace

std::unique_ptr<Stream> plain_stream(Socket socket) {
  return std::make_unique<PlainStream>(std::move(socket));
}

}  // namespace omnitrack::cache
