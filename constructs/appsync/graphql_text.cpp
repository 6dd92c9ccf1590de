#include "../source_file.hpp"
#include "made_props.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack::appsync {

Value<std::string> text_of(const Construct& at, const GraphqlText& text) {
  if (!text.is_set()) return {};
  if (!text.is_file()) return text.value();
  const std::string path = path_beside(at.source(), text.value());
  std::string read;
  if (!read_source_file(path, read)) {
    at.error(codes::OT2101, "the file '" + path + "' cannot be read",
             "give its path from the folder of the source that names it");
  }
  return read;
}

std::string plain_name(std::string_view id) {
  std::string name;
  for (const char c : id) name += detail::has_only_letters_digits_and("_", {&c, 1}) ? c : '_';
  const bool begins_with_digit = !name.empty() && name[0] >= '0' && name[0] <= '9';
  return begins_with_digit ? "_" + name : name;
}

}  // namespace omnitrack::appsync
