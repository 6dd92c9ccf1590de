#include "imported.hpp"

#include <string>

#include <omnitrack/codes.hpp>

namespace omnitrack {

void refuse_of_imported(const Construct& at, std::string_view what) {
  at.error(codes::OT2901, std::string(what) + " is asked of a construct that is made elsewhere",
           "do it where the construct is made, or make the construct in this app");
}

void check_imported(const Construct& at, const Value<std::string>& given, bool fits,
                    std::string_view kind, std::string_view hint) {
  if (!given.is_literal_text() || fits) return;
  at.error(codes::OT2902, "'" + std::string(given.literal_text()) + "' is not " + std::string(kind),
           hint);
}

}  // namespace omnitrack
