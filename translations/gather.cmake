# SPDX-FileCopyrightText: The Gnatcatcher authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Gathers the words of all sources into TS_FILES, from the top of the project:
#   cmake -DLUPDATE=<program> -DTS_FILES=<files> -P translations/gather.cmake
# With -DCHECK_FOLDER=<folder> it works on copies there and fails if anything is not translated.
set(files ${TS_FILES})
if(CHECK_FOLDER)
  file(REMOVE_RECURSE ${CHECK_FOLDER})
  file(COPY ${TS_FILES} DESTINATION ${CHECK_FOLDER})
  list(TRANSFORM files REPLACE ".*/" "${CHECK_FOLDER}/")
endif()

# gather(<lupdate arguments>): all words, with what lupdate says in `words`.
function(gather)
  execute_process(
    COMMAND ${LUPDATE} -silent -locations none -no-obsolete -no-ui-lines -extensions h,cpp -I models -I widgets -I app -I .
            app models widgets ${ARGN}
    OUTPUT_VARIABLE said ERROR_VARIABLE said
    RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "lupdate failed:\n${said}")
  endif()
  set(words "${words}${said}" PARENT_SCOPE)
endfunction()

# English is the source: its catalogue holds plural forms and nothing else.
set(english ${files})
list(FILTER english INCLUDE REGEX "_en[.]ts$")
set(others ${files})
list(FILTER others EXCLUDE REGEX "_en[.]ts$")
if(others)
  gather(-ts ${others})
endif()
if(english)
  gather(-pluralonly -ts ${english})
endif()

if(CHECK_FOLDER)
  if(words MATCHES "[^\n]*(tr\\(\\) cannot be called|lacks Q_OBJECT|Qualifying with unknown)[^\n]*")
    message(FATAL_ERROR "Words without a context are never translated:\n${words}")
  endif()
  foreach(file ${files})
    file(STRINGS ${file} open REGEX "type=\"unfinished\"")
    list(LENGTH open count)
    if(count GREATER 0)
      message(FATAL_ERROR "${file}: ${count} unfinished. Build the target update_translations and translate them.")
    endif()
  endforeach()
endif()
