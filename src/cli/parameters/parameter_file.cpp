#include "cli/parameters/parameter_file.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "cli/failure.hpp"
#include "cli/page/printable.hpp"
#include "cli/read_file.hpp"
#include "omnitrack/codes.hpp"
#include "validate/document/text_problems.hpp"

namespace omnitrack::cli {

namespace {

namespace fs = std::filesystem;

struct NamedFile {
  std::string file;
  std::string environment;
};

// A name with a # in it is first of all a name.
NamedFile named_file(const std::string& argument) {
  std::string name = argument.starts_with("file://") ? argument.substr(7) : argument;
  const std::size_t mark = name.rfind('#');
  std::error_code unknown;
  if (mark == std::string::npos || fs::exists(name, unknown)) return {std::move(name), {}};
  return {name.substr(0, mark), name.substr(mark + 1)};
}

std::string text_of(const std::string& file, std::string_view option) {
  std::error_code error;
  if (file.empty()) throw UsageError("the name of a file is empty");
  const std::string named = std::string(option) + ' ' + printable(file);
  if (fs::is_directory(file, error)) throw Failure(named + " is a folder", "name a file in it");
  std::optional<std::string> text = file == "-" ? read_stdin(error) : read_file(file, error);
  if (!text) throw Failure(named + " cannot be read: " + error.message());
  if (text->starts_with("\xEF\xBB\xBF")) text->erase(0, 3);
  return std::move(*text);
}

bool ends_with_any(std::string_view name, std::span<const std::string_view> endings) {
  return std::ranges::any_of(endings,
                             [name](std::string_view each) { return name.ends_with(each); });
}

constexpr std::array<std::string_view, 6> line_endings{".env", ".properties", ".ini",
                                                       ".txt", ".cfg",        ".conf"};
constexpr std::array<std::string_view, 3> document_endings{".json", ".yaml", ".yml"};

char first_character(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? '\0' : text[first];
}

// A section of TOML or of an ini file begins with a bracket, too.
bool is_json(std::string_view text) {
  const char first = first_character(text);
  if (first == '{') return true;
  if (first != '[') return false;
  const char second = first_character(text.substr(text.find('[') + 1));
  return second == '{' || second == '"' || second == ']' || second == '\0';
}

// `name one: FILE#dev, FILE#prod`, not more of them than are read.
std::string environments_in_words(const std::string& file,
                                  const std::vector<std::string_view>& names) {
  constexpr std::size_t most = 6;
  std::string words = "name one: ";
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
    words.append(i == 0 ? "" : ", ").append(file).append(1, '#').append(names[i]);
  }
  return names.size() > most ? words + ", …" : words;
}

}  // namespace

void tell_no_parameters(const tmpl::Template& source, std::uint32_t begin, std::uint32_t end,
                        std::string message, GivenParameters& given, std::string hint) {
  given.problems.push_back({.code = codes::OT4028.text(),
                            .severity = Severity::error,
                            .in = &source,
                            .begin = begin,
                            .end = end,
                            .path = {},
                            .message = std::move(message),
                            .hint = std::move(hint),
                            .acknowledged = {}});
}

std::optional<std::size_t> chosen_environment(const tmpl::Template& source,
                                              const std::vector<std::string_view>& names,
                                              std::string_view environment,
                                              GivenParameters& given) {
  const std::string_view wanted = environment.empty() ? "default" : environment;
  const auto found = std::ranges::find(names, wanted);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  if (names.size() == 1 && environment.empty()) return 0;
  tell_no_parameters(source, 0, 0,
                     environment.empty()
                         ? "the file has several environments"
                         : "the file has no environment " + quoted_name(environment),
                     given, environments_in_words(source.file(), names));
  return std::nullopt;
}

void tell_no_environments(const tmpl::Template& source, std::string_view environment,
                          GivenParameters& given) {
  tell_no_parameters(source, 0, 0,
                     "the file has no environments, so none that is " + quoted_name(environment),
                     given, "leave out '#" + std::string(environment) + "'");
}

void read_parameter_file(const std::string& argument, std::string_view option,
                         GivenParameters& given) {
  const auto [file, environment] = named_file(argument);
  std::string text = text_of(file, option);
  const bool is_toml = file.ends_with(".toml");
  const std::string name = fs::path(file).filename().string();
  const bool are_lines =
      !is_toml && !is_json(text) &&
      (name.starts_with(".env") || ends_with_any(name, line_endings) || looks_like_lines(text));
  // Tools that have tags of their own fill in what these stand for.
  given.documents.emplace_back(file, std::move(text), tmpl::OtherTags::kept);
  const tmpl::Document& document = given.documents.back();
  const tmpl::Template& source = document.source();
  if (is_toml) {
    add_from_toml(source, environment, given);
  } else if (are_lines) {
    if (!environment.empty()) return tell_no_environments(source, environment, given);
    add_from_lines(source, given);
  } else {
    validate::report_text_problems(source, document.problems(), given.problems);
    if (document.is_readable()) add_from_document(document, environment, given);
  }
}

}  // namespace omnitrack::cli
