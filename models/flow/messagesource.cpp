// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/messagesource.h"
// The class is abstract; this file gives its meta-object a home.
