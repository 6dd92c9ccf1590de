#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <regex>
#include <string>
#include <vector>

#include "omnitrack/testing/expected.hpp"

namespace omnitrack::assertions {

/// The kinds of what is expected.
enum class Expects : std::uint8_t {
  null,
  flag,
  number,
  text,
  value,    ///< of a construct
  members,  ///< at least these
  exact_members,
  items,       ///< exactly these, in order
  some_items,  ///< each of these, in any order
  each_item,
  any,
  absent,
  not_,
  one_of,
  pattern,
  json,
  base64,
  at_least,
  at_most,
  satisfying,
  capture,
};

/// What an `Expected` holds.
struct ExpectedNode {
  Expects kind = Expects::any;
  double number = 0;  ///< a flag is 0 or 1
  std::string text = {};
  Node value = {};
  std::vector<Member> members = {};
  std::vector<Expected> items = {};
  std::regex pattern = {};
  std::function<bool(std::string_view)> accepts = {};
  std::shared_ptr<std::vector<std::string>> taken = nullptr;
};

/// What is expected, in one line.
std::string described(const Expected& expected);

/// The text of a number, without a fraction where it has none.
std::string number_text(double number);

}  // namespace omnitrack::assertions
