#pragma once

#include "cli/session.hpp"

namespace omnitrack::cli {

/// The help of the whole program.
std::string program_help(const Session& session);

/// The help of one verb.
std::string verb_help(const Session& session, Verb& verb);

}  // namespace omnitrack::cli
