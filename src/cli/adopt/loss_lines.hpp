#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "cli/adopt/adoption_report.hpp"
#include "cli/adopt/made_types.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::cli {

/// How the code says what keeps the data that changes would lose.
class LossLines {
 public:
  /// The report stays where it is.
  explicit LossLines(const AdoptionReport& report);

  /// The setting that keeps what a change would lose, with the line that it goes to; empty where
  /// only the resource itself can say it.
  [[nodiscard]] std::string line_that_keeps(const diff::Loss& loss) const;

 private:
  const AdoptionReport& report_;
  MadeTypes types_;
  std::map<std::pair<std::size_t, std::string_view>, const ElementOrigin*> origins_;
};

}  // namespace omnitrack::cli
