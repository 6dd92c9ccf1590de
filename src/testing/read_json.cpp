#include "testing/read_json.hpp"

#include "template/parse.hpp"

namespace omnitrack::assertions {

std::optional<Datum> read_json(std::string_view text) {
  tmpl::Template source("", std::string(text));
  if (!tmpl::parse_json(source).empty()) return std::nullopt;
  return raw_datum(source.root());
}

}  // namespace omnitrack::assertions
