#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <omnitrack/severity.hpp>

namespace omnitrack {

/// One thing to tell the user of the app.
struct Diagnostic {
  std::string code;  ///< stable, e.g. `OT1002`
  Severity severity = Severity::error;
  std::string path;  ///< the construct's path, e.g. `OmniTrack/Vpc`; may be empty
  std::string file;  ///< the file of the user's code; may be empty
  std::uint32_t line = 0;
  std::string message;       ///< what is wrong
  std::string hint;          ///< how to mend it; may be empty
  std::uint32_t column = 0;  ///< from 1; 0 where only the line is known
  std::string acknowledged;  ///< the reason that the user gave for it; then it is an info
};

/// `file:line: error OT1002: message` and so on, on as many lines as it takes, each ended.
std::string to_text(const Diagnostic& diagnostic);

}  // namespace omnitrack
