// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/payloadview.h"

#include "base/text.h"
#include "common/humantext.h"
#include "common/segmented.h"
#include "items/payloadmodel.h"
#include "items/roles.h"
#include "payload/fieldactions.h"
#include "payload/hexview.h"
#include "payload/jsonhighlighter.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>

#include <algorithm>

namespace gnat {

namespace {

/// A line without an end costs the text layout minutes; beyond the first part lines are broken for the eye alone.
QString withShortLines(const QString &text)
{
    constexpr qsizetype longest = 1000;
    if (text.size() <= PayloadView::partBytes)
        return text;
    QString broken;
    broken.reserve(text.size() + text.size() / longest);
    qsizetype column = 0;
    for (const QChar c : text) {
        column = c == u'\n' ? 0 : column + 1;
        broken += c;
        if (column >= longest && !c.isHighSurrogate()) {
            broken += u'\n';
            column = 0;
        }
    }
    return broken;
}

QString formatTitle(const QString &name)
{
    if (name == u"json")
        return QStringLiteral("JSON");
    if (name == u"msgpack")
        return QStringLiteral("MessagePack");
    if (name == u"text")
        return PayloadView::tr("Text");
    if (name == u"bin")
        return PayloadView::tr("Bytes");
    return name;
}

} // namespace

PayloadView::PayloadView(const CodecRegistry &codecs, QWidget *parent) : QWidget(parent), m_codecs(codecs)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildBar());

    m_notice = new QWidget(this);
    m_notice->setAutoFillBackground(true);
    auto *noticeLayout = new QHBoxLayout(m_notice);
    noticeLayout->setContentsMargins(12, 4, 8, 4);
    m_noticeText = new QLabel(m_notice);
    m_noticeText->setWordWrap(true);
    m_showAll = new QPushButton(tr("Show all"), m_notice);
    noticeLayout->addWidget(m_noticeText, 1);
    noticeLayout->addWidget(m_showAll);
    connect(m_showAll, &QPushButton::clicked, this, [this] {
        m_showsAll = true;
        refresh();
    });
    layout->addWidget(m_notice);

    m_stack = new QStackedWidget(this);
    m_stack->addWidget(buildTreePane());
    buildTextPane();
    m_stack->addWidget(m_text);
    m_hex = new HexView(this);
    m_stack->addWidget(m_hex);
    layout->addWidget(m_stack, 1);

    updateFonts();
    refresh();
}

QWidget *PayloadView::buildBar()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 6, 8, 6);
    m_formats = new QComboBox(bar);
    m_formats->setFont(uiFont(px::small));
    m_formats->setMinimumContentsLength(16);
    m_formats->setAccessibleName(tr("Payload format"));
    m_formats->setToolTip(tr("How the payload is read"));
    m_formats->addItem(QString(), QString());
    for (const auto &name : m_codecs.names())
        m_formats->addItem(formatTitle(name), name);
    connect(m_formats, &QComboBox::currentIndexChanged, this, [this] { refresh(); });
    m_modes = new Segmented({tr("Tree"), tr("Text"), tr("Hex")}, tr("Payload view"), bar);
    connect(m_modes, &Segmented::currentChanged, this, [this](int index) { setMode(static_cast<Mode>(index)); });
    layout->addWidget(m_formats);
    layout->addWidget(m_modes);
    layout->addStretch(1);
    return bar;
}

QWidget *PayloadView::buildTreePane()
{
    m_treePane = new QSplitter(Qt::Vertical, this);
    m_treePane->setChildrenCollapsible(false);
    m_model = new PayloadModel(this);
    m_tree = new QTreeView(m_treePane);
    m_tree->setModel(m_model);
    connect(new FieldActions(*m_tree, *m_model, this), &FieldActions::plotRequested, this, &PayloadView::plotRequested);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHeaderHidden(true);
    m_tree->setMinimumHeight(3 * 22); // low windows need room for the list
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(14);
    m_tree->setAccessibleName(tr("Payload fields"));
    auto *header = m_tree->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(40);
    header->setSectionResizeMode(PayloadModel::Value, QHeaderView::Stretch);
    header->resizeSection(PayloadModel::Key, 138);
    header->resizeSection(PayloadModel::Change, 62);
    header->resizeSection(PayloadModel::Type, 70);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &PayloadView::markField);

    auto *bytesPane = new QWidget(m_treePane);
    auto *bytesLayout = new QVBoxLayout(bytesPane);
    bytesLayout->setContentsMargins(0, 0, 0, 0);
    bytesLayout->setSpacing(0);
    m_bytesTitle = new QLabel(bytesPane);
    m_bytesTitle->setContentsMargins(12, 6, 8, 4);
    m_bytes = new HexView(bytesPane);
    m_bytesTitle->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_bytes->setMinimumHeight(1);
    bytesPane->setMinimumHeight(24); // its title; the splitter gives more where there is room
    bytesLayout->addWidget(m_bytesTitle);
    bytesLayout->addWidget(m_bytes, 1);
    m_treePane->addWidget(m_tree);
    m_treePane->addWidget(bytesPane);
    m_treePane->setStretchFactor(0, 3);
    m_treePane->setStretchFactor(1, 1);
    m_treePane->setSizes({300, 150});
    return m_treePane;
}

void PayloadView::buildTextPane()
{
    m_text = new QPlainTextEdit(this);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->document()->setDocumentMargin(12);
    m_text->setAccessibleName(tr("Payload text"));
    m_highlighter = new JsonHighlighter(m_text);
}

void PayloadView::updateFonts()
{
    m_text->setFont(monoFont(12));
    m_bytesTitle->setFont(uiFont(11.5));
    m_noticeText->setFont(uiFont(11.5));
    auto palette = m_notice->palette();
    palette.setColor(QPalette::Window, m_noticeIsError ? themeOf(this).errBg : themeOf(this).accentBg);
    m_notice->setPalette(palette);
}

void PayloadView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_text)
        updateFonts();
}

void PayloadView::setPayload(const QByteArray &payload, const std::optional<QByteArray> &previous)
{
    if (payload == m_payload && previous == m_previous)
        return;
    m_payload = payload;
    m_previous = previous;
    m_showsAll = false;
    refresh();
}

void PayloadView::clear()
{
    setPayload({});
}

void PayloadView::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    m_modes->setCurrent(static_cast<int>(mode));
    refresh();
}

QString PayloadView::format() const
{
    return codec().name();
}

QString PayloadView::chosenFormat() const
{
    return m_formats->currentData().toString();
}

QString PayloadView::problem() const
{
    return m_noticeIsError ? m_noticeText->text() : QString();
}

QString PayloadView::shownText() const
{
    return m_text->toPlainText();
}

const PayloadCodec &PayloadView::codec() const
{
    const auto chosen = m_formats->currentData().toString();
    if (const auto *codec = chosen.isEmpty() ? nullptr : m_codecs.find(chosen))
        return *codec;
    return m_codecs.guess(viewOf(m_payload));
}

void PayloadView::refreshFormats()
{
    const QSignalBlocker blocker(m_formats);
    m_formats->setItemText(0, tr("%1, auto").arg(formatTitle(m_codecs.guess(viewOf(m_payload)).name())));
}

void PayloadView::refresh()
{
    refreshFormats();
    showNotice({}, false, false);
    switch (m_mode) {
    case Mode::Tree:
        showTree();
        break;
    case Mode::Text:
        showText();
        break;
    case Mode::Hex:
        showHex();
        break;
    }
}

void PayloadView::showTree()
{
    if (m_payload.size() > largeBytes && !m_showsAll) {
        showNotice(tr("%1 is a lot for a tree.").arg(bytesText(quint64(m_payload.size()))), false, true);
        showHex();
        return;
    }
    auto decoded = codec().decode(viewOf(m_payload));
    if (!decoded) {
        showNotice(errorText(decoded.error()), true, false);
        showHex();
        return;
    }
    std::optional<PayloadField> before;
    if (m_previous && m_previous->size() <= largeBytes) {
        if (auto previous = codec().decode(viewOf(*m_previous)))
            before = std::move(previous).value();
    }
    const auto selected = m_model->path(m_tree->currentIndex());
    m_model->setPayload(std::move(decoded).value(), before ? &*before : nullptr);
    m_tree->expandToDepth(1);
    m_bytes->setBytes(m_payload);
    for (int row = 0; !selected.isEmpty() && row < m_model->rowCount(); ++row) {
        if (m_model->path(m_model->index(row, 0)) == selected)
            m_tree->setCurrentIndex(m_model->index(row, 0));
    }
    markField();
    m_stack->setCurrentWidget(m_treePane);
}

void PayloadView::showText()
{
    const bool isPart = m_payload.size() > partBytes && !m_showsAll;
    QString text;
    if (isPart) {
        text = toText(viewOf(m_payload).substr(0, partBytes));
        showNotice(tr("First 64 kB of %1.").arg(bytesText(quint64(m_payload.size()))), false, true);
    } else if (const auto pretty = codec().pretty(viewOf(m_payload))) {
        text = pretty.value();
    } else {
        showNotice(errorText(pretty.error()), true, false);
        text = toText(viewOf(m_payload));
    }
    m_highlighter->setOn(format() != u"text" && text.size() <= 4 * partBytes);
    m_text->setPlainText(withShortLines(text));
    m_stack->setCurrentWidget(m_text);
}

void PayloadView::showHex()
{
    m_hex->setBytes(m_payload);
    m_stack->setCurrentWidget(m_hex);
}

void PayloadView::showNotice(const QString &text, bool isError, bool offersAll)
{
    m_noticeIsError = isError;
    m_noticeText->setText(text);
    m_showAll->setVisible(offersAll);
    m_notice->setVisible(!text.isEmpty());
    updateFonts();
}

void PayloadView::markField()
{
    const auto index = m_tree->currentIndex();
    if (!index.isValid()) {
        m_bytesTitle->setText(tr("<b>Bytes</b> %1").arg(bytesText(quint64(m_payload.size()))));
        m_bytes->setHighlight(0, 0);
        return;
    }
    const auto offset = index.data(OffsetRole).toULongLong();
    const auto size = index.data(SizeRole).toULongLong();
    const auto path = m_model->path(index);
    m_bytesTitle->setText(tr("<b>Bytes</b> %1, offset %2, %3")
                              .arg((path.isEmpty() ? index.siblingAtColumn(0).data().toString() : path).toHtmlEscaped())
                              .arg(offset)
                              .arg(bytesText(size)));
    m_bytes->setHighlight(qsizetype(offset), qsizetype(size));
}

} // namespace gnat
