#include "every_construct.hpp"

namespace every_construct {

void add_budgets(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(BudgetProps{.id = "Budget",
                        .limit = 200,
                        .notifications = {{.threshold = 80, .emails = {"team@example.com"}}}});
}

}  // namespace every_construct
