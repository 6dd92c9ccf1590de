#pragma once

#include <string>

#include "meaning/surroundings.hpp"
#include "template/index.hpp"

namespace omnitrack::diff {

/// The texts of a template's values with the ARNs of its resources written out: `${Bucket.Arn}/*`
/// is `arn:aws:s3:::${Bucket}/*`, by whatever function it is put together.
class ArnTexts {
 public:
  /// Of both, which must outlive it.
  ArnTexts(const tmpl::Index& index, const meaning::Surroundings& surroundings)
      : index_(index), surroundings_(surroundings) {}

  /// Alike for values that mean the same then.
  [[nodiscard]] std::string of(const tmpl::Node& value) const;
  /// The same of a statement of a policy.
  [[nodiscard]] std::string of_statement(const tmpl::Node& statement) const;
  /// Whether an ARN of a resource of the template stands in a value.
  [[nodiscard]] bool has_arn(const tmpl::Node& value) const;

 private:
  void add_reference(std::string_view name, std::string_view attribute, std::string& text) const;
  [[nodiscard]] bool add_arn(const tmpl::ResourceEntry& resource, std::string& text) const;
  void add_pseudo(std::string_view name, std::string& text) const;

  const tmpl::Index& index_;
  const meaning::Surroundings& surroundings_;
};

}  // namespace omnitrack::diff
