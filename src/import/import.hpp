#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "template/document.hpp"

namespace omnitrack::importing {

/// Something of a template that no C++ of ours can say.
struct Problem {
  std::uint32_t begin = 0;  ///< its place in the template's text
  std::string path;         ///< in the template, such as `Outputs/Url`
  std::string message;
  std::string hint;
};

/// A file of the app.
struct AppFile {
  std::string name;
  std::string text;
};

/// A template as an app.
struct ImportedApp {
  std::vector<AppFile> files;
  std::vector<Problem> problems;  ///< without any, the app makes the same template
  std::size_t resources = 0;
  std::size_t typed = 0;       ///< how many of them have a type in C++, or a construct
  std::size_t constructs = 0;  ///< how many of these a construct makes
};

/// Writes the app that makes a template. `stack` is the name of its stack and `app` that of its
/// program.
ImportedApp import_template(const tmpl::Document& document, std::string_view stack,
                            std::string_view app);

}  // namespace omnitrack::importing
