#include "temporary_folder.hpp"

#include <cstdlib>
#include <system_error>

#include "socket.hpp"

namespace omnitrack::cache_test {

TemporaryFolder::TemporaryFolder() {
  std::string name = std::filesystem::temp_directory_path() / "omnitrack-cache-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) fail("mkdtemp");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace omnitrack::cache_test
