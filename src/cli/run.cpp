#include "omnitrack/run.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <new>
#include <string_view>

#include "cli/choose_verb.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/help/help.hpp"
#include "cli/log.hpp"
#include "cli/page/printable.hpp"
#include "cli/parse_options.hpp"
#include "cli/session.hpp"
#include "cli/version.hpp"
#include "deploy/aws_fault.hpp"

namespace omnitrack::cli {

namespace {

std::string base_name(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return std::string(name.empty() ? "omnitrack-synth" : name);
}

// Where a stream is closed, a file that is opened would take its place.
void occupy_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    // What is written to it fails, and so does reading from it.
    const int access = stream == STDIN_FILENO ? O_WRONLY : O_RDONLY;
    if (::fcntl(stream, F_GETFD) == -1) static_cast<void>(::open("/dev/null", access));
  }
}

void apply(const CommonOptions& common, Console& console) {
  console.set_quiet(common.quiet);
  console.set_verbose(common.verbose);
  console.set_color(common.color.value_or("auto"));
  if (common.verbose) start_log(console.program());
}

int run_chosen(const ChosenVerb& chosen, const Verbs& verbs, const detail::Program& program,
               Console& console) {
  CommonOptions common;
  const Options common_options = common.options();
  Options options = chosen.verb->options();
  options.insert(options.end(), common_options.begin(), common_options.end());
  parse_options(chosen.arguments, options);
  apply(common, console);
  ConfigKeys keys;
  program.describe(program.context, keys);
  Session session{program, keys, verbs, common_options, console};
  if (common.version) {
    console.print(console.program() + " (omnitrack) " + std::string(version()) + "\n");
    return ExitCode::done;
  }
  if (common.help) {
    console.print(chosen.is_named ? verb_help(session, *chosen.verb) : program_help(session));
    return ExitCode::done;
  }
  return chosen.verb->run(session);
}

// Where nothing else is known to help, the help of the verb does.
int run_verb(std::span<char* const> arguments, const detail::Program& program, Console& console) {
  const Verbs verbs = all_verbs();
  const ChosenVerb chosen = choose_verb(arguments, verbs, CommonOptions().options());
  try {
    return run_chosen(chosen, verbs, program, console);
  } catch (const UsageError& error) {
    if (!error.hint().empty()) throw;
    const std::string words =
        chosen.is_named ? " help " + std::string(chosen.verb->name()) : " --help";
    throw UsageError(error.what(), "see " + console.program() + words);
  }
}

int run_or_tell(std::span<char* const> arguments, const detail::Program& program,
                Console& console) {
  try {
    const Phase phase("all");
    return run_verb(arguments, program, console);
  } catch (const UsageError& error) {
    console.fail(error.what(), error.hint());
    return ExitCode::wrong_usage;
  } catch (const UnreadOutput&) {
    return ExitCode::unread;
  } catch (const Failure& failure) {
    console.fail(failure.what(), failure.hint());
  } catch (const deploy::AwsFailure& failure) {
    console.fail(printable(failure.what()), failure.hint());
  } catch (const std::bad_alloc&) {
    console.fail("out of memory", {});
  } catch (const std::exception& error) {
    console.fail(error.what(), {});
  } catch (...) {
    console.fail("the app threw something that is not a std::exception", {});
  }
  return ExitCode::failed;
}

}  // namespace

}  // namespace omnitrack::cli

int omnitrack::detail::run_program(int argc, char** argv, const Program& program) {
  // A pipe that nobody reads is an error of writing, so that what is under way is ended in order.
  std::signal(SIGPIPE, SIG_IGN);
  cli::occupy_closed_streams();
  const std::span<char* const> all(argv, static_cast<std::size_t>(argc));
  cli::Console console(cli::base_name(all.empty() ? "" : all.front()));
  return cli::run_or_tell(all.empty() ? all : all.subspan(1), program, console);
}
