#include "synth/pseudo_parameters.hpp"

#include "core/tree.hpp"
#include "meaning/surroundings.hpp"

namespace omnitrack::synth {

bool is_of_other_stack(const Node& pseudo, const Stack& user) {
  const Stack* of = pseudo.stack;
  // What is in no stack is in the place of whoever uses it.
  return of != nullptr && of != &user && of != TreeAccess::state(of->app()).no_stack;
}

std::string known_text(const Node& pseudo) {
  const Stack& of = *pseudo.stack;
  if (pseudo.pseudo() == PseudoParameter::stack_name) return std::string(of.name());
  meaning::Surroundings said;
  said.region.text = of.fixed_region();
  const meaning::Surroundings place = meaning::completed(std::move(said), {});
  const meaning::KnownPlace* known = place.find(detail::pseudo_name(pseudo.pseudo()));
  return known == nullptr ? std::string() : known->text;
}

bool is_of_place(PseudoParameter parameter) {
  switch (parameter) {
    case PseudoParameter::account_id:
    case PseudoParameter::partition:
    case PseudoParameter::region:
    case PseudoParameter::url_suffix:
      return true;
    case PseudoParameter::notification_arns:
    case PseudoParameter::stack_id:
    case PseudoParameter::stack_name:
      return false;
  }
  return false;
}

}  // namespace omnitrack::synth
