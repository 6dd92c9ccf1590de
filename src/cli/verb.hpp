#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "cli/options.hpp"

namespace omnitrack::cli {

struct Session;

/// A command line that shows what a verb is good for.
struct Example {
  std::string_view arguments;  ///< what follows the program's name
  std::string_view does;       ///< `PROGRAM` stands for the program's name
};

/// One verb of the command line. A new one is a file of its own and a line in `verbs.cpp`.
class Verb {
 public:
  virtual ~Verb() = default;

  [[nodiscard]] virtual std::string_view name() const = 0;
  /// One sentence without its full stop, for the list of verbs.
  [[nodiscard]] virtual std::string_view summary() const = 0;
  /// At least one example; the help of the program shows the first.
  [[nodiscard]] virtual std::vector<Example> examples() const = 0;
  /// Its own options, bound to its members.
  [[nodiscard]] virtual Options options() = 0;
  /// Does it and returns the exit code. Throws what cannot go on.
  virtual int run(Session& session) = 0;
};

using Verbs = std::vector<std::unique_ptr<Verb>>;

/// All verbs, in the order of the help; the first is the one of a command line without a verb.
Verbs all_verbs();

/// The verb of a name. Throws UsageError with the nearest right name where there is none.
Verb& find_verb(const Verbs& verbs, const std::string& name);

}  // namespace omnitrack::cli
