#include "template/yaml_problem.hpp"

namespace omnitrack::tmpl {

namespace {

struct Known {
  std::string_view problem;
  std::string_view reason;
  std::string_view hint;
  bool is_where_it_began = false;
};

constexpr std::string_view check_indentation =
    "check the indentation of this line and of the ones before it";
constexpr std::string_view indent_by_spaces = "YAML is indented by spaces";
constexpr std::string_view quote_the_value = "put the value in quotes";
constexpr std::string_view no_version = "leave the line out: no template needs it";

constexpr Known known[] = {
    {"mapping values are not allowed in this context", "a ':' stands where no key can be",
     "put a value with ': ' in it in quotes, and check the indentation"},
    {"did not find expected '-' indicator", "an item of the list is expected here",
     check_indentation},
    {"block sequence entries are not allowed in this context", "a '-' stands where no item can be",
     "a list begins on the line after its key"},
    {"mapping keys are not allowed in this context", "a '?' stands where no key can be",
     "put a value that begins with '? ' in quotes"},
    {"could not find expected ':'", "this is not a key, as no ':' follows it",
     "a key is followed by ': ', and a text of several lines begins with | or >", true},
    {"did not find expected ',' or ']'", "',' or ']' is expected",
     "put an item with one of ,[]{}: in it in quotes"},
    {"did not find expected ',' or '}'", "',' or '}' is expected",
     "put a value with one of ,[]{}: in it in quotes"},
    {"found unexpected end of stream", "the text in quotes has no end",
     "its closing quote is missing", true},
    {"found unexpected document indicator", "the text in quotes has no end",
     "its closing quote is missing", true},
    {"found unknown escape character", "no such escape",
     "in double quotes a backslash is written \\\\; single quotes take it as it is"},
    {"did not find expected hexdecimal number", "hexadecimal digits are expected", ""},
    {"found invalid Unicode character escape code", "no character has this number", ""},
    {"found undefined tag handle", "the tag's prefix is not defined",
     "the short forms of functions have one '!', which stands first"},
    {"did not find expected tag URI", "the tag has no name", quote_the_value},
    {"did not find the expected '>'", "the tag has no end", quote_the_value},
    {"did not find expected whitespace or line break", "a space is expected after the tag", ""},
    {"did not find expected comment or line break", "nothing may follow '|' or '>' on its line",
     "the text begins on the next line"},
    {"found an indentation indicator equal to 0", "a text is indented by 1 to 9 spaces", ""},
    {"found a tab character where an indentation space is expected", "a tab indents this line",
     indent_by_spaces},
    {"found a tab character that violates indentation", "a tab indents this line",
     indent_by_spaces},
    {"control characters are not allowed", "a control character stands in the text",
     "remove it, or write it as an escape in double quotes"},
    {"found unknown directive name", "there is no such directive",
     "put a value that begins with '%' in quotes"},
    {"could not find expected directive name", "there is no such directive",
     "put a value that begins with '%' in quotes"},
    {"found incompatible YAML document", "templates are YAML 1.1", no_version},
    {"did not find expected <document start>", "a new document is expected here",
     "a template is one document: check the indentation, and the lines '...' and '---'"},
};

// What libyaml complains about: the rest of the text, and whether it begins its line.
struct Spot {
  std::string_view rest;
  bool begins_line;
};

Spot spot_at(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const std::string_view on_line = before.substr(before.rfind('\n') + 1);
  return {text.substr(at), on_line.find_first_not_of(' ') == std::string_view::npos};
}

YamlProblem explain_bad_start(const Spot& spot) {
  const std::string_view rest = spot.rest;
  if (rest.starts_with('\t')) {
    return spot.begins_line
               ? YamlProblem{"a tab indents this line", std::string(indent_by_spaces)}
               : YamlProblem{"a tab stands where a space belongs", "write a space in its place"};
  }
  if (rest.empty()) return {"a value is expected here", ""};
  return {std::string("no value can begin with '") + rest.front() + '\'',
          std::string(quote_the_value)};
}

YamlProblem explain_bad_content(const Spot& spot) {
  if (spot.rest.starts_with('!')) {
    return {"a value can have one tag only",
            "of two functions in each other, write the outer one in full, e.g. "
            "Fn::Base64: !Sub text"};
  }
  if (spot.begins_line) return {"a key is expected here", std::string(check_indentation)};
  return {"nothing may follow the value on its line",
          "put the whole value in quotes; a ' between single quotes is written twice"};
}

YamlProblem explain_bad_anchor(std::string_view context) {
  const bool is_alias = context == "while scanning an alias";
  return {is_alias ? "'*' is not followed by the name of an anchor"
                   : "'&' is not followed by a name for an anchor",
          is_alias ? "put a value that begins with '*' in quotes"
                   : "put a value that begins with '&' in quotes",
          true};
}

}  // namespace

YamlProblem explain_yaml_problem(std::string_view problem, std::string_view context,
                                 std::string_view text, std::size_t at) {
  const Spot spot = spot_at(text, at);
  const std::string_view rest = spot.rest;
  if (problem == "found character that cannot start any token") return explain_bad_start(spot);
  if (problem == "did not find expected node content" && !rest.starts_with('!')) {
    return {"a value is expected here", std::string(check_indentation)};
  }
  if (problem == "did not find expected node content" || problem == "did not find expected key") {
    return explain_bad_content(spot);
  }
  if (problem == "did not find expected alphabetic or numeric character") {
    return explain_bad_anchor(context);
  }
  for (const Known& each : known) {
    if (each.problem != problem) continue;
    const bool is_tab = rest.starts_with('\t') && each.hint == check_indentation;
    if (is_tab) return explain_bad_start(spot);
    return {std::string(each.reason), std::string(each.hint), each.is_where_it_began};
  }
  std::string reason(problem);
  if (!context.empty()) reason.append(" ").append(context);
  return {reason, ""};
}

}  // namespace omnitrack::tmpl
