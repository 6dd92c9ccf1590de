#include "cli/files.hpp"

#include "cli/failure.hpp"

namespace omnitrack::cli {

namespace {

template <class Write>
void telling_failures(const Write& write) {
  try {
    write();
  } catch (const support::WriteError& error) {
    throw Failure(error.what(), error.hint());
  }
}

}  // namespace

void check_can_write(const std::string& path) {
  telling_failures([&] { support::check_can_put(path); });
}

void write_files(std::span<const NewFile> files) {
  telling_failures([&] { support::put_files(files); });
}

void write_files_into(const std::string& folder, std::span<const NewFile> files) {
  telling_failures([&] { support::put_files_into(folder, files); });
}

}  // namespace omnitrack::cli
