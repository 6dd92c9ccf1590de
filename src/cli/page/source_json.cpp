#include "cli/page/source_json.hpp"

namespace omnitrack::cli {

void write_source(support::JsonWriter& json, const Source& source) {
  if (source.line == 0) return;
  json.member("file", source.file);
  json.member("line", source.line);
}

}  // namespace omnitrack::cli
