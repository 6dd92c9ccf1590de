#pragma once

#include <memory>

#include "meaning/copied_nodes.hpp"
#include "meaning/made_template.hpp"
#include "meaning/surroundings.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning {

/// A template in which what is known before the deployment stands in place of the functions that
/// give it: pseudo parameters of the place, look-ups by literal keys, and what a Ref or GetAtt
/// gives of a resource that names itself. It holds for properties and outputs; all else is the
/// template's own.
class Filled {
 public:
  /// The template must outlive this.
  Filled(const tmpl::Index& written, const Surroundings& surroundings);

  /// The template as it is filled in; it is the written one where nothing is.
  [[nodiscard]] const tmpl::Index& index() const { return made_ ? made_->index : *written_; }
  /// The template as it is written.
  [[nodiscard]] const tmpl::Index& written() const { return *written_; }
  /// What is written where a value of `index()` stands.
  [[nodiscard]] const tmpl::Node& written(const tmpl::Node& value) const;
  /// Whether something in a value of `index()` is filled in.
  [[nodiscard]] bool is_filled(const tmpl::Node& value) const;

 private:
  const tmpl::Index* written_;
  std::unique_ptr<MadeTemplate> made_;
  CopiedNodes origins_;
};

}  // namespace omnitrack::meaning
