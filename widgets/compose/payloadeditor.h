// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace gnat {

/// A payload being written: mono, with line numbers and JSON colours. Bytes that are not text are kept as they came
/// until the user edits them. Payloads too large for an editor are kept whole, shown in part and cannot be edited. GUI
/// thread.
class PayloadEditor final : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// The most that can be edited, bytes.
    static constexpr qsizetype editableBytes = 262'144;

    explicit PayloadEditor(QWidget *parent = nullptr);

    QByteArray payload() const;
    void setPayload(const QByteArray &payload);
    /// Lays JSON out for reading; false and nothing changed if it is none.
    bool formatJson();
    void paintNumbers(QPaintEvent *event);
    int numbersWidth() const;

Q_SIGNALS:
    /// Ctrl+Enter.
    void sendRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void placeNumbers();

    QWidget *m_numbers = nullptr;
    QByteArray m_binary; ///< what the text cannot stand for; empty: the text is the payload
};

} // namespace gnat
