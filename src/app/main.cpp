#include "stack.hpp"

int main(int argc, char** argv) { return omnitrack::run(argc, argv, omnitrack::app::build); }
