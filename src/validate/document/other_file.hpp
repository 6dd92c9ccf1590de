#pragma once

#include <cstdint>
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

/// The same of the first document of a text that goes on behind an end; so do many manifests.
std::optional<OtherFile> other_file_of_first_document(const tmpl::Template& in, std::uint32_t end);

/// The message that says so.
std::string is_no_template(const OtherFile& file);

}  // namespace omnitrack::validate
