#include "omnitrack/lambda/function_code.hpp"

#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

using cfn::lambda::function::Code;

FunctionCode FunctionCode::inline_text(const Value<std::string>& source) {
  return {Kind::inline_text, Code{.zip_file = source}, source};
}

FunctionCode FunctionCode::s3(const Link<const Bucket>& bucket, const Value<std::string>& key,
                              const Value<std::string>& version) {
  return {Kind::s3, Code{.s3_bucket = bucket->name(), .s3_key = key, .s3_object_version = version}};
}

void FunctionCode::set_image_options(const ImageOptions& options) {
  const bool says_anything = options.command.is_set() || options.entry_point.is_set() ||
                             options.working_directory.is_set();
  if (!says_anything) return;
  image_config_ = cfn::lambda::function::ImageConfig{
      .command = options.command,
      .entry_point = options.entry_point,
      .working_directory = options.working_directory,
  };
}

FunctionCode FunctionCode::image(const Value<std::string>& uri, const ImageOptions& options) {
  FunctionCode code(Kind::image, Code{.image_uri = uri});
  code.set_image_options(options);
  return code;
}

FunctionCode FunctionCode::from_image_folder(std::string_view path, const ImageBuild& build,
                                             const ImageOptions& options) {
  FunctionCode code(Kind::image_folder, {}, path);
  code.build_ = build;
  code.set_image_options(options);
  return code;
}

FunctionCode FunctionCode::from_folder(std::string_view path, const FolderOptions& options) {
  FunctionCode code(Kind::folder, {}, path);
  code.ignore_ = options.ignore;
  return code;
}

FunctionCode FunctionCode::local(std::string_view path) {
  const Value<std::string> text(path);
  return {Kind::local, as<Code>(text), text};
}

}  // namespace omnitrack
