# eligo_web_files(VARIABLE)
#   The files of the page that eligo serve shows, as absolute paths in the build folder, made by a
#   custom command from web/. Call it in the folder that embeds them. Where Node, npm or the packages
#   are missing they hold a plain page that says so, and the rest of the program is as ever.
set(ELIGO_WEB_ASSETS index.html assets/page.js assets/page.css assets/icon.svg)

function(eligo_web_files variable)
  set(source ${PROJECT_SOURCE_DIR}/web)
  set(output ${PROJECT_BINARY_DIR}/web)
  find_program(ELIGO_NODE NAMES node nodejs)
  find_program(ELIGO_NPM NAMES npm)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${source}/src/* ${source}/public/* ${source}/absent/*)
  set(script ${PROJECT_SOURCE_DIR}/cmake/build_web.cmake)
  set(files ${ELIGO_WEB_ASSETS})
  list(TRANSFORM files PREPEND ${output}/dist/)
  add_custom_command(
    OUTPUT ${files}
    COMMAND ${CMAKE_COMMAND} -DSOURCE=${source} -DOUTPUT=${output} "-DASSETS=${ELIGO_WEB_ASSETS}"
            -DNODE=${ELIGO_NODE} -DNPM=${ELIGO_NPM} -P ${script}
    DEPENDS ${sources} ${script} ${source}/package.json ${source}/package-lock.json ${source}/.npmrc
            ${source}/tsconfig.json ${source}/vite.config.ts ${source}/index.html
    COMMENT "Building the page of eligo serve"
    USES_TERMINAL
    VERBATIM)
  add_custom_target(eligo_web DEPENDS ${files})
  set(${variable} ${files} PARENT_SCOPE)
endfunction()
