#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "meaning/filled.hpp"
#include "synth/elements.hpp"
#include "synth/plan.hpp"
#include "template/document.hpp"

namespace omnitrack::synth {

/// A stack's template as it was written, read back, with what is known filled in.
class FinishedStack {
 public:
  /// The plan must outlive it.
  FinishedStack(const StackPlan& plan, tmpl::Document document);
  FinishedStack(const FinishedStack&) = delete;
  FinishedStack& operator=(const FinishedStack&) = delete;

  /// Gives the text back, for whoever has no more use for the values.
  [[nodiscard]] std::string release_text() { return document_.release_text(); }

  [[nodiscard]] const Stack& stack() const { return *plan_.stack; }
  /// The template with what is known filled in.
  [[nodiscard]] const tmpl::Index& index() const { return filled_.index(); }
  /// What is written where a value of it stands.
  [[nodiscard]] const tmpl::Node& written(const tmpl::Node& value) const {
    return filled_.written(value);
  }
  /// The resources of a type, in the order of the template; all for an empty one.
  [[nodiscard]] const std::vector<const tmpl::ResourceEntry*>& resources(
      std::string_view type) const;
  /// The construct that wrote a resource.
  [[nodiscard]] const Construct& construct_of(const tmpl::ResourceEntry& resource) const;
  /// The construct that wrote an output; the stack where it was made for another one.
  [[nodiscard]] const Construct& construct_of_output(std::string_view name) const;
  /// Whether a value names something that a construct makes.
  [[nodiscard]] bool refers_to(const tmpl::Node& value, const Construct& construct) const;
  /// A value of the app as it stands in this template; the document holds nothing else.
  [[nodiscard]] tmpl::Document written_form(const Node& value) const;

 private:
  const StackPlan& plan_;
  tmpl::Document document_;
  meaning::Filled filled_;
  Elements elements_;
  std::unordered_map<std::string_view, std::vector<const tmpl::ResourceEntry*>> by_type_;
};

}  // namespace omnitrack::synth
