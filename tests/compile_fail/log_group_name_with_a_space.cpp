// says: a_log_group_name_has_1_to_512_letters_digits_and_dashes_underscores_slashes_dots_hashes
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::LogGroupProps{
      .id = "Logs",
#ifdef MISTAKE
      .name = "/aws/my logs",
#else
      .name = "/aws/my-logs",
#endif
  });
}
