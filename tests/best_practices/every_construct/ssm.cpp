#include "every_construct.hpp"

namespace every_construct {

void add_ssm(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& document = stack.add(DocumentProps{
      .id = "Document",
      .content = Json::object({
          {"schemaVersion", "2.2"},
          {"mainSteps",
           Json::array({Json::object({
               {"action", "aws:runShellScript"},
               {"name", "install"},
               {"inputs", Json::object({{"runCommand", Json::array({"dnf install -y nginx"})}})},
           })})},
      })});
  stack.add(AssociationProps{.id = "Association",
                             .document = document,
                             .targets = {{.key = "tag:Role", .values = {"web"}}}});
  auto& window =
      stack.add(SsmMaintenanceWindowProps{.id = "Window", .schedule = "cron(0 2 ? * SUN *)"});
  window.add_targets("Machines", {{.key = "tag:Role", .values = {"web"}}});
  stack.add(StringParameterProps{.id = "Parameter", .value = "100"});
  stack.add(StringListParameterProps{.id = "ListParameter", .values = {"a", "b"}});
  stack.add(PatchBaselineProps{.id = "PatchBaseline", .name = "linux"});
}

}  // namespace every_construct
