#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "meaning/exports.hpp"
#include "meaning/filled.hpp"
#include "synth/elements.hpp"
#include "synth/plan.hpp"
#include "template/document.hpp"

namespace omnitrack::synth {

class FinishedStacks;

/// A value of the app as it stands in a stack's template.
class WrittenForm {
 public:
  WrittenForm(const Node& value, const Stack& stack);
  WrittenForm(const WrittenForm&) = delete;
  WrittenForm& operator=(const WrittenForm&) = delete;

  [[nodiscard]] const tmpl::Node& value() const { return document_ ? document_->root() : scalar_; }

 private:
  void make_scalar(tmpl::Kind kind, std::string text);

  std::string text_;  // of the scalar
  tmpl::Node scalar_;
  std::optional<tmpl::Document> document_;  // of anything else
};

/// A stack's template as it was written, read back, with what is known filled in.
class FinishedStack {
 public:
  /// One of all; the plan and the document must outlive it.
  FinishedStack(const StackPlan& plan, const tmpl::Document& document, const FinishedStacks& all);
  FinishedStack(const FinishedStack&) = delete;
  FinishedStack& operator=(const FinishedStack&) = delete;

  [[nodiscard]] const Stack& stack() const { return *plan_.stack; }
  /// The template as it is written.
  [[nodiscard]] const tmpl::Index& written() const { return document_.index(); }
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
  /// Whether a value names something that a construct makes, in this stack or another.
  [[nodiscard]] bool refers_to(const tmpl::Node& value, const Construct& construct) const;

 private:
  [[nodiscard]] bool names(const tmpl::Node& written, const Construct& construct) const;

  const StackPlan& plan_;
  const FinishedStacks& all_;
  const tmpl::Document& document_;
  meaning::Filled filled_;
  Elements elements_;
  std::vector<const Construct*> constructs_;  // of the resources, in the order of the template
  std::unordered_map<std::string_view, std::vector<const tmpl::ResourceEntry*>> by_type_;
};

/// All templates of an app, read back.
class FinishedStacks {
 public:
  /// The plan and the documents, one for each of its stacks, must outlive it.
  FinishedStacks(const Plan& plan, std::span<const tmpl::Document> documents);
  FinishedStacks(const FinishedStacks&) = delete;
  FinishedStacks& operator=(const FinishedStacks&) = delete;

  [[nodiscard]] auto begin() const { return stacks_.begin(); }
  [[nodiscard]] auto end() const { return stacks_.end(); }
  [[nodiscard]] const FinishedStack& front() const { return stacks_.front(); }

  /// An output, and the template that has it.
  struct Given {
    const FinishedStack* by = nullptr;
    const tmpl::Node* output = nullptr;
  };
  /// The output whose value a call in a template reads of another stack; none for any other call.
  [[nodiscard]] Given read_by(const tmpl::Node& call, const FinishedStack& reader) const;

 private:
  std::deque<FinishedStack> stacks_;
  std::optional<meaning::ExportTable> exports_;
};

}  // namespace omnitrack::synth
