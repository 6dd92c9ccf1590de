#include "meaning/stack_name.hpp"

#include <array>

#include "omnitrack/characters.hpp"

namespace omnitrack::meaning {

namespace {

constexpr std::array<std::string_view, 5> template_endings{".template.json", ".json", ".template",
                                                           ".yaml", ".yml"};

}  // namespace

// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
bool is_stack_name(std::string_view text) {
  return !text.empty() && text.size() <= 128 && detail::is_letter(text.front()) &&
         detail::has_only_letters_digits_and("-", text);
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
bool is_output_name(std::string_view text) {
  return !text.empty() && text.size() <= 255 && detail::has_only_letters_digits_and("", text);
}

std::string_view without_template_ending(std::string_view file) {
  for (const std::string_view ending : template_endings) {
    if (!file.ends_with(ending) || file.size() == ending.size()) continue;
    file.remove_suffix(ending.size());
    break;
  }
  return file;
}

std::string_view stack_of_file(std::string_view file) {
  return without_template_ending(file.substr(file.rfind('/') + 1));
}

}  // namespace omnitrack::meaning
