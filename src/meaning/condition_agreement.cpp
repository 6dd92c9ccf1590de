#include "meaning/condition_agreement.hpp"

#include "meaning/condition_formula.hpp"

namespace omnitrack::meaning {

Agreement agreement(const tmpl::Index& before, std::string_view old_name, const tmpl::Index& after,
                    std::string_view new_name) {
  ConditionFormula formula(after);
  const auto is = formula.add(new_name);
  formula.read(before);
  const auto was = formula.add(old_name);
  if (!is || !was || !formula.rests_on_references() || !formula.prepare()) {
    return Agreement::unknown;
  }
  bool may_be_same = true;
  bool may_be_opposite = true;
  do {
    formula.work_out();
    const bool are_alike = formula.holds(*was) == formula.holds(*is);
    may_be_same = may_be_same && are_alike;
    may_be_opposite = may_be_opposite && !are_alike;
  } while ((may_be_same || may_be_opposite) && formula.advance());
  return may_be_same ? Agreement::same : may_be_opposite ? Agreement::opposite : Agreement::unknown;
}

}  // namespace omnitrack::meaning
