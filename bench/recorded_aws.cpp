// Stands for `aws` in deploy.py: gives the recorded answer of the next call of its operation, and
// notes in $ANSWERS/times when it began and ended, in nanoseconds.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <ctime>
#include <string>

namespace {

std::string now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return std::to_string(time.tv_sec * 1'000'000'000L + time.tv_nsec);
}

std::string content_of(const std::string& path) {
  std::string content;
  std::array<char, 65536> part{};
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  for (ssize_t read_now; (read_now = read(file, part.data(), part.size())) > 0;) {
    content.append(part.data(), static_cast<std::size_t>(read_now));
  }
  close(file);
  return content;
}

void put(int file, const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t more = write(file, text.data() + done, text.size() - done);
    if (more <= 0) std::exit(1);
    done += static_cast<std::size_t>(more);
  }
}

}  // namespace

int main(int count, char** words) {
  const std::string begun = now();
  const char* folder = std::getenv("ANSWERS");
  if (folder == nullptr || count < 3) return 1;
  const std::string answers = std::string(folder) + '/';
  // Of two calls of an operation side by side each takes its own.
  int number = 0;
  std::string answer;
  do {
    answer = answers + words[2] + '.' + std::to_string(number++);
  } while (mkdir((answer + ".taken").c_str(), 0700) != 0);
  put(STDOUT_FILENO, content_of(answer + "/out"));
  put(STDERR_FILENO, content_of(answer + "/err"));
  const int times =
      open((answers + "times").c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  put(times, begun + ' ' + now() + '\n');
  return std::atoi(content_of(answer + "/code").c_str());
}
