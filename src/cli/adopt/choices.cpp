#include "cli/adopt/choices.hpp"

#include "cli/failure.hpp"
#include "cli/page/wording.hpp"

namespace omnitrack::cli {

std::pair<std::string, std::string> parse_match(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || text.size() == 1) {
    throw UsageError("--match " + text + ": it is not PATH=LOGICAL_ID",
                     "PATH is that of the construct, LOGICAL_ID the deployed one; PATH= says that "
                     "it is new, =LOGICAL_ID that it is meant to go");
  }
  return {text.substr(0, equals), text.substr(equals + 1)};
}

void refuse(const lock::ChoiceMistake& mistake) {
  using Kind = lock::ChoiceMistake::Kind;
  const std::string path = "'" + mistake.path + "'";
  const std::string id = "'" + mistake.old_id + "'";
  switch (mistake.kind) {
    case Kind::unknown_path:
      throw Failure("--match: no adopted stack has a resource at " + path,
                    did_you_mean(mistake.path, mistake.known));
    case Kind::unknown_id:
      throw Failure("--match: nothing deployed has the logical id " + id,
                    did_you_mean(mistake.old_id, mistake.known));
    case Kind::other_type:
      break;
  }
  throw Failure("--match: " + path + " is of the type " + std::string(mistake.our_type) + ", and " +
                    id + " of the type " + std::string(mistake.old_type),
                "a logical id cannot change its type");
}

}  // namespace omnitrack::cli
