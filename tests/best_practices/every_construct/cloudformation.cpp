#include "every_construct.hpp"

namespace every_construct {

void add_cloudformation(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(AwsCustomResourceProps{
      .id = "AwsCustomResource",
      .on_update = SdkCall{.service = "ssm",
                           .action = "PutParameter",
                           .resources = {"arn:aws:ssm:eu-central-1:123456789012:parameter/flag"},
                           .parameters = {{"Name", "flag"}, {"Overwrite", true}, {"Value", "on"}},
                           .physical_id = "flag"}});
  stack.add(CustomResourceProps{.id = "CustomResource", .provider = in.function});
  stack.add(MacroProps{.id = "Macro", .function = in.function, .name = "Shop"});
  stack.add(NestedStackProps{.id = "NestedStack",
                             .template_file = NestedTemplate::url(
                                 "https://templates.s3.eu-central-1.amazonaws.com/network.json")});
  stack.add(StackSetProps{.id = "StackSet",
                          .stack_set_name = "baseline",
                          .template_file = NestedTemplate::url(
                              "https://templates.s3.eu-central-1.amazonaws.com/network.json")});
}

}  // namespace every_construct
