// says in a later line, behind the class: held_by_reference_as_in_auto_and_or_by_its_address
#include <omnitrack/iam/role.hpp>

void build(omnitrack::Role& role) {
#ifdef MISTAKE
  auto copy = role;
#else
  auto& copy = role;
#endif
  (void)copy;
}
