#pragma once

#include <cstddef>
#include <cstdint>

// The functions by which libFuzzer and a program speak to each other, with the names that it gives
// them. https://llvm.org/docs/LibFuzzer.html NOLINTBEGIN(readability-identifier-naming)

/// Runs the target on an input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

/// Changes an input in place, and returns its new size.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed);

/// Makes an input of two, and returns its size.
extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* out, std::size_t max_size,
                                                 unsigned int seed);

/// libFuzzer's own change of a few bytes.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

// NOLINTEND(readability-identifier-naming)
