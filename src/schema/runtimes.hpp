#pragma once

#include <optional>
#include <string_view>

namespace omnitrack::schema {

/// When a Lambda runtime goes; dates as `YYYY-MM-DD`, empty where none is announced.
struct RuntimeLifecycle {
  std::string_view deprecated;
  std::string_view create_block;
  std::string_view update_block;
  std::string_view successor;  ///< the runtime to move to
};

/// The lifecycle of a runtime with an announced end, e.g. `python3.8`.
std::optional<RuntimeLifecycle> find_runtime_lifecycle(std::string_view runtime);

/// The day that the specification was extracted, `YYYY-MM-DD`: what is past on it is past.
std::string_view extracted_on();

}  // namespace omnitrack::schema
