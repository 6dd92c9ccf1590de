#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "meaning/copied_nodes.hpp"
#include "meaning/made_template.hpp"
#include "meaning/surroundings.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning {

/// What of all that is known a template is filled in with.
enum class Filling : std::uint8_t {
  place,      ///< what the place of the stack gives, and what resources say of themselves
  parameters  ///< what parameters are given, all over the template but where they are described
};

/// A template in which what is known before the deployment stands in place of the functions that
/// give it: pseudo parameters of the place, look-ups by literal keys, and what a Ref or GetAtt
/// gives of a resource that names itself. It holds for properties and outputs; all else is the
/// template's own.
class Filled {
 public:
  /// The template must outlive this.
  Filled(const tmpl::Index& written, const Surroundings& surroundings,
         Filling filling = Filling::place);

  /// The template as it is filled in; it is the written one where nothing is.
  [[nodiscard]] const tmpl::Index& index() const { return made_ ? made_->index : *written_; }
  /// The template as it is written.
  [[nodiscard]] const tmpl::Index& written() const { return *written_; }
  /// What is written where a value of `index()` stands.
  [[nodiscard]] const tmpl::Node& written(const tmpl::Node& value) const;
  /// Whether something in a value of `index()` is filled in.
  [[nodiscard]] bool is_filled(const tmpl::Node& value) const;

  /// The parameters whose values are filled in between two offsets, each once.
  [[nodiscard]] std::vector<std::string_view> parameters_in(std::uint32_t begin,
                                                            std::uint32_t end) const;

  /// Where the value of a parameter is filled in.
  struct ParameterPlace {
    std::uint32_t begin = 0;
    std::string_view parameter;
  };

 private:
  const tmpl::Index* written_;
  std::unique_ptr<MadeTemplate> made_;
  CopiedNodes origins_;
  std::vector<ParameterPlace> parameter_places_;  ///< in the order of the text
};

}  // namespace omnitrack::meaning
