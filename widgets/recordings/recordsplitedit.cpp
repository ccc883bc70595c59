// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordsplitedit.h"

#include "base/text.h"
#include "recordings/limitfields.h"

#include <QFormLayout>
#include <QSpinBox>

namespace gnat {

RecordSplitEdit::RecordSplitEdit(QFormLayout &form, QWidget *parent) : QObject(parent)
{
    m_fileMegabytes = addNumber(tr("New file at a size"), tr("not by size"), tr(" MB"), 10'000'000);
    m_minutes = addNumber(tr("New file after a time"), tr("not by time"), tr(" min"), 100'000);
    m_messages =
        addNumber(tr("New file after a number of messages"), tr("not by number"), tr(" messages"), 2'000'000'000);
    m_messages->setSingleStep(1000);
    form.addRow(tr("New file at"), sideBySide({m_fileMegabytes, m_minutes, m_messages}, parent));
    m_keepFiles = addNumber(tr("Keep the newest files"), tr("all files"), tr(" newest files"), 1'000'000);
    m_totalMegabytes =
        addNumber(tr("Keep within a size altogether"), tr("any size altogether"), tr(" MB altogether"), 100'000'000);
    form.addRow(tr("Keep"), sideBySide({m_keepFiles, m_totalMegabytes}, parent));
    for (auto *spin : {m_fileMegabytes, m_minutes, m_messages})
        spin->setToolTip(tr("The first that is reached begins a new file; nothing is lost between two of them"));
    for (auto *spin : {m_keepFiles, m_totalMegabytes})
        spin->setToolTip(tr("The oldest file is removed before a new one begins, and counted"));
}

QSpinBox *RecordSplitEdit::addNumber(const QString &name, const QString &none, const QString &unit, int most)
{
    auto *spin = limitField(name, none, unit, most, qobject_cast<QWidget *>(parent()));
    spin->setMinimumWidth(96);
    connect(spin, &QSpinBox::valueChanged, this, &RecordSplitEdit::changed);
    return spin;
}

RecordingSplit RecordSplitEdit::split() const
{
    return {bytesOfMegabytes(*m_fileMegabytes), msOfMinutes(*m_minutes), static_cast<quint64>(m_messages->value()),
            static_cast<quint32>(m_keepFiles->value()), bytesOfMegabytes(*m_totalMegabytes)};
}

QString RecordSplitEdit::problem() const
{
    const auto checked = checkSplit(split());
    return checked ? QString() : errorText(checked.error());
}

} // namespace gnat
