#pragma once

#include <map>
#include <utility>

#include "schema/service_rules.hpp"

namespace omnitrack::validate {

/// Answers to what expressions ask about a subject, each worked out once.
template <class Subject, class Answer>
class Answers {
 public:
  /// `make` works the answer out; it may ask for others.
  template <class Make>
  const Answer& of(schema::Term expression, Subject subject, const Make& make) {
    const auto [found, is_new] = answers_.try_emplace({expression.id(), subject});
    if (is_new) found->second = make();
    return found->second;
  }

 private:
  std::map<std::pair<const void*, Subject>, Answer> answers_;
};

}  // namespace omnitrack::validate
