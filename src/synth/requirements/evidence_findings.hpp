#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "omnitrack/evidence_check.hpp"
#include "omnitrack/requirement_result.hpp"
#include "synth/requirements/finished_stack.hpp"
#include "synth/requirements/placed_values.hpp"

namespace omnitrack::synth {

/// Where evidence is looked for.
struct EvidenceSearch {
  const FinishedStacks& stacks;
  const Construct& scope;    ///< the construct that has the resources
  bool wants_words = false;  ///< whether to tell what shows it, and not only what does not
};

/// What is found out about one piece of evidence: the places that show it, and those that do not.
class EvidenceFindings {
 public:
  explicit EvidenceFindings(const EvidenceSearch& search) : search_(search) {}

  [[nodiscard]] const EvidenceSearch& search() const { return search_; }
  /// The resources of a type in the scope, or all for an empty one.
  [[nodiscard]] std::vector<FinishedResource> resources(std::string_view type) const;
  /// The same of one template, and in a construct where one is given.
  [[nodiscard]] std::vector<const tmpl::ResourceEntry*> resources(const FinishedStack& in,
                                                                  std::string_view type,
                                                                  const Construct* within) const;

  /// A resource, or what stands in it, shows it.
  void shows(const FinishedStack& in, const tmpl::ResourceEntry& resource,
             const PlacedValue& placed);
  void shows(const FinishedResource& resource, std::string_view pointer);
  /// A resource does not show it, by what stands in it and what that should be.
  void fails(const FinishedStack& in, const tmpl::ResourceEntry& resource,
             const PlacedValue& placed, std::string_view should);
  void fails(const FinishedResource& resource, std::string_view pointer, std::string_view should);
  /// A place, of a resource or an output, that is known already.
  void add(EvidencePlace place);
  /// Something else is wrong.
  void fails(std::string_view problem);

  /// Whether nothing was said at all.
  [[nodiscard]] bool is_silent() const { return !has_shown_ && !has_failed_; }
  /// Whether something shows it, and nothing fails.
  [[nodiscard]] bool holds() const { return has_shown_ && !has_failed_; }
  /// The result, without what it claims.
  [[nodiscard]] EvidenceResult take(bool holds);

 private:
  EvidenceSearch search_;
  bool has_shown_ = false;
  bool has_failed_ = false;
  EvidenceResult result_;
};

/// The place of a value in what a construct wrote under a logical id.
EvidencePlace place_of(const FinishedStack& in, std::string_view logical_id,
                       const Construct& construct, const PlacedValue& placed);
/// The place of a value in a resource.
EvidencePlace place_of(const FinishedStack& in, const tmpl::ResourceEntry& resource,
                       const PlacedValue& placed);

/// What a value is, and what it should be, in words that follow the name of its resource.
std::string problem_of(const PlacedValue& placed, std::string_view should);

/// Without the step to the properties, as an app names what stands in them.
std::string_view pointer_in_code(std::string_view pointer);

}  // namespace omnitrack::synth
