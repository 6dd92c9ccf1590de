#pragma once

#include <memory>
#include <string_view>
#include <unordered_map>

#include "template/model.hpp"

namespace omnitrack::validate {

/// The texts of a template that rules read as JSON, each parsed once.
class JsonTexts {
 public:
  /// The root of a text; null where it is not JSON. It lives as long as this.
  const tmpl::Node* root_of(std::string_view text);

 private:
  std::unordered_map<const char*, std::unique_ptr<const tmpl::Template>> parsed_;
};

}  // namespace omnitrack::validate
