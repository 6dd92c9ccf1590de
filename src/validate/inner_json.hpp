#pragma once

#include <functional>
#include <memory>
#include <string>

#include "validate/finding.hpp"

namespace omnitrack::validate {

/// What a text is as JSON.
struct InnerJson {
  /// What it says, with a call for each value that is known later; null where that is not known.
  std::unique_ptr<const tmpl::Template> source = nullptr;
  /// Why it surely is no JSON object; empty where it may be one.
  std::string problem = {};
};

/// Reads a text, or what Fn::Sub or Fn::Join puts together of texts.
InnerJson inner_json(const tmpl::Node& text);

/// Checks what stands in a text. What is found has a place in that text alone, so it is reported at
/// the text's own place.
void check_inner_json(
    Reporter& report, const tmpl::Template& inner, const tmpl::Node& text, const Path& path,
    const std::function<void(Reporter& inner, const tmpl::Node& root, const Path& path)>& check);

}  // namespace omnitrack::validate
