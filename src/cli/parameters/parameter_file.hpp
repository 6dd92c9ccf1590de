#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/parameters/given_parameter.hpp"

namespace omnitrack::cli {

/// Reads a file with values of parameters, `-` for standard input, and adds what it gives, or what
/// is wrong with it. `FILE#NAME` is one of several environments of a file. Throws Failure where it
/// cannot be read, of the option that names it.
void read_parameter_file(const std::string& argument, std::string_view option,
                         GivenParameters& given);

// The forms of such files; only parameter_file.cpp asks for them.

/// What the text of a file gives, each a form of its own: JSON and YAML.
void add_from_document(const tmpl::Document& document, std::string_view environment,
                       GivenParameters& given);
/// `KEY=VALUE` lines, several in one line where blanks stand between, and samconfig.toml.
void add_from_lines(const tmpl::Template& source, GivenParameters& given);
void add_from_toml(const tmpl::Template& source, std::string_view environment,
                   GivenParameters& given);
/// The same of a part of a file's text, each value at one place where `at` is given.
void add_from_words(const tmpl::Template& source, std::string_view words, const tmpl::Node* at,
                    GivenParameters& given);

/// Whether a text says `KEY=VALUE` line by line.
bool looks_like_lines(std::string_view text);

/// The commands whose parameters an environment of a samconfig file has, of which the first counts.
inline constexpr std::array<std::string_view, 4> commands_with_overrides{"deploy", "global",
                                                                         "build", "validate"};

/// Says that a file that has no environments has not the one that is asked for.
void tell_no_environments(const tmpl::Template& source, std::string_view environment,
                          GivenParameters& given);

/// The place of the environment of a samconfig file that is asked for: `default`, or the only one,
/// where none is. Nothing where there is none, which is said.
std::optional<std::size_t> chosen_environment(const tmpl::Template& source,
                                              const std::vector<std::string_view>& names,
                                              std::string_view environment, GivenParameters& given);

/// Says that a file gives nothing.
void tell_no_parameters(const tmpl::Template& source, std::uint32_t begin, std::uint32_t end,
                        std::string message, GivenParameters& given, std::string hint = {});

}  // namespace omnitrack::cli
