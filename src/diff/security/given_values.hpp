#pragma once

#include <functional>
#include <list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::diff {

/// The values that parameters of a template are given, as the template would hold them.
class GivenValues {
 public:
  GivenValues() = default;
  /// The texts must outlive this.
  GivenValues(const tmpl::Index& index,
              const std::map<std::string, std::string, std::less<>>& texts);
  GivenValues(const GivenValues&) = delete;  // its values point into it
  GivenValues& operator=(const GivenValues&) = delete;

  /// The value of a parameter; null where it is given none.
  [[nodiscard]] const tmpl::Node* find(std::string_view parameter) const;

 private:
  std::list<std::vector<tmpl::Node>> items_;
  std::map<std::string_view, tmpl::Node, std::less<>> values_;
};

}  // namespace omnitrack::diff
