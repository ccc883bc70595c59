// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/sidebyside/conversation.h"

namespace gnat::test {

/// What is too long, too large, too many or too slow.
Conversations limitConversations()
{
    return {
        {"SUB that just fits", "plain", {"a:CONNECT {\"verbose\":false}\r\nSUB {s*4094} 1\r\n"}},
        {"SUB one too long", "plain", {"a:SUB {s*4095} 1\r\n"}},
        {"SUB much too long", "plain", {"a:SUB {s*20000} 1\r\n"}},
        {"SUB too long without end", "plain", {"a+SUB {s*5000}", "a!"}},
        {"blanks are not counted", "plain", {"a:SUB {\t*5000}foo 1\r\nPUB foo 0\r\n\r\n"}},
        {"blanks at the end are counted", "plain", {"a:SUB foo 1{\t*5000}\r\n"}},
        {"UNSUB too long", "plain", {"a:UNSUB {9*4097}\r\n"}},
        {"PUB too long", "plain", {"a:PUB {s*4095} 0\r\n\r\n"}},
        {"PUB that just fits", "plain", {"a:PUB {s*4094} 0\r\n\r\n"}},
        {"HPUB too long", "plain", {"a:CONNECT {\"headers\":true}\r\nHPUB {s*4094} 0 0\r\n\r\n"}},
        {"CONNECT too long", "plain", {"a:CONNECT {\"name\":\"{n*5000}\"}\r\n"}},
        {"CONNECT that just fits", "plain", {"a:CONNECT {\"name\":\"{n*4085}\"}\r\n"}},
        {"INFO too long", "plain", {"a:INFO {\"name\":\"{n*5000}\"}\r\n"}},
        {"-ERR too long", "plain", {"a:-ERR {n*5000}\r\n"}},
        {"+OK with a long tail", "plain", {"a:+OK {n*5000}\r\n"}},
        {"PONG with a long tail", "plain", {"a:PONG {n*5000}\r\n"}},
        {"narrow: a payload that fits", "narrow", {"a:SUB foo 1\r\nPUB foo 8\r\n12345678\r\n"}},
        {"narrow: a payload one too large", "narrow", {"a:SUB foo 1\r\nPUB foo 9\r\n123456789\r\n"}},
        {"narrow: too large, before it came", "narrow", {"a+PUB foo 9\r\n", "a!"}},
        {"narrow: too large and verbose after good ones",
         "narrow",
         {"a+SUB foo 1\r\nPUB foo 2\r\nhi\r\nPUB foo 9\r\n", "a!"}},
        {"narrow: headers count", "narrow", {"a+CONNECT {\"headers\":true}\r\nHPUB foo 12 12\r\n", "a!"}},
        {"narrow: both sizes too large", "narrow", {"a+CONNECT {\"headers\":true}\r\nHPUB foo 99 12\r\n", "a!"}},
        {"narrow: a control line that fits", "narrow", {"a:SUB {s*62} 1\r\n"}},
        {"narrow: a control line one too long", "narrow", {"a:SUB {s*63} 1\r\n"}},
        {"narrow: CONNECT",
         "narrow",
         {"a:CONNECT {\"verbose\":false,\"name\":\"a name that goes on and on and on\"}\r\n"}},
        {"narrow: a subscription too many",
         "narrow",
         {"a:SUB a 1\r\nSUB b 2\r\nSUB c 3\r\n", "a:SUB d 4\r\n", "a:PUB d 0\r\n\r\n", "a:UNSUB 1\r\nSUB d 4\r\n",
          "a:PUB d 0\r\n\r\n"}},
        {"narrow: too many, quiet",
         "narrow",
         {"a:CONNECT {\"verbose\":false}\r\nSUB a 1\r\nSUB b 2\r\nSUB c 3\r\nSUB d 4\r\nSUB e 5\r\n"}},
        {"narrow: too many with a used sid", "narrow", {"a:SUB a 1\r\nSUB b 2\r\nSUB c 3\r\n", "a:SUB d 3\r\n"}},
        {"narrow: too many with a wrong subject",
         "narrow",
         {"a:SUB a 1\r\nSUB b 2\r\nSUB c 3\r\n", "a:SUB d..e 4\r\n"}},
        {"narrow: others have their own count", "narrow", {"a:SUB a 1\r\nSUB b 2\r\nSUB c 3\r\n", "b:SUB d 1\r\n"}},
        {"crowded: one too many", "crowded", {"a:", "b:", "c!", "a:", "b."}},
        {"impatient: no PONG", "impatient", {"a:CONNECT {\"verbose\":false}\r\n", "a!"}},
    };
}

} // namespace gnat::test
