#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "omnitrack/testing/template.hpp"
#include "testing/assembly.hpp"
#include "testing/datum.hpp"
#include "testing/evaluator.hpp"

namespace omnitrack::assertions {

/// A template that questions are asked of.
struct TemplateState {
  /// Of a deployment, or, without one, as it is written; of the resources below a path alone where
  /// that is not empty. `unit` is null where there is no such template.
  TemplateState(std::shared_ptr<const Assembly> of, const StackUnit* its_unit,
                std::optional<Deployment> by, std::string within_path);
  TemplateState(const TemplateState&) = delete;
  TemplateState& operator=(const TemplateState&) = delete;

  [[nodiscard]] bool is_deployed() const { return deployment.has_value(); }
  /// The resources that are asked about.
  [[nodiscard]] std::vector<const DatumMember*> resources() const;
  /// The condition of a resource or an output that is not decided; empty where there is none.
  [[nodiscard]] std::string undecided(const Datum& entry) const;

  std::shared_ptr<const Assembly> assembly;
  const StackUnit* unit;
  std::optional<Deployment> deployment;
  std::string within;
  std::string problem = {};                        ///< why there is nothing to ask; mostly empty
  std::unique_ptr<Evaluator> evaluator = nullptr;  ///< null where there is nothing to ask
  Datum root = {};
};

/// The type of a resource.
std::string_view type_of(const Datum& resource);

/// Where a resource comes from: `made by Shop/Jobs, main.cpp:12`; empty where that is not known.
std::string origin_text(const StackUnit& unit, std::string_view logical_id);

}  // namespace omnitrack::assertions
