#include "tls_bio.hpp"

#include <string_view>

namespace omnitrack::cache {

namespace {

const Wire& wire_of(BIO* bio) { return *static_cast<const Wire*>(BIO_get_data(bio)); }

int moved(BIO* bio, const Transfer& transfer, int retry) {
  BIO_clear_retry_flags(bio);
  switch (transfer.outcome) {
    case Transfer::Outcome::moved:
      return static_cast<int>(transfer.bytes);
    case Transfer::Outcome::would_block:
      BIO_set_flags(bio, retry | BIO_FLAGS_SHOULD_RETRY);
      return -1;
    case Transfer::Outcome::closed:
      return 0;
    case Transfer::Outcome::failed:
      break;
  }
  return -1;
}

int read(BIO* bio, char* into, int size) {
  const Wire& wire = wire_of(bio);
  const auto room = static_cast<std::size_t>(size);
  return moved(bio,
               wire.waits_until ? wire.socket.receive(into, room, *wire.waits_until)
                                : wire.socket.read(into, room),
               BIO_FLAGS_READ);
}

int write(BIO* bio, const char* bytes, int size) {
  return moved(bio, wire_of(bio).socket.write({bytes, static_cast<std::size_t>(size)}),
               BIO_FLAGS_WRITE);
}

long control(BIO*, int command, long, void*) {  // NOLINT(google-runtime-int): OpenSSL's type
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

BIO_METHOD* make_method() {
  BIO_METHOD* method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket");
  if (method == nullptr) return nullptr;
  BIO_meth_set_read(method, read);
  BIO_meth_set_write(method, write);
  BIO_meth_set_ctrl(method, control);
  return method;
}

}  // namespace

BIO* wire_bio(const Wire& wire) {
  // Kept for the process' life, as each connection needs it.
  static BIO_METHOD* const method = make_method();
  BIO* bio = method == nullptr ? nullptr : BIO_new(method);
  if (bio == nullptr) return nullptr;
  BIO_set_data(bio, const_cast<Wire*>(&wire));
  BIO_set_init(bio, 1);
  return bio;
}

}  // namespace omnitrack::cache
