#pragma once

#include <cstdint>
#include <string_view>

namespace omnitrack::validate {

/// Resource types whose service has ended, or is no longer worked on.
struct RetiredType {
  enum class State : std::uint8_t { ended, ending, maintained };

  std::string_view prefix;  ///< of the types' names
  State state = State::ended;
  std::string_view date;  ///< `YYYY-MM-DD`; may be empty where it is to come
};

/// What is known of the end of a type; null where nothing is.
const RetiredType* find_retired_type(std::string_view type);

}  // namespace omnitrack::validate
