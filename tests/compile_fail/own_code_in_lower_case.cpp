// says: a_code_is_capital_letters_and_four_digits
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
#ifdef MISTAKE
  stack.error("my-mistake", "this is wrong");
#else
  stack.error("MY0001", "this is wrong");
#endif
}
