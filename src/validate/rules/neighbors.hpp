#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "template/index.hpp"

namespace omnitrack::validate {

/// What rules ask about the other resources of a template: each answer is worked out once for all
/// resources, so that its cost is that of the template.
class Neighbors {
 public:
  /// Resources that repeat an earlier one.
  using Repeated = std::unordered_set<const tmpl::ResourceEntry*>;

  /// How many resources refer to each logical id; none where that is not known of one of them.
  using Counts = std::optional<std::unordered_map<std::string_view, double>>;

  /// The answer to an expression of a rule about a type; `make` works it out.
  template <class Make>
  const Repeated& repeated(const void* expression, std::string_view type, const Make& make) {
    return once(repeated_, expression, type, make);
  }
  template <class Make>
  const Counts& referrers(const void* expression, std::string_view type, const Make& make) {
    return once(referrers_, expression, type, make);
  }

 private:
  template <class Answer>
  using Answers = std::map<std::pair<const void*, std::string_view>, Answer>;

  template <class Answer, class Make>
  static const Answer& once(Answers<Answer>& answers, const void* expression, std::string_view type,
                            const Make& make) {
    const auto [found, is_new] = answers.try_emplace({expression, type});
    if (is_new) found->second = make();
    return found->second;
  }

  Answers<Repeated> repeated_;
  Answers<Counts> referrers_;
};

}  // namespace omnitrack::validate
