#include "bootstrap.hpp"
#include "stack.hpp"

namespace omnitrack::app {

Function* add_simulation(Stack& stack, const Config& config, const CacheAccess& access) {
  if (config.simulation_function.empty()) return nullptr;
  const std::optional<Bootstrap> bootstrap =
      find_bootstrap(stack, "simulation_function", config.simulation_function);
  if (!bootstrap) return nullptr;
  const std::string name = config.name("simulation-results");
  FunctionProps props =
      with_cache("SimulationResultsFunction", FunctionCode::from_folder(bootstrap->folder), access);
  props.architecture = bootstrap->architecture;
  props.description = "Answers with simulation results from Redis, or computes and caches them";
  props.function_name = name;
  props.handler = "bootstrap";
  props.memory = 256;
  props.runtime = Runtime::provided_al2023;
  return &stack.add(props);
}

}  // namespace omnitrack::app
