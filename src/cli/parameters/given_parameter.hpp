#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "template/document.hpp"
#include "validate/document/given_values.hpp"
#include "validate/finding.hpp"

namespace omnitrack::cli {

/// A value that somebody gives a parameter.
struct GivenParameter {
  std::string stack = {};  ///< the only stack that it is for; empty for any
  std::string name;
  std::optional<std::string> value = {};  ///< nothing: the stack keeps what it has
  tmpl::Kind kind = tmpl::Kind::string;   ///< as it is written
  /// Where it is written: a file, or the words of the command line.
  const tmpl::Template* in = nullptr;
  std::uint32_t name_begin = 0;
  std::uint32_t begin = 0;  ///< of the value
  std::uint32_t end = 0;
  validate::GivenForm form = validate::GivenForm::overrides;

  [[nodiscard]] bool is_of_command_line() const {
    return form == validate::GivenForm::command_line;
  }
};

/// What the command line and its files give, the later of one name before the earlier.
struct GivenParameters {
  std::vector<GivenParameter> all;
  std::vector<tmpl::Document> documents;  ///< the texts that they stand in
  validate::Findings problems;            ///< of files that say something else
  bool are_deployed = false;  ///< whether CloudFormation told them, so that it took them

  /// Where a value is said, for people: `prod.json:3:5`, `--parameter`.
  [[nodiscard]] static std::string source_of(const GivenParameter& given);
};

}  // namespace omnitrack::cli
