#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "testing/assembly.hpp"
#include "testing/datum.hpp"

namespace omnitrack::assertions {

/// How far a template is evaluated.
enum class Manner : std::uint8_t {
  written,   ///< texts are put together, and nothing is decided
  deployed,  ///< all that a deployment surely makes of it
  decided    ///< the same, but references to resources stay, so that it is a template still
};

/// Evaluates the values of a stack's template.
class Evaluator {
 public:
  /// All must live as long. Placeholders of names of the template begin with `prefix`.
  Evaluator(const Assembly& assembly, const StackUnit& unit, Manner manner,
            const Deployment& deployment, std::string prefix = {});
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  /// What a value is.
  [[nodiscard]] Datum evaluate(const tmpl::Node& value) const;
  /// What the template is.
  [[nodiscard]] Datum document() const;
  /// Whether a condition holds; nothing where that is not known.
  [[nodiscard]] std::optional<bool> holds(std::string_view condition) const;
  /// Why a condition, or a value, is not known; empty where nothing tells.
  [[nodiscard]] std::string reason_of_condition(std::string_view condition) const;
  [[nodiscard]] std::string reason_of(const Datum& value) const;
  /// What is wrong with the deployment that is said: parameters that are not there, values that
  /// they do not take.
  [[nodiscard]] std::vector<std::string> problems() const;

  /// That of a stack of the app; this one where the app has none of that name.
  [[nodiscard]] const Evaluator& of_stack(std::string_view name) const;
  [[nodiscard]] const StackUnit& unit() const { return unit_; }
  [[nodiscard]] const tmpl::Index& index() const { return unit_.document.index(); }
  [[nodiscard]] Manner manner() const { return manner_; }
  /// The region and the account that it is deployed to; empty where that is not known.
  [[nodiscard]] const std::string& region() const { return region_; }
  [[nodiscard]] const std::string& account() const { return account_; }

 private:
  [[nodiscard]] Datum evaluate_list(const tmpl::Node& list) const;
  [[nodiscard]] Datum evaluate_map(const tmpl::Node& map) const;
  [[nodiscard]] Datum evaluate_call(const tmpl::Node& call) const;
  [[nodiscard]] Datum result_of(const tmpl::Node& call) const;
  [[nodiscard]] Datum unknown_call(const tmpl::Node& call) const;

  // Names.
  [[nodiscard]] Datum reference(const tmpl::Node& call, std::string_view name) const;
  [[nodiscard]] Datum pseudo(const tmpl::Node& call, std::string_view name) const;
  [[nodiscard]] Datum parameter(const tmpl::Node& call, const tmpl::ParameterEntry& entry) const;
  [[nodiscard]] std::optional<std::string> given(const tmpl::ParameterEntry& entry) const;
  [[nodiscard]] Datum attribute(const tmpl::Node& call) const;
  [[nodiscard]] Datum of_resource(const tmpl::ResourceEntry& entry,
                                  std::string_view attribute) const;
  [[nodiscard]] Datum placeholder(std::string_view name) const;

  // Functions.
  [[nodiscard]] Datum sub(const tmpl::Node& call) const;
  [[nodiscard]] Datum join(const tmpl::Node& call) const;
  [[nodiscard]] Datum branch(const tmpl::Node& call) const;
  [[nodiscard]] Datum find_in_map(const tmpl::Node& call) const;
  [[nodiscard]] Datum select(const tmpl::Node& call) const;
  [[nodiscard]] Datum split(const tmpl::Node& call) const;
  [[nodiscard]] Datum base64(const tmpl::Node& call) const;
  [[nodiscard]] Datum cidr(const tmpl::Node& call) const;
  [[nodiscard]] Datum get_azs(const tmpl::Node& call) const;
  [[nodiscard]] Datum import_value(const tmpl::Node& call) const;
  [[nodiscard]] Datum get_stack_output(const tmpl::Node& call) const;
  [[nodiscard]] Datum length(const tmpl::Node& call) const;
  [[nodiscard]] Datum to_json_string(const tmpl::Node& call) const;

  // Other stacks.
  [[nodiscard]] const Evaluator& other(const StackUnit& stack) const;
  [[nodiscard]] std::optional<Datum> exported(std::string_view name) const;

  // Conditions.
  [[nodiscard]] std::optional<bool> truth(const tmpl::Node& expression) const;
  [[nodiscard]] std::optional<bool> equals(const tmpl::Node& call) const;
  [[nodiscard]] std::string unknown_of(const tmpl::Node& expression) const;

  // The document.
  [[nodiscard]] Datum section(const tmpl::Member& section) const;
  [[nodiscard]] Datum entries(const tmpl::Node& section) const;
  [[nodiscard]] Datum entry(const tmpl::Node& resource_or_output) const;
  [[nodiscard]] bool is_left_out(const tmpl::Node& entry) const;
  [[nodiscard]] Datum depends_on(const tmpl::Node& value) const;

  const Assembly& assembly_;
  const StackUnit& unit_;
  Manner manner_;
  const Deployment& deployment_;
  std::string prefix_;
  std::string region_;
  std::string account_;
  Deployment of_others_;
  mutable int depth_ = 0;
  mutable std::map<std::string, std::optional<bool>, std::less<>> conditions_;
  mutable std::map<std::string, std::unique_ptr<Evaluator>, std::less<>> others_;
};

}  // namespace omnitrack::assertions
