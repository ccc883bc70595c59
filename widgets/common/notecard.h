// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/textlabel.h"

namespace gnat {

/// A sentence on a tinted ground with round corners: what will happen, what follows from what was set. Takes simple
/// HTML and wraps. GUI thread.
class NoteCard final : public TextLabel
{
    Q_OBJECT

public:
    explicit NoteCard(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace gnat
