#include "every_construct.hpp"

namespace every_construct {

void add_backup(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& vault = stack.add(BackupVaultProps{.id = "BackupVault"});
  auto& plan = stack.add(
      BackupPlanProps{.id = "BackupPlan", .rules = {BackupRule::daily()}, .vault = vault});
  plan.add_selection({.name = "Tagged", .resources = {BackupResource::tag("backup", "yes")}});
}

}  // namespace every_construct
