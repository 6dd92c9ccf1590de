#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <omnitrack/cognito/user_pool.hpp>

namespace omnitrack {

// What a user pool remembers of its schema.
struct UserPool::State {
  std::vector<std::string_view> standard = {};
  // Without the prefix `custom:`.
  std::vector<std::string> custom = {};
};

}  // namespace omnitrack
