#include "every_construct.hpp"

namespace every_construct {

void add_lambda(const Surroundings& in) {
  Stack& stack = in.stack;
  const auto code = FunctionCode::inline_text("def handler(event, context):\n    print(event)\n");
  auto& signing = stack.add(CodeSigningConfigProps{
      .id = "CodeSigning", .signing_profiles = {stack.add(SigningProfileProps{.id = "Signer"})}});
  stack.add(FunctionProps{.id = "SignedFunction",
                          .code = FunctionCode::s3(in.bucket, "signed/fn.zip"),
                          .code_signing = signing,
                          .handler = "main.run",
                          .runtime = Runtime::python3_14});
  auto& function = stack.add(FunctionProps{
      .id = "Function", .code = code, .handler = "index.handler", .runtime = Runtime::python3_14});
  auto& version = stack.add(FunctionVersionProps{.id = "Version", .function = function});
  auto& live =
      stack.add(FunctionAliasProps{.id = "Live", .function = function, .version = version});
  stack.add(FunctionUrlProps{.id = "FunctionUrl", .function = live});
  stack.add(LayerVersionProps{.id = "Layer", .bucket = in.bucket, .key = "layer.zip"});
}

}  // namespace every_construct
