#pragma once

#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/image_build.hpp>
#include <omnitrack/items.hpp>
#include <omnitrack/text.hpp>

namespace omnitrack {

class Bucket;

/// What is run of a container image in place of what the image says itself.
/// https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
struct ImageOptions {
  /// The parameters of the entry point.
  List<std::string> command = {};
  /// The program that is started, with its first parameters.
  List<std::string> entry_point = {};
  /// The folder that it is started in.
  Value<std::string> working_directory = {};
};

/// How a folder with code is packed.
struct FolderOptions {
  /// Patterns of what is left out, as `AssetProps::ignore` takes them.
  Items<Text> ignore = {};
};

/// What a function runs.
class FunctionCode {
 public:
  /// Source text of Node.js or Python, which CloudFormation puts in a file named `index`; the text
  /// counts towards the size of the template.
  /// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
  static FunctionCode inline_text(const Value<std::string>& source);
  /// A .zip archive in a bucket of the same region. Only a change of the key or the version makes
  /// CloudFormation update the function.
  static FunctionCode s3(const Link<const Bucket>& bucket, const Value<std::string>& key,
                         const Value<std::string>& version = {});
  /// A container image in a private repository of ECR, by its URI with a tag or a digest.
  static FunctionCode image(const Value<std::string>& uri, const ImageOptions& options = {});
  /// A folder, or a .zip or .jar archive, of this machine, seen from the working folder: an `Asset`
  /// named `Code` below the function. Only a change of its content changes the template.
  static FunctionCode from_folder(std::string_view path, const FolderOptions& options = {});
  /// A container image that is built of a folder of this machine for the function's processor: an
  /// `ImageAsset` named `Image` below the function.
  static FunctionCode from_image_folder(std::string_view path, const ImageBuild& build = {},
                                        const ImageOptions& options = {});
  /// A folder or a .zip archive of this machine. `aws cloudformation package` uploads it and writes
  /// the template that can be deployed; it looks for a relative path from the template's folder. A
  /// `FunctionAlias` stays where it is when only what lies there changes.
  /// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
  static FunctionCode local(std::string_view path);

  /// The six kinds.
  enum class Kind : std::uint8_t { inline_text, s3, image, image_folder, local, folder };
  /// Which it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// Whether it is a container image, of a folder or not.
  [[nodiscard]] bool is_image() const {
    return kind_ == Kind::image || kind_ == Kind::image_folder;
  }
  /// The code as the function's resource takes it; not set for a folder, which the function
  /// uploads or builds.
  [[nodiscard]] const Value<cfn::lambda::function::Code>& code() const { return code_; }
  /// The source text of inline code, the path of local code or of a folder; else not set.
  [[nodiscard]] const Value<std::string>& text() const { return text_; }
  /// How an image is built of a folder.
  [[nodiscard]] const ImageBuild& build() const { return build_; }
  /// What is left out of a folder.
  [[nodiscard]] const Items<Text>& ignore() const { return ignore_; }
  /// What is run of an image; not set where the image says it.
  [[nodiscard]] const Value<cfn::lambda::function::ImageConfig>& image_config() const {
    return image_config_;
  }

 private:
  void set_image_options(const ImageOptions& options);
  FunctionCode(Kind kind, const Value<cfn::lambda::function::Code>& code,
               const Value<std::string>& text = {})
      : kind_(kind), code_(code), text_(text) {}
  Kind kind_;
  Value<cfn::lambda::function::Code> code_;
  Value<std::string> text_;
  ImageBuild build_;
  Items<Text> ignore_;
  Value<cfn::lambda::function::ImageConfig> image_config_;
};

}  // namespace omnitrack
