#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "resource_text.hpp"
#include <omnitrack/omnitrack.hpp>

namespace omnitrack::testing_support {

/// Adds what functions give once the functions, and all that they made it of, are gone. It reads
/// what the synth wrote without the testing library, which is not made for AddressSanitizer.
class LatePropsTest : public testing::Test {
 protected:
  /// A resource as compact JSON; the app is synthesized at the first call.
  std::string resource(std::string_view logical_id) {
    if (written_.empty()) written_ = compact_template(app);
    return object_at(written_, logical_id);
  }
  /// The properties of a resource.
  std::string properties(std::string_view logical_id) {
    return object_at(resource(logical_id), "Properties");
  }
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

  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});

 private:
  std::string written_;
};

}  // namespace omnitrack::testing_support
