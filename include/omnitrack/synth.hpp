#pragma once

#include <optional>
#include <utility>
#include <vector>

#include <omnitrack/asset_source.hpp>
#include <omnitrack/diagnostics.hpp>
#include <omnitrack/requirement_result.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

/// A property that stays as it is deployed, whatever the code says, since only the creation of its
/// resource decides it.
struct Pin {
  std::string pointer;   ///< RFC 6901, from the properties: `/AvailabilityZone`
  std::string deployed;  ///< JSON, compact; empty where it is deployed without the property
  std::string in_code;   ///< JSON, compact; empty where the code did not say it when it was pinned
};

/// A resource as it was written down when it was deployed.
struct LockedResource {
  std::string stack;  ///< the name of the stack
  std::string path;   ///< of the construct
  std::string logical_id;
  std::string type;
  std::vector<Pin> pins = {};
  /// The logical id of the nested stack that it lives in; empty for the stack's own template.
  std::string nested = {};
};

/// Whether stacks that are too big for a template are split into nested stacks.
struct SplitOptions {
  /// Whether they are; a stack of which the lock knows nested stacks always is.
  bool wanted = false;
  /// Whether a resource without a place in the lock gets one, which the caller writes down; else
  /// that is an error.
  bool places_new = false;
  /// How many resources a template has at most; CloudFormation takes 500.
  std::size_t most_resources = 500;
};

/// How templates are written.
struct SynthOptions {
  /// Without line breaks and spaces.
  bool compact = false;
  /// Whether `App::moved` does nothing where there is no lock, instead of being an error.
  bool ignore_moved = false;
  /// The resources that keep their logical ids as long as their paths and types stay, or as
  /// `App::moved` says where their paths went. Nothing where there is no lock.
  std::optional<std::vector<LockedResource>> locked = {};
  /// Whether to tell where the elements of the templates come from.
  bool origins = false;
  /// Whether to tell with them what set each property.
  bool property_origins = false;
  /// Whether to tell what shows the requirements, and not only what does not.
  bool evidence = false;
  /// How stacks are split.
  SplitOptions split = {};
  /// Whether warnings stop the synth as errors do.
  bool strict = false;
  /// Whether the templates are checked against CloudFormation's specification before they are given
  /// out.
  bool validate = true;
};

/// What set a property of a resource, as far as that can be told.
enum class PropertySetter : std::uint8_t {
  code,               ///< the code that made it, by a value of its own
  code_or_construct,  ///< the code that made it, or a default of its construct
  construct,          ///< its construct, of what the code gave it or by default
  later_call,         ///< a call on its construct after that was made, such as a grant
  finish,             ///< its construct, once the app was complete
  visitor,            ///< a visitor
  tag,                ///< a tag of a construct around it
  edit,               ///< `override_at` or `remove_at`
  pin                 ///< the lock file
};

/// What set a property.
struct PropertyOrigin {
  std::string pointer;  ///< RFC 6901, from the resource: `/Properties/BillingMode`
  PropertySetter setter = PropertySetter::code;
  /// Of a later call the construct that was made last before it, of a visitor the one that it was
  /// given to; else empty.
  std::string path = {};
  /// The line of that construct; of code and constructs the line that made the resource.
  Source source = {};
};

/// Where something that stands in a template under a logical id comes from.
struct ElementOrigin {
  /// `resource`, `parameter`, `mapping`, `condition`, `rule` or `output`.
  ConstructKind kind = ConstructKind::resource;
  std::string logical_id;
  /// The construct's path; of an output that was made for another stack, that of the resource, the
  /// parameter or the stack whose value it is.
  std::string path;
  /// The line of the user's code that made the construct.
  Source source;
  /// Of a resource, else empty.
  std::string type = {};
  /// Whether the id changes whenever other resources do, as that of a REST API's deployment.
  bool id_follows_content = false;
  /// Whether the code chose the id, by `set_logical_id`.
  bool id_is_chosen = false;
  /// The place among `SynthOptions::locked` of the resource that this one goes on with.
  std::optional<std::size_t> locked = {};
  /// The pins of the lock that the template holds to, with what the code says now.
  std::vector<Pin> pins = {};
  /// The logical id of the nested stack whose template has the resource; empty for the stack's own.
  std::string nested = {};
  /// What set its properties; empty unless asked for.
  std::vector<PropertyOrigin> properties = {};
};

/// The template of a nested stack that a stack is split into.
struct SynthesizedPart {
  /// The logical id of the nested stack in the stack's own template.
  std::string name;
  /// The JSON text, ended by a line feed.
  std::string text;
  /// The key in `Synthesis::assets_bucket`.
  std::string object_key;
  /// The number of resources.
  std::size_t resources = 0;
};

/// One stack's template.
struct SynthesizedStack {
  std::string name;
  /// The JSON text, ended by a line feed.
  std::string text;
  /// The names of the stacks that must be deployed before.
  std::vector<std::string> depends_on;
  /// The number of resources.
  std::size_t resources = 0;
  /// Of all its elements, section by section in the order of the tree; empty unless asked for.
  std::vector<ElementOrigin> origins = {};
  /// The account and the region that the stack is fixed to; empty where it fits any.
  std::string account = {};
  std::string region = {};
  /// Whether it is to be protected against deletion, where the app says so.
  std::optional<bool> termination_protection = {};
  /// The nested stacks that it is split into; mostly none.
  std::vector<SynthesizedPart> parts = {};
  /// The template as it would be in one piece; empty where it is not split.
  std::string whole_text = {};

  /// `NAME.template.json`.
  [[nodiscard]] std::string file_name() const { return name + ".template.json"; }
  /// `NAME.PART.template.json`.
  [[nodiscard]] std::string file_name(const SynthesizedPart& part) const {
    return name + '.' + part.name + ".template.json";
  }
  /// The template with all resources, split or not.
  [[nodiscard]] const std::string& undivided() const {
    return whole_text.empty() ? text : whole_text;
  }
};

/// A file or a folder of this machine that must lie in a bucket before its stacks are deployed.
struct SynthesizedAsset {
  /// SHA-256 of the content, 64 hexadecimal digits.
  std::string hash;
  /// The absolute path; empty where `text` is what it is.
  std::string path;
  AssetPackaging packaging = AssetPackaging::file;
  /// The key in `Synthesis::assets_bucket`.
  std::string object_key;
  /// The bytes of its files, before they are packed.
  std::uint64_t bytes = 0;
  /// The patterns of what is left out of a folder.
  std::vector<std::string> ignore = {};
  /// The names of the stacks that have it, in the order of the tree.
  std::vector<std::string> stacks = {};
  /// The path of the construct that had it first.
  std::string construct_path = {};
  /// The line of the user's code that made that construct.
  Source source = {};
  /// What is in no file: the template of a nested stack.
  std::string text = {};
};

/// How a container image is built.
struct ImageRecipe {
  /// The absolute path of the folder.
  std::string path;
  /// The patterns of what is left out beside what `.dockerignore` names.
  std::vector<std::string> ignore = {};
  /// The Dockerfile, seen from the folder.
  std::string dockerfile = "Dockerfile";
  /// What it is built for, such as `linux/arm64`.
  std::string platform = {};
  /// The stage that is built; empty for the last one.
  std::string target = {};
  /// The name and the value of each argument, by their names.
  std::vector<std::pair<std::string, std::string>> arguments = {};

  friend bool operator==(const ImageRecipe&, const ImageRecipe&) = default;
};

/// A container image that must lie in a repository before its stacks are deployed.
struct SynthesizedImage {
  /// SHA-256 of what it is built of, 64 hexadecimal digits: its tag in
  /// `Synthesis::images_repository`.
  std::string hash;
  ImageRecipe recipe;
  /// The bytes of the files that it is built of.
  std::uint64_t bytes = 0;
  /// The names of the stacks that have it, in the order of the tree.
  std::vector<std::string> stacks = {};
  /// The path of the construct that had it first.
  std::string construct_path = {};
  /// The line of the user's code that made that construct.
  Source source = {};
};

/// What came of an app.
struct Synthesis {
  /// The stacks, each after those that it depends on; empty where there are errors.
  std::vector<SynthesizedStack> stacks;
  /// Everything to tell the user, ordered by file and line.
  std::vector<Diagnostic> diagnostics;
  /// What the stacks need in their buckets, each content once; empty where there are errors.
  std::vector<SynthesizedAsset> assets = {};
  /// The bucket that assets, and templates too long for a request, are uploaded to, in which
  /// `${AWS::AccountId}` and `${AWS::Region}` stand for those of a stack.
  std::string assets_bucket = {};
  /// What the stacks need in their repositories, each image once; empty where there are errors.
  std::vector<SynthesizedImage> images = {};
  /// The repository that images are pushed to, with the same placeholders.
  std::string images_repository = {};
  /// What came of the app's requirements, in the order in which they were added; empty unless asked
  /// for, and where the templates have errors of their own.
  std::vector<RequirementResult> requirements = {};

  /// Whether templates were made.
  [[nodiscard]] bool ok() const;
};

/// Takes the templates one after the other, so that they need not all be held at once.
class TemplateSink {
 public:
  /// Takes one stack's template; `stack.text` is empty.
  virtual void take(const SynthesizedStack& stack, std::string_view text) = 0;

 protected:
  ~TemplateSink() = default;
};

/// Writes an app's templates. An app is synthesized once; it cannot be added to afterwards.
Synthesis synthesize(App& app, const SynthOptions& options = {});

/// The same, each template given to the sink as soon as it is written, once the whole app was found
/// to be without errors.
Synthesis synthesize(App& app, TemplateSink& sink, const SynthOptions& options = {});

}  // namespace omnitrack
