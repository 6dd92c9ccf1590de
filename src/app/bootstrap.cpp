#include "bootstrap.hpp"

#include <array>
#include <filesystem>
#include <fstream>

#include <omnitrack/codes.hpp>

namespace omnitrack::app {

namespace {

namespace fs = std::filesystem;
using Architectures = cfn::lambda::FunctionProps::Architectures;

// What a program of 64 bits begins with.
// https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
using ElfHeader = std::array<unsigned char, 64>;

// All zeros where the file is shorter or cannot be read.
ElfHeader read_header(const fs::path& program) {
  ElfHeader header{};
  std::ifstream file(program, std::ios::binary);
  if (!file.read(reinterpret_cast<char*>(header.data()), header.size())) header.fill(0);
  return header;
}

// Whether it is of 64 bits, the lowest byte first, of System V or Linux, and can be executed,
// wherever in memory or at a fixed place.
bool is_linux_program(const ElfHeader& header) {
  const bool is_elf = header[0] == 0x7f && header[1] == 'E' && header[2] == 'L' && header[3] == 'F';
  const bool is_of_linux = header[7] == 0 || header[7] == 3;
  const bool is_executable = (header[16] == 2 || header[16] == 3) && header[17] == 0;
  return is_elf && header[4] == 2 && header[5] == 1 && is_of_linux && is_executable;
}

std::optional<Architectures> architecture_of(const ElfHeader& header) {
  switch (header[18] | header[19] << 8) {
    case 62:
      return Architectures::x86_64;
    case 183:
      return Architectures::arm64;
    default:
      return std::nullopt;
  }
}

std::string quoted(const fs::path& path) { return '\'' + path.string() + '\''; }

}  // namespace

std::optional<Bootstrap> find_bootstrap(const Stack& stack, std::string_view key,
                                        const std::string& folder) {
  const auto fail = [&](FindingCode<Severity::error> code, const std::string& message,
                        std::string_view hint) {
    stack.error(code, std::string(key) + ": " + message, hint);
    return std::nullopt;
  };
  const fs::path path = folder;
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    const std::string reason = error ? ": " + error.message() : " is not a folder";
    return fail(codes::OT3002, quoted(path) + reason,
                "name the folder that holds the built 'bootstrap'");
  }
  const fs::path program = path / "bootstrap";
  const fs::file_status status = fs::status(program, error);
  if (!fs::is_regular_file(status)) {
    return fail(codes::OT3002, quoted(path) + " holds no file 'bootstrap'",
                "Lambda starts the program of that name");
  }
  constexpr fs::perms needed = fs::perms::others_read | fs::perms::others_exec;
  if ((status.permissions() & needed) != needed) {
    return fail(codes::OT3003, quoted(program) + " may not be executed by everybody",
                "Lambda runs it as a user of its own; set its mode to 755");
  }
  const ElfHeader header = read_header(program);
  if (!is_linux_program(header)) {
    return fail(codes::OT3003, quoted(program) + " is no 64-bit program for Linux",
                "name the folder of the built program, not that of its source");
  }
  const std::optional<Architectures> architecture = architecture_of(header);
  if (!architecture) {
    return fail(codes::OT3003, quoted(program) + " is for a processor that Lambda does not have",
                "build it for x86_64 or aarch64");
  }
  return Bootstrap{path.string(), *architecture};
}

}  // namespace omnitrack::app
