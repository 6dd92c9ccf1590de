#include "cli/templates/read_template.hpp"

#include "cli/read_file.hpp"

namespace omnitrack::cli {

std::optional<std::string> read_template(const std::string& file, std::string& problem) {
  std::error_code error;
  std::optional<std::string> text = file == "-" ? read_stdin(error) : read_file(file, error);
  if (!text) problem = "cannot be read: " + error.message();
  return text;
}

// What a shell leaves as it is fits no file.
std::string hint_for_unread(std::string_view file) {
  return file.find_first_of("*?") == std::string_view::npos
             ? std::string()
             : "no file has such a name; a folder means all its templates";
}

bool looks_like_template(const tmpl::Template& file) {
  if (file.file().ends_with(".template")) return true;
  const tmpl::Node& root = file.root();
  const auto has = [&](std::string_view key) {
    if (root.is(tmpl::Kind::null)) return file.text().find(key) != std::string::npos;
    return root.find(key) != nullptr;
  };
  if (has("AWSTemplateFormatVersion")) return true;
  // CodeDeploy's AppSpec has a list there.
  const tmpl::Node* resources = root.find("Resources");
  return has("Resources") && (resources == nullptr || !resources->is(tmpl::Kind::list));
}

}  // namespace omnitrack::cli
