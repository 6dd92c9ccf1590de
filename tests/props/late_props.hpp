#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "resource_text.hpp"
#include <omnitrack/omnitrack.hpp>

namespace omnitrack::testing_support {

/// Adds what functions give once the functions, and all that they made it of, are gone.
class LatePropsTest : public OneStackTest {
 protected:
  /// The construct of what `make` gives, which was stored and copied meanwhile.
  template <class Make>
  auto& add_later(const Make& make) {
    using Props = decltype(make());
    auto first = std::make_unique<std::vector<Props>>();
    first->push_back(make());
    const std::optional<Props> copy = first->front();
    first.reset();
    return stack.add(*copy);
  }
};

}  // namespace omnitrack::testing_support
