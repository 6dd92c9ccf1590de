#include "fix/written.hpp"

#include "format/scalar_text.hpp"

namespace omnitrack::fix {

std::string Written::with(std::string_view other) const {
  if (quote != '\0') return quote + std::string(other) + quote;
  const bool is_tag = name.starts_with('!');
  return is_tag ? std::string(other) : format::scalar_text(other, false);
}

Written written_at(const tmpl::Template& in, std::uint32_t begin, std::uint32_t end) {
  Written written{.is_json = in.format() == tmpl::Format::json};
  std::string_view text = in.text().substr(begin, end - begin);
  if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'')) {
    written.quote = text.front();
    if (text.back() != written.quote) return written;
    text = text.substr(1, text.size() - 2);
  }
  if (text.find_first_of("\\'\"\n") == std::string_view::npos) written.name = text;
  return written;
}

}  // namespace omnitrack::fix
