#include "fix/edit.hpp"

namespace omnitrack::fix {

std::string applied(std::string_view text, const std::vector<Edit>& edits) {
  std::string made;
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    made.append(text.substr(at, edit.begin - at)).append(edit.text);
    at = edit.end;
  }
  return made.append(text.substr(at));
}

}  // namespace omnitrack::fix
