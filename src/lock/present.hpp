#pragma once

#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "lock/digest.hpp"
#include "omnitrack/synth.hpp"
#include "template/document.hpp"

namespace omnitrack::lock {

/// A resource as the app makes it now.
struct PresentResource {
  std::string_view stack;  ///< the name of the stack
  const ElementOrigin* origin = nullptr;
  const tmpl::ResourceEntry* entry = nullptr;
  Digest digest;
};

/// The resources of the app whose ids can be kept, read from its templates.
class Present {
 public:
  /// The stacks have their texts and origins, and outlive it.
  explicit Present(std::span<const SynthesizedStack> stacks);
  Present(const Present&) = delete;
  Present& operator=(const Present&) = delete;

  /// Stack by stack, in the order of the tree.
  [[nodiscard]] std::span<const PresentResource> resources() const { return resources_; }
  /// The template of a stack that the app makes.
  [[nodiscard]] const tmpl::Index& index_of(std::string_view stack) const;
  /// The resource of a logical id; null where its id cannot be kept, or there is none.
  [[nodiscard]] const PresentResource* find(std::string_view stack,
                                            std::string_view logical_id) const;
  /// The names of the stacks.
  [[nodiscard]] std::vector<std::string_view> stacks() const;
  /// Whether the app makes a stack of that name.
  [[nodiscard]] bool makes(std::string_view stack) const { return stacks_.contains(stack); }

 private:
  void add(const SynthesizedStack& stack);

  std::vector<tmpl::Document> documents_;
  std::vector<PresentResource> resources_;
  std::map<std::string_view, const tmpl::Index*> stacks_;
};

}  // namespace omnitrack::lock
