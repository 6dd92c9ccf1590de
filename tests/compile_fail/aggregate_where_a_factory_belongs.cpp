// says: cpp:\d+:\d+: error: .*required_code_by_FunctionCode_from_folder_inline_text_s3_or_image
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::FunctionProps{
      .id = "Function",
#ifdef MISTAKE
      .code = {.zip_file = "x"},
#else
      .code = omnitrack::FunctionCode::inline_text("x"),
#endif
  });
}
