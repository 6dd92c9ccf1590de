#include "source_file.hpp"

#include <fstream>
#include <iterator>

namespace omnitrack {

std::string path_beside(const Source& source, std::string_view path) {
  const std::string_view file = source.file;
  const std::size_t slash = file.rfind('/');
  if (path.starts_with('/') || slash == std::string_view::npos) return std::string(path);
  return std::string(file.substr(0, slash + 1)) + std::string(path);
}

bool read_source_file(const std::string& path, std::string& text) {
  constexpr int levels = 12;
  std::string from;
  for (int level = 0; level < levels; ++level) {
    std::ifstream file(from + path, std::ios::binary);
    if (file) {
      text.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
      return !file.bad();
    }
    if (path.starts_with('/')) break;
    from += "../";
  }
  return false;
}

}  // namespace omnitrack
