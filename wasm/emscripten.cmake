# Finds the Emscripten that is on PATH (Debian's or any emsdk's) and hands over to its toolchain.
find_program(EMCC_PROGRAM emcc REQUIRED)
execute_process(
  COMMAND ${EMCC_PROGRAM} --version
  OUTPUT_QUIET ERROR_VARIABLE EMCC_ERROR RESULT_VARIABLE EMCC_RESULT)
if(NOT EMCC_RESULT EQUAL 0)
  message(FATAL_ERROR "emcc does not run: ${EMCC_ERROR}")
endif()
file(REAL_PATH ${EMCC_PROGRAM} EMCC_REAL)
get_filename_component(EMCC_FOLDER ${EMCC_REAL} DIRECTORY)
foreach(FOLDER ${EMCC_FOLDER} /usr/share/emscripten)
  set(EMSCRIPTEN_TOOLCHAIN ${FOLDER}/cmake/Modules/Platform/Emscripten.cmake)
  if(EXISTS ${EMSCRIPTEN_TOOLCHAIN})
    set(EMSCRIPTEN_ROOT_PATH ${FOLDER})
    include(${EMSCRIPTEN_TOOLCHAIN})
    return()
  endif()
endforeach()
message(FATAL_ERROR "emcc stands in ${EMCC_FOLDER}, but no CMake toolchain of it was found.")
