#include "diff/security/pattern_set.hpp"

namespace omnitrack::diff {

PatternSet::PatternSet(const std::vector<Pattern>& patterns) {
  constexpr char32_t wildcards[] = {meaning::any_text, meaning::any_character, 0};
  for (const Pattern& each : patterns) {
    if (each.symbols.find_first_of(wildcards) == meaning::Symbols::npos) {
      literals_.insert(each.symbols);
    } else {
      wildcards_.push_back(&each);
    }
  }
}

}  // namespace omnitrack::diff
