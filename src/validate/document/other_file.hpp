#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "template/model.hpp"

namespace omnitrack::validate {

/// What a file is that is no template.
struct OtherFile {
  std::string_view name;  ///< with its article
  std::string_view hint;
};

/// Which other file the root of a document is plainly of; nothing where it may be a template.
std::optional<OtherFile> other_file_of(const tmpl::Node& root);

/// The message that says so.
std::string is_no_template(const OtherFile& file);

}  // namespace omnitrack::validate
