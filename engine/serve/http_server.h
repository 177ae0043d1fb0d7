#pragma once

// An HTTP/1.1 server for this machine alone. Nothing of the library that speaks HTTP is seen
// outside http_server.cpp.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "serve/message.h"
#include "text/result.h"

namespace eligo {

struct ServerLimits {
  std::size_t header_bytes = std::size_t{8} << 10U;  // request line and header
  std::size_t connections = 128;                     // beyond it the oldest that waits is closed
  std::size_t bodies_together = std::size_t{96} << 20U;  // bytes of all bodies under way
  std::chrono::milliseconds header_time{10'000};         // from the first byte to the last
  std::chrono::milliseconds body_time{30'000};
  std::chrono::milliseconds idle_time{60'000};  // between two requests
  std::chrono::milliseconds write_time{30'000};
};

class HttpServer {
 public:
  // Listens on 127.0.0.1, on a port that the system chooses where `port` is 0. Errors: it cannot.
  static Result<std::unique_ptr<HttpServer>> open(std::uint16_t port,
                                                  const ServerLimits& limits = {});
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::uint16_t port() const;

  // Answers requests until SIGINT or SIGTERM. `admit` is called on one thread, the work that it
  // hands out on several. `on_stop` is called before the work under way is waited for.
  void run(const AdmitRequest& admit, const std::function<void()>& on_stop);

 private:
  class Implementation;
  explicit HttpServer(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace eligo
