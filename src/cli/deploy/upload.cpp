#include "cli/deploy/upload.hpp"

#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "cli/failure.hpp"
#include "cli/files.hpp"

namespace omnitrack::cli {

namespace {

// A file that nobody else can read, and that goes with its object.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view text)
      : path_((std::filesystem::temp_directory_path() / "omnitrack-XXXXXX").string()) {
    const int file = ::mkstemp(path_.data());
    if (file < 0) {
      throw Failure("cannot make a temporary file: " + std::generic_category().message(errno));
    }
    const std::error_code error = write_all(file, text);
    ::close(file);
    if (!error) return;
    ::unlink(path_.c_str());
    throw Failure("cannot write " + path_ + ": " + error.message());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { ::unlink(path_.c_str()); }

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

bool is_there(const deploy::AwsCli& aws, const std::string& bucket, const std::string& key) {
  try {
    aws.run({"s3api", "head-object", "--bucket", bucket, "--key", key});
    return true;
  } catch (const deploy::AwsFailure& failure) {
    if (failure.fault() != deploy::AwsFault::not_found) throw;
    return false;
  }
}

}  // namespace

bool upload_text(const deploy::AwsCli& aws, const std::string& bucket, const std::string& key,
                 std::string_view text) {
  if (is_there(aws, bucket, key)) return false;
  const TemporaryFile file(text);
  aws.run({"s3api", "put-object", "--bucket", bucket, "--key", key, "--body", file.path()});
  return true;
}

}  // namespace omnitrack::cli
