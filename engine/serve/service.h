#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "serve/access.h"
#include "serve/api.h"
#include "serve/message.h"
#include "vocabulary/embedded_files.h"

namespace eligo {

// What stands behind every address: the page's files, and the API under /api/ for those who have
// the token.
class Service {
 public:
  // The API and the contents of the files must outlive it.
  Service(const Api& api, AccessRules access, const std::vector<EmbeddedFile>& files);

  std::variant<Response, Admission> admit(const RequestHead& head) const;

 private:
  Response page_file(const RequestHead& head) const;

  const Api& api_;
  AccessRules access_;
  const std::vector<EmbeddedFile>& files_;
};

}  // namespace eligo
