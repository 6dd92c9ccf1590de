#pragma once

#include <string>

#include "import/import.hpp"
#include "template/document.hpp"

namespace omnitrack::importing {

/// The app of a template's text.
inline ImportedApp app_of(const std::string& text) {
  const tmpl::Document document("shop.yaml", text);
  return import_template(document, "Shop", "shop");
}

/// What stands in `build` behind the stack.
inline std::string statements_of(const std::string& text) {
  const std::string main = app_of(text).files[0].text;
  const std::string begin = ";\n\n";
  const std::size_t from = main.find("auto& stack = ");
  const std::size_t at = main.find(begin, from) + begin.size();
  return main.substr(at, main.find("}\n\nint main", at) - at);
}

/// The same of resources alone.
inline std::string resources_of(const std::string& resources) {
  return statements_of("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n" + resources);
}

}  // namespace omnitrack::importing
