#include "deploy/docker.hpp"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "deploy/environment.hpp"

namespace omnitrack::deploy {

namespace {

std::string program_in_environment() {
  const char* said = std::getenv("OMNITRACK_DOCKER");
  return said == nullptr || *said == '\0' ? "docker" : said;
}

std::string last_lines_of(std::string_view text, std::size_t most) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  std::size_t begin = text.size();
  for (std::size_t i = 0; i < most && begin != 0; ++i) {
    const std::size_t line_end = text.rfind('\n', begin - 1);
    if (line_end == std::string_view::npos) return std::string(text);
    begin = line_end;
  }
  return std::string(text.substr(begin == text.size() ? begin : begin + 1));
}

std::string without(std::string text, std::string_view secret) {
  for (std::size_t at = 0; !secret.empty() && (at = text.find(secret)) != std::string::npos;) {
    text.replace(at, secret.size(), "***");
  }
  return text;
}

}  // namespace

DockerFailure::DockerFailure(const std::string& message, std::string hint, std::string said)
    : std::runtime_error(message), hint_(std::move(hint)), said_(std::move(said)) {}

Docker::Docker(std::function<bool()> is_stopped)
    : program_(program_in_environment()), is_stopped_(std::move(is_stopped)) {}

support::ProgramResult Docker::run(const std::vector<std::string>& words,
                                   const support::ProgramInput& input) const {
  std::vector<std::string> command_line{program_};
  command_line.insert(command_line.end(), words.begin(), words.end());
  constexpr std::size_t most_output = std::size_t{1} << 30U;
  return support::run_program(
      command_line,
      {.output_bytes = most_output,
       .time = time_in_environment("OMNITRACK_DOCKER_SECONDS", std::chrono::hours(1),
                                   std::chrono::milliseconds(100), std::chrono::hours(24)),
       .is_stopped = is_stopped_},
      input);
}

void Docker::demand(const support::ProgramResult& result, const std::string& verb,
                    const std::string& hint) const {
  const std::string call = program_ + ' ' + verb;
  switch (result.end) {
    case support::ProgramEnd::not_started:
      if (result.error == std::errc::no_such_file_or_directory) {
        throw DockerFailure(program_ + " is not installed, or not on PATH",
                            "install docker, or name a program that takes its words, such as "
                            "podman, by OMNITRACK_DOCKER; an image that is pushed needs neither");
      }
      throw DockerFailure("cannot run " + program_ + ": " + result.error.message(),
                          "OMNITRACK_DOCKER names the program that is run");
    case support::ProgramEnd::killed:
    case support::ProgramEnd::stopped:
      throw DockerFailure(call + " was ended by a signal", "run it again");
    case support::ProgramEnd::too_long:
      throw DockerFailure(call + " wrote more than 1 GB", "let the Dockerfile write less");
    case support::ProgramEnd::too_slow:
      throw DockerFailure(call + " did not end in time",
                          "OMNITRACK_DOCKER_SECONDS gives it more than the usual hour");
    case support::ProgramEnd::exited:
      break;
  }
  if (result.exit_code == 0) return;
  constexpr std::size_t most_lines = 20;
  const std::string& told = result.errors.empty() ? result.output : result.errors;
  std::string message = call + " failed with exit code " + std::to_string(result.exit_code);
  const std::string last = last_lines_of(told, 1);
  if (!last.empty()) message += ": " + last;
  std::string said = last_lines_of(told, most_lines);
  if (said == last) said.clear();
  throw DockerFailure(message, hint, std::move(said));
}

void Docker::look() const {
  demand(run({"version"}, {}), "version",
         "start its daemon, or name a program that takes its words, such as podman, by "
         "OMNITRACK_DOCKER");
}

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html
void Docker::log_in(const std::string& registry, const std::string& password) const {
  support::ProgramResult result =
      run({"login", "--username", "AWS", "--password-stdin", registry}, {.text = password});
  result.output = without(std::move(result.output), password);
  result.errors = without(std::move(result.errors), password);
  demand(result, "login", "look whether the daemon of docker runs, and where it keeps credentials");
}

void Docker::build(const ImageRecipe& recipe, const std::string& folder,
                   const std::string& name) const {
  std::vector<std::string> words{"build",
                                 "--tag",
                                 name,
                                 "--platform",
                                 recipe.platform,
                                 "--file",
                                 (std::filesystem::path(folder) / recipe.dockerfile).string()};
  if (!recipe.target.empty()) words.insert(words.end(), {"--target", recipe.target});
  for (const auto& [argument, value] : recipe.arguments) {
    words.insert(words.end(), {"--build-arg", std::string(argument).append("=").append(value)});
  }
  words.push_back(folder);
  // With attestations an image is a list of several, which Lambda does not take.
  // https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
  // https://docs.docker.com/build/building/variables/#buildx_no_default_attestations
  demand(run(words, {.variables = {"BUILDX_NO_DEFAULT_ATTESTATIONS=1"}}), "build", {});
}

void Docker::push(const std::string& name) const {
  demand(run({"push", name}, {}), "push",
         "the caller needs ecr:BatchCheckLayerAvailability, ecr:CompleteLayerUpload, "
         "ecr:InitiateLayerUpload, ecr:PutImage and ecr:UploadLayerPart on the repository");
}

}  // namespace omnitrack::deploy
