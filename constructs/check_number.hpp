#pragma once

#include <string>

#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>

namespace omnitrack {

/// Reports a number that is known and out of its bounds, e.g. `60 to 86400 seconds`.
template <class Rule>
void check_number(const Construct& at, FindingCode<Severity::error> code,
                  const CheckedNumber<Rule>& number, const std::string& what,
                  const std::string& bounds) {
  if (!number.is_broken()) return;
  at.error(code, what + " is " + std::to_string(number.number()) + ", which is out of bounds",
           "it is " + bounds);
}

}  // namespace omnitrack
