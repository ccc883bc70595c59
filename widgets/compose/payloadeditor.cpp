// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/payloadeditor.h"

#include "base/text.h"
#include "common/humantext.h"
#include "payload/jsonhighlighter.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QJsonDocument>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

namespace gnat {

namespace {

constexpr std::size_t shownBytes = 4096; ///< of a payload that is too large

/// The column at the left that shows the line numbers.
class LineNumbers final : public QWidget
{
public:
    explicit LineNumbers(PayloadEditor *editor) : QWidget(editor), m_editor(editor) {}

protected:
    void paintEvent(QPaintEvent *event) override { m_editor->paintNumbers(event); }

private:
    PayloadEditor *m_editor;
};

} // namespace

PayloadEditor::PayloadEditor(QWidget *parent) : QPlainTextEdit(parent), m_numbers(new LineNumbers(this))
{
    setFrameShape(QFrame::NoFrame);
    setFont(monoFont(px::data));
    setTabChangesFocus(true);
    setAccessibleName(tr("Payload to send"));
    setTabStopDistance(2 * fontMetrics().horizontalAdvance(u' '));
    document()->setDocumentMargin(6);
    new JsonHighlighter(this);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &PayloadEditor::placeNumbers);
    connect(this, &QPlainTextEdit::updateRequest, m_numbers, [this](const QRect &, int dy) {
        if (dy != 0)
            m_numbers->scroll(0, dy);
        else
            m_numbers->update();
    });
    placeNumbers();
}

QByteArray PayloadEditor::payload() const
{
    if (!m_binary.isEmpty() && !document()->isModified())
        return m_binary;
    return toPlainText().toUtf8();
}

void PayloadEditor::setPayload(const QByteArray &payload)
{
    const bool isText = isUtf8(viewOf(payload)) && !payload.contains('\0') && !payload.contains('\r');
    const bool isLarge = payload.size() > editableBytes;
    m_binary = isText && !isLarge ? QByteArray() : payload;
    setReadOnly(isLarge);
    setPlainText(isLarge ? tr("%1, too large to be edited here. It is sent as it is. It begins with:\n%2")
                               .arg(bytesText(quint64(payload.size())), toText(viewOf(payload).substr(0, shownBytes)))
                         : toText(viewOf(payload)));
    document()->setModified(false);
}

/// Laying out a line of a megabyte takes minutes: what is pasted goes the same way as what is filled in.
void PayloadEditor::insertFromMimeData(const QMimeData *source)
{
    const auto text = source->text();
    if (text.size() > editableBytes)
        setPayload(text.toUtf8());
    else
        QPlainTextEdit::insertFromMimeData(source);
}

bool PayloadEditor::formatJson()
{
    const auto json = QJsonDocument::fromJson(toPlainText().toUtf8());
    if (json.isNull())
        return false;
    selectAll();
    insertPlainText(QString::fromUtf8(json.toJson(QJsonDocument::Indented)).trimmed());
    return true;
}

int PayloadEditor::numbersWidth() const
{
    const auto digits = QString::number(qMax(10, blockCount())).size();
    return 14 + QFontMetrics(monoFont(px::figure)).horizontalAdvance(u'0') * int(digits) + 6;
}

void PayloadEditor::placeNumbers()
{
    setViewportMargins(numbersWidth(), 0, 0, 0);
    const QRect inner = contentsRect();
    m_numbers->setGeometry(inner.left(), inner.top(), numbersWidth(), inner.height());
}

void PayloadEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeNumbers();
}

void PayloadEditor::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::ControlModifier)) {
        Q_EMIT sendRequested();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void PayloadEditor::paintNumbers(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    QPainter painter(m_numbers);
    painter.fillRect(event->rect(), theme.base);
    painter.setFont(monoFont(px::figure));
    painter.setPen(theme.text3);
    auto block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const qreal height = blockBoundingRect(block).height();
        const qreal line = block.layout()->lineCount() > 0 ? block.layout()->lineAt(0).height() : height;
        painter.drawText(QRectF(0, top, m_numbers->width() - 6, line), int(Qt::AlignRight | Qt::AlignVCenter),
                         QString::number(block.blockNumber() + 1));
        top += height;
        block = block.next();
    }
}

} // namespace gnat
