#include "validate/document/sizes.hpp"

namespace omnitrack::validate {

std::string of_at_most(std::size_t count, std::size_t most, std::string_view what) {
  return std::to_string(count) + ' ' + std::string(what) + ", of at most " + std::to_string(most);
}

void check_description_size(const Context& context, const tmpl::Node& description,
                            const meaning::Path& path, std::size_t most_bytes,
                            FindingCode<Severity::error> code) {
  if (!description.is(tmpl::Kind::string) || description.text().size() <= most_bytes) return;
  context.report.error(
      code, description, path,
      "the description has " + of_at_most(description.text().size(), most_bytes, "bytes"));
}

}  // namespace omnitrack::validate
