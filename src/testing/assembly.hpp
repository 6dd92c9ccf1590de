#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "omnitrack/synth.hpp"
#include "omnitrack/testing/template.hpp"
#include "template/document.hpp"

namespace omnitrack::assertions {

/// A stack's template that was read, with where its elements come from.
struct StackUnit {
  std::string name;
  tmpl::Document document;
  std::vector<ElementOrigin> origins = {};
  std::string account = {};
  std::string region = {};

  /// Where a resource comes from; null where that is not known.
  [[nodiscard]] const ElementOrigin* origin_of(std::string_view logical_id) const;
};

/// What came of the synth of an app.
struct Assembly {
  std::deque<StackUnit> stacks = {};
  std::vector<std::string> order = {};  ///< the names of the stacks
  std::vector<Diagnostic> diagnostics = {};
  /// The content hash of each asset and image, with the path of the construct that had it first.
  std::vector<std::pair<std::string, std::string>> hashes = {};
  /// Why there are no templates; empty where there are.
  std::string problem = {};

  [[nodiscard]] const StackUnit* find(std::string_view stack) const;
};

/// The synth of an app, which happens at the first call.
std::shared_ptr<const Assembly> assembly_of(App& app, const SynthOptions& options);

/// What is read of a template that anybody wrote.
std::shared_ptr<const Assembly> assembly_of_text(std::string_view name, std::string_view text);

}  // namespace omnitrack::assertions
