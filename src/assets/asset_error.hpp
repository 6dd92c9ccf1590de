#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "omnitrack/finding_code.hpp"

namespace omnitrack::assets {

/// Why a file or a folder cannot be uploaded, with the code of its page and what to do about it.
class AssetError final : public std::runtime_error {
 public:
  AssetError(FindingCode<Severity::error> code, const std::string& message, std::string hint)
      : std::runtime_error(message), code_(code), hint_(std::move(hint)) {}

  [[nodiscard]] FindingCode<Severity::error> code() const { return code_; }
  [[nodiscard]] const std::string& hint() const { return hint_; }

 private:
  FindingCode<Severity::error> code_;
  std::string hint_;
};

}  // namespace omnitrack::assets
