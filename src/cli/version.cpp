#include "cli/version.hpp"

namespace omnitrack::cli {

std::string_view version() { return OMNITRACK_VERSION; }

}  // namespace omnitrack::cli
