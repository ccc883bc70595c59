// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/replaypace.h"

#include <QVariantMap>
#include <QWidget>

class QComboBox;
class QDoubleSpinBox;

namespace gnat {

class Segmented;

/// How fast a recording is replayed: a few factors and Max at a click, any factor or a fixed rate as a number. GUI
/// thread.
class PaceEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit PaceEdit(QWidget *parent = nullptr);

    const ReplayPace &pace() const { return m_pace; }
    void setPace(ReplayPace pace); ///< does not emit

    QVariantMap state() const;
    void setState(const QVariantMap &state);

Q_SIGNALS:
    void paceChanged(gnat::ReplayPace pace);

private:
    void chosen(int index);
    void typed();
    void unitChosen();
    void change(ReplayPace pace);
    void showPace(ReplayPace pace);

    Segmented *m_choices = nullptr;
    QDoubleSpinBox *m_number = nullptr;
    QComboBox *m_unit = nullptr;
    ReplayPace m_pace;
};

} // namespace gnat
