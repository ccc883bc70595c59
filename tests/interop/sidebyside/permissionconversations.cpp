// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/sidebyside/conversation.h"

namespace gnat::test {

namespace {

#define LOGIN(user) "CONNECT {\"user\":\"" user "\",\"pass\":\"x\",\"verbose\":false}\r\n"
#define ASKING(user)                                                                                                   \
    "CONNECT {\"user\":\"" user "\",\"pass\":\"x\",\"verbose\":false,\"headers\":true,\"no_responders\":true}\r\n"

} // namespace

/// Who may publish and subscribe where: setup "permissions" of tst_sidebyside.cpp. One difference is meant and has no
/// row: where a wildcard only overlaps what is denied (SUB *.x, denied no.>), nats-server delivers no.x, ours does not.
Conversations permissionConversations()
{
    return {
        {"allowed both ways", "permissions", {"a+" LOGIN("bound"), "a:SUB ok.a 1\r\nPUB ok.a 2\r\nhi\r\n"}},
        {"not allowed to publish", "permissions", {"a+" LOGIN("bound"), "a:PUB other 2\r\nhi\r\nPUB ok 0\r\n\r\n"}},
        {"denied to publish",
         "permissions",
         {"a+" LOGIN("bound"), "a:PUB ok.secret 2\r\nhi\r\nPUB ok.secret.x 0\r\n\r\n"}},
        {"denied to publish, verbose",
         "permissions",
         {"a+CONNECT {\"user\":\"bound\",\"pass\":\"x\"}\r\n", "a:PUB ok.secret 2\r\nhi\r\nPUB ok.a 2\r\nhi\r\n"}},
        {"denied to publish a question",
         "permissions",
         {"a+" ASKING("bound"), "a:SUB ok.in 1\r\nPUB other ok.in 2\r\nhi\r\n"}},
        {"not allowed to subscribe", "permissions", {"a+" LOGIN("bound"), "a:SUB other 1\r\nSUB ok 2\r\n"}},
        {"not allowed to subscribe, verbose",
         "permissions",
         {"a+CONNECT {\"user\":\"bound\",\"pass\":\"x\"}\r\n", "a:SUB other 1\r\nUNSUB 1\r\nSUB ok.a 1\r\n"}},
        {"denied to subscribe", "permissions", {"a+" LOGIN("bound"), "a:SUB ok.secret 1\r\nSUB ok.secret q 2\r\n"}},
        {"a wildcard that is wider than allowed",
         "permissions",
         {"a+" LOGIN("bound"), "a:SUB > 1\r\nSUB *.a 2\r\nSUB ok.> 3\r\nSUB ok.* 4\r\n"}},
        {"a wildcard over what is denied",
         "permissions",
         {"a+" LOGIN("bound"), "b+" LOGIN("free"), "a:SUB ok.* 1\r\n",
          "b:PUB ok.secret 2\r\nhi\r\nPUB ok.a 2\r\nhi\r\n"}},
        {"a wildcard of another client over what is denied",
         "permissions",
         {"a+" LOGIN("bound"), "b+" LOGIN("free"), "b:SUB > 1\r\n", "a:PUB ok.secret 2\r\nhi\r\nPUB ok.a 2\r\nhi\r\n"}},
        {"a wrong subject that is not allowed",
         "permissions",
         {"a+" LOGIN("bound"), "a:SUB other..x 1\r\nSUB ok..x 2\r\n"}},
        {"publishing to a wildcard that is not allowed",
         "permissions",
         {"a+" LOGIN("bound"), "a:PUB other.* 2\r\nhi\r\nPUB ok.* 2\r\nhi\r\nPUB ok.> 2\r\nhi\r\n"}},
        {"a used sid for what is not allowed", "permissions", {"a+" LOGIN("bound"), "a:SUB ok.a 1\r\nSUB other 1\r\n"}},
        {"only a deny list",
         "permissions",
         {"a+" LOGIN("denied"),
          "a:PUB no.x 2\r\nhi\r\nPUB yes 2\r\nhi\r\nSUB no.x 1\r\nSUB no.> 2\r\nSUB > 3\r\nSUB yes 4\r\n",
          "a:PUB yes 2\r\nhi\r\n"}},
        {"a deny list and wildcards inside it",
         "permissions",
         {"a+" LOGIN("denied"), "b+" LOGIN("free"), "a:SUB yes.* 1\r\nSUB no.* 2\r\nSUB no.*.y 3\r\n",
          "b:PUB no.x 2\r\nhi\r\nPUB yes.x 2\r\nhi\r\n"}},
        {"a queue that is allowed",
         "permissions",
         {"a+" LOGIN("queued"), "a:SUB jobs workers 1\r\nSUB jobs workers.7 2\r\nSUB jobs others 3\r\nSUB jobs 4\r\n"}},
        {"a queue that is denied",
         "permissions",
         {"a+" LOGIN("queuedenied"),
          "a:SUB jobs bad 1\r\nSUB jobs bad.er 2\r\nSUB jobs good 3\r\nSUB jobs 4\r\nSUB * bad 5\r\n"}},
        {"one answer is allowed",
         "permissions",
         {"a+" LOGIN("service"), "b+" LOGIN("free"), "a:SUB svc 1\r\n", "b:SUB in.1 1\r\nPUB svc in.1 2\r\nhi\r\n",
          "a:PUB in.1 2\r\nok\r\n", "a:PUB in.1 2\r\nok\r\n", "a:PUB in.2 2\r\nok\r\n"}},
        {"two answers are allowed",
         "permissions",
         {"a+" LOGIN("twice"), "b+" LOGIN("free"), "a:SUB svc 1\r\n", "b:SUB in.1 1\r\nPUB svc in.1 2\r\nhi\r\n",
          "a:{PUB in.1 2\r\nok\r\n*3}"}},
        {"two questions with the same inbox",
         "permissions",
         {"a+" LOGIN("service"), "b+" LOGIN("free"), "a:SUB svc 1\r\n", "b:SUB in.1 1\r\nPUB svc in.1 2\r\nhi\r\n",
          "b:PUB svc in.1 2\r\nhi\r\n", "a:{PUB in.1 2\r\nok\r\n*3}"}},
        {"an answer to nobody's question", "permissions", {"a+" LOGIN("service"), "a:PUB in.9 2\r\nok\r\n"}},
        {"answers with a reply of their own",
         "permissions",
         {"a+" LOGIN("service"), "b+" LOGIN("free"), "a:SUB svc 1\r\n", "b:SUB in.1 1\r\nPUB svc in.1 2\r\nhi\r\n",
          "a:PUB in.1 more 2\r\nok\r\n"}},
        {"default permissions",
         "permissions",
         {"a+" LOGIN("plain"), "a:SUB dflt.a 1\r\nSUB other 2\r\nPUB dflt.a 2\r\nhi\r\nPUB other 2\r\nhi\r\n"}},
        {"a user without credentials",
         "noauth",
         {"a:CONNECT {\"verbose\":false}\r\nSUB guest.a 1\r\nSUB other 2\r\nPUB guest.a 2\r\nhi\r\n"}},
        {"a user without credentials and without CONNECT", "noauth", {"a:SUB guest.a 1\r\nSUB other 2\r\n"}},
        {"credentials in place of the default user",
         "noauth",
         {"a+CONNECT {\"user\":\"alice\",\"pass\":\"x\",\"verbose\":false}\r\n",
          "a:SUB other 1\r\nPUB other 2\r\nhi\r\n"}},
        {"wrong credentials in place of the default user",
         "noauth",
         {"a+CONNECT {\"user\":\"alice\",\"pass\":\"y\",\"verbose\":false}\r\n", "a!"}},
        {"an unknown user in place of the default user",
         "noauth",
         {"a+CONNECT {\"user\":\"bob\",\"verbose\":false}\r\n", "a!"}},
        {"a token in place of the default user",
         "noauth",
         {"a+CONNECT {\"auth_token\":\"x\",\"verbose\":false}\r\n", "a!"}},
        {"another user by a second CONNECT",
         "permissions",
         {"a+" LOGIN("bound"), "a:SUB other 1\r\n", "a+" LOGIN("free"), "a:SUB other 1\r\nPUB other 2\r\nhi\r\n"}},
        {"a hashed password",
         "hashed",
         {"a+CONNECT {\"user\":\"alice\",\"pass\":\"secret\",\"verbose\":false}\r\n", "a:SUB a 1\r\n"}},
        {"the hash for a password",
         "hashed",
         {"a+CONNECT "
          "{\"user\":\"alice\",\"pass\":\"$2a$04$W./Pm0Tm7qFKDq6bcbS9f.6mHj/uIojYGO8MITzhVOoM8LyL4Ox1q\"}\r\n",
          "a!"}},
        {"a wrong password for the hash", "hashed", {"a+CONNECT {\"user\":\"alice\",\"pass\":\"Secret\"}\r\n", "a!"}},
        {"an empty password for the hash", "hashed", {"a+CONNECT {\"user\":\"alice\"}\r\n", "a!"}},
    };
}

} // namespace gnat::test
