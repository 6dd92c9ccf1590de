#pragma once

#include "validate/truth.hpp"

namespace omnitrack::validate {

/// The truths of several cases become one.
class Cases {
 public:
  void add(Truth truth) {
    truth_ = is_empty_ ? truth : same_or_unknown(truth_, truth);
    is_empty_ = false;
  }
  [[nodiscard]] Truth truth() const { return truth_; }

 private:
  Truth truth_ = Truth::unknown;
  bool is_empty_ = true;
};

}  // namespace omnitrack::validate
