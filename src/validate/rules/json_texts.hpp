#pragma once

#include <memory>
#include <unordered_map>

#include "template/model.hpp"

namespace omnitrack::validate {

/// The texts of a template that rules read as JSON, each parsed once.
class JsonTexts {
 public:
  /// The root of what a value's text is as JSON, where gaps stand for what is unknown; null where
  /// it is not JSON. It lives as long as this.
  const tmpl::Node* root_of(const tmpl::Node& value);

 private:
  std::unordered_map<const tmpl::Node*, std::unique_ptr<const tmpl::Template>> parsed_;
};

}  // namespace omnitrack::validate
