# Builds SOURCE (web/) into OUTPUT/dist, which then holds the files of ASSETS. All work is done in
# OUTPUT, so that the checkout stays as it is. Whatever fails, the files of absent/ take their place
# and the build goes on.
file(MAKE_DIRECTORY ${OUTPUT}/dist)

function(stand_in reason)
  message(WARNING "The page of eligo serve is not built: ${reason}")
  file(REMOVE_RECURSE ${OUTPUT}/dist)
  file(COPY ${SOURCE}/absent/ DESTINATION ${OUTPUT}/dist)
  file(COPY ${SOURCE}/public/assets DESTINATION ${OUTPUT}/dist)
  foreach(asset IN LISTS ASSETS)
    file(TOUCH ${OUTPUT}/dist/${asset})
  endforeach()
endfunction()

if(NOT NODE OR NOT NPM)
  stand_in("Node and npm are needed (packages nodejs and npm)")
  return()
endif()

# The packages are installed again only where their list has changed.
file(SHA256 ${SOURCE}/package-lock.json wanted)
set(installed "")
if(EXISTS ${OUTPUT}/installed)
  file(READ ${OUTPUT}/installed installed)
endif()
file(REMOVE_RECURSE ${OUTPUT}/src ${OUTPUT}/public)
file(COPY ${SOURCE}/src ${SOURCE}/public ${SOURCE}/index.html ${SOURCE}/package.json
     ${SOURCE}/package-lock.json ${SOURCE}/.npmrc ${SOURCE}/tsconfig.json ${SOURCE}/vite.config.ts
     DESTINATION ${OUTPUT})
if(NOT installed STREQUAL wanted)
  file(REMOVE ${OUTPUT}/installed)
  execute_process(
    COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --prefer-offline --fetch-retries=1
            --fetch-timeout=30000 --loglevel=error
    WORKING_DIRECTORY ${OUTPUT} RESULT_VARIABLE status ERROR_VARIABLE problem
    TIMEOUT 300)
  if(NOT status EQUAL 0)
    stand_in("npm ci did not get the packages of web/package-lock.json; build again when the network or npm's cache has them\n${problem}")
    return()
  endif()
  file(WRITE ${OUTPUT}/installed ${wanted})
endif()

execute_process(COMMAND ${NPM} run --silent build
  WORKING_DIRECTORY ${OUTPUT} RESULT_VARIABLE status OUTPUT_VARIABLE log ERROR_VARIABLE problem)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "web/ does not build\n${log}\n${problem}")
endif()
foreach(asset IN LISTS ASSETS)
  if(NOT EXISTS ${OUTPUT}/dist/${asset})
    message(FATAL_ERROR "web/ was built without ${asset}")
  endif()
  file(TOUCH ${OUTPUT}/dist/${asset})
endforeach()
