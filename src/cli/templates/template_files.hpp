#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace omnitrack::cli {

/// A file that may hold a template.
struct TemplateFile {
  std::string name;          ///< as it is shown and opened; `-` for standard input
  std::size_t argument = 0;  ///< which of the arguments it came from
  bool is_named = true;      ///< by the user; what was found in a folder may be no template
  bool is_repeated = false;  ///< whether it was met before
  std::string problem = {};  ///< why it cannot be read; empty where nothing is known yet
};

/// The files that arguments mean. A folder means all its `*.json`, `*.yaml`, `*.yml` and
/// `*.template`, sorted, with those of its folders; hidden folders and `node_modules` are left out,
/// and what the patterns and the ignore files name. Throws Failure where one of these is none.
std::vector<TemplateFile> template_files(const std::vector<std::string>& arguments,
                                         const std::vector<std::string>& excluded = {});

/// Whether a word is likely the name of a template's file, by its end.
bool is_named_like_template(std::string_view word);

}  // namespace omnitrack::cli
