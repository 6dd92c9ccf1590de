#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <omnitrack/construct.hpp>

namespace omnitrack {

namespace tmpl {
struct Node;
struct ResourceEntry;
}  // namespace tmpl

namespace synth {
class EvidenceFindings;
class FinishedStack;
}  // namespace synth

/// A value of a finished template, in which what is known before the deployment is filled in.
class FinishedValue {
 public:
  FinishedValue(const synth::FinishedStack& in, const tmpl::Node* value)
      : in_(&in), value_(value) {}

  /// Whether it is there.
  [[nodiscard]] bool is_set() const { return value_ != nullptr; }
  /// What stands at a JSON pointer into it; not set where nothing does.
  [[nodiscard]] FinishedValue at(std::string_view pointer) const;
  /// The items of a list; what is none is a list of one, and what is not set one of none.
  [[nodiscard]] std::vector<FinishedValue> items() const;
  /// The text of a text, a number or a boolean; empty where it is none, or is not known before the
  /// deployment.
  [[nodiscard]] std::string_view text() const;
  /// Whether it names something that the construct makes.
  [[nodiscard]] bool refers_to(const Construct& construct) const;
  /// Compact JSON; empty where it is not set.
  [[nodiscard]] std::string json() const;

 private:
  const synth::FinishedStack* in_;
  const tmpl::Node* value_;
};

/// A resource of a finished template.
class FinishedResource {
 public:
  FinishedResource(const synth::FinishedStack& in, const tmpl::ResourceEntry& entry)
      : in_(&in), entry_(&entry) {}

  /// The logical id.
  [[nodiscard]] std::string_view logical_id() const;
  /// The type, e.g. `AWS::S3::Bucket`.
  [[nodiscard]] std::string_view type() const;
  /// The construct that wrote it.
  [[nodiscard]] const Construct& construct() const;
  /// What stands at a JSON pointer into its properties; not set where nothing does.
  [[nodiscard]] FinishedValue property(std::string_view pointer) const;

 private:
  friend class synth::EvidenceFindings;
  const synth::FinishedStack* in_;
  const tmpl::ResourceEntry* entry_;
};

/// What a check of an app's own looks at, and where it says what it found. It holds where it shows
/// something and nothing fails.
class EvidenceCheck {
 public:
  explicit EvidenceCheck(synth::EvidenceFindings& findings) : findings_(findings) {}

  /// The resources of a type, or all without one, in the order of the templates.
  [[nodiscard]] std::vector<FinishedResource> resources(std::string_view type = {}) const;
  /// Says that a resource shows it, by what stands at a pointer into its properties.
  void shows(const FinishedResource& resource, std::string_view pointer = {});
  /// Says that a resource does not show it: what stands at the pointer should be something else, in
  /// words that follow `should`, e.g. `be a private subnet`.
  void fails(const FinishedResource& resource, std::string_view pointer, std::string_view should);
  /// Says what else is wrong.
  void fails(std::string_view problem);

 private:
  synth::EvidenceFindings& findings_;
};

}  // namespace omnitrack
