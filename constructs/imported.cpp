#include "imported.hpp"

#include <string>

#include <omnitrack/codes.hpp>

namespace omnitrack {

void refuse_of_imported(const Construct& at, std::string_view what) {
  at.error(codes::OT2901, std::string(what) + " is asked of a construct that is made elsewhere",
           "do it where the construct is made, or make the construct in this app");
}

}  // namespace omnitrack
