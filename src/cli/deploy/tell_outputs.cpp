#include "cli/deploy/tell_outputs.hpp"

#include "cli/files.hpp"

namespace omnitrack::cli {

void tell_outputs(const std::vector<StackOutputs>& stacks, const std::optional<std::string>& file,
                  const Console& console) {
  // A stdout that nobody reads must not cost the file.
  if (file && !stacks.empty()) {
    const std::string json = outputs_json(stacks);
    const NewFile written{*file, json};
    write_files({&written, 1});
  }
  console.print(outputs_table(stacks));
}

}  // namespace omnitrack::cli
