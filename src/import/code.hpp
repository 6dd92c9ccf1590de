#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace omnitrack::importing {

/// A piece of C++ that is laid out once it is whole: on one line where it fits, else as a person
/// would break it.
struct Code {
  enum class Form {
    token,    ///< `head` alone, which may have line ends where it is a raw string
    literal,  ///< `head`, a text in quotes that may be taken apart, `tail`
    call,     ///< `head(items)tail`
    braces,   ///< `head{items}tail`
  };
  Form form = Form::token;
  std::string head;
  std::vector<Code> items = {};
  std::string tail = {};
  std::string content = {};                ///< of a literal
  std::vector<std::string> comments = {};  ///< lines above it, without `//`
};

/// A name, a number, or whatever else is written as it is.
Code token(std::string text);
/// A text as a literal: in quotes, or raw where it has several lines or many quotes.
Code text_literal(std::string_view text);
/// `function(arguments)`
Code call(std::string function, std::vector<Code> arguments);
/// `name{items}`
Code braces(std::string name, std::vector<Code> items);
/// The same between two texts, such as `.id = ` and `,`.
Code wrapped(std::string_view before, Code code, std::string_view after = {});

/// The code as text. `indent` is that of the line that it begins on, `column` where on it,
/// `reserve` how many characters follow on its last line.
std::string laid_out(const Code& code, std::size_t indent, std::size_t column, std::size_t reserve);

/// A text in quotes.
std::string quoted(std::string_view text);

/// A line as a comment, with what would steer its reader escaped.
std::string comment(std::string_view line);

/// A text as lines of a comment, each of a width at most.
std::vector<std::string> comment_lines(std::string_view text, std::size_t width);

}  // namespace omnitrack::importing
