// says: cannot convert .FindingCode<omnitrack::Severity::error>. to
// .FindingCode<omnitrack::Severity::warning>.
#include <omnitrack/codes.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
#ifdef MISTAKE
  stack.warning(omnitrack::codes::OT2305, "too many indexes");
#else
  stack.error(omnitrack::codes::OT2305, "too many indexes");
#endif
}
