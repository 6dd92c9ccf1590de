#pragma once

#include <omnitrack/diagnostics.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

/// How templates are written.
struct SynthOptions {
  /// Without line breaks and spaces.
  bool compact = false;
  /// Whether warnings stop the synth as errors do.
  bool strict = false;
  /// Whether the templates are checked against CloudFormation's specification before they are given
  /// out.
  bool validate = true;
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

  /// `NAME.template.json`.
  [[nodiscard]] std::string file_name() const { return name + ".template.json"; }
};

/// What came of an app.
struct Synthesis {
  /// The stacks, each after those that it depends on; empty where there are errors.
  std::vector<SynthesizedStack> stacks;
  /// Everything to tell the user, ordered by file and line.
  std::vector<Diagnostic> diagnostics;

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
