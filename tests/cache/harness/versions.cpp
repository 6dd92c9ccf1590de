#include "versions.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "socket.hpp"

namespace omnitrack::cache_test {

namespace {

constexpr std::size_t versions_bytes = Versions::keys * sizeof(std::atomic<std::uint64_t>);

}  // namespace

Versions::Versions(const std::string& file) {
  const Descriptor descriptor(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (descriptor.get() < 0 || ftruncate(descriptor.get(), versions_bytes) != 0) fail("open");
  void* const memory =
      mmap(nullptr, versions_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor.get(), 0);
  if (memory == MAP_FAILED) fail("mmap");
  versions_ = static_cast<std::atomic<std::uint64_t>*>(memory);
}

Versions::~Versions() { munmap(versions_, versions_bytes); }

}  // namespace omnitrack::cache_test
