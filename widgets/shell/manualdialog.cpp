// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/manualdialog.h"

#include "theme/fonts.h"
#include "theme/theme.h"

#include <QDir>
#include <QEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QImage>
#include <QListWidget>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextTable>

namespace gnat {

namespace {

const QString manualFolder = QStringLiteral(":/manual");

QString readPage(const QString &name)
{
    QFile file(QStringLiteral("%1/%2.md").arg(manualFolder, name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// The licence lines stand in an HTML comment, which Qt's Markdown reader would show.
QString withoutComments(QString text)
{
    for (qsizetype from = text.indexOf(QStringLiteral("<!--")); from >= 0;
         from = text.indexOf(QStringLiteral("<!--"))) {
        const qsizetype to = text.indexOf(QStringLiteral("-->"), from);
        text.remove(from, to < 0 ? text.size() - from : to + 3 - from);
    }
    return text.trimmed();
}

QString titleOf(const QString &markdown)
{
    const QStringList lines = markdown.split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        if (line.startsWith(QStringLiteral("# ")))
            return line.mid(2).trimmed();
    }
    return {};
}

// Markdown has no fonts: code in Hack, headings in our sizes.
void polishFonts(QTextDocument *document)
{
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            if (!fragment.charFormat().fontFixedPitch())
                continue;
            QTextCursor cursor(document);
            cursor.setPosition(fragment.position());
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            QTextCharFormat format;
            format.setFontFamilies(monoFont().families());
            format.setFontPointSize(monoFont().pointSizeF());
            cursor.mergeCharFormat(format);
        }
    }
}

/// Shows pictures as wide as the page; they are pictures of whole windows.
class PageText final : public QTextBrowser
{
public:
    using QTextBrowser::QTextBrowser;

    QVariant loadResource(int type, const QUrl &name) override
    {
        const QVariant found = QTextBrowser::loadResource(type, name);
        if (type != QTextDocument::ImageResource)
            return found;
        QImage picture;
        if (!picture.loadFromData(found.toByteArray()))
            return found;
        const qreal ratio = devicePixelRatioF();
        const qreal room = viewport()->width() - 2 * document()->documentMargin() - 4;
        picture = picture.scaledToWidth(qRound(room * ratio), Qt::SmoothTransformation);
        picture.setDevicePixelRatio(ratio);
        return picture;
    }
};

// Qt lays tables out with a bevelled frame and no air.
void polishTables(QTextDocument *document, const QColor &line)
{
    const QList<QTextFrame *> frames = document->rootFrame()->childFrames();
    for (QTextFrame *frame : frames) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(line);
        format.setBorderCollapse(true);
        format.setCellPadding(5);
        format.setCellSpacing(0);
        format.setTopMargin(6);
        format.setBottomMargin(10);
        table->setFormat(format);
    }
}

} // namespace

ManualDialog::ManualDialog(QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Manual"));
    resize(900, 640);
    m_list = new QListWidget(this);
    m_list->setFixedWidth(200);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setBackgroundRole(QPalette::AlternateBase);
    m_list->setAccessibleName(tr("Pages of the manual"));
    m_text = new PageText(this);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("Manual"));
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(24);
    m_text->setSearchPaths({manualFolder});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(1);
    row->addWidget(m_list);
    row->addWidget(m_text, 1);
    fillList();
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item)
            load(item->data(Qt::UserRole).toString());
    });
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl &link) {
        const QString file = link.fileName();
        if (file.endsWith(QStringLiteral(".md")))
            showPage(file.chopped(3));
    });
}

void ManualDialog::fillList()
{
    QStringList names = QDir(manualFolder).entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
    names.removeOne(QStringLiteral("index.md"));
    names.prepend(QStringLiteral("index.md"));
    for (const QString &file : std::as_const(names)) {
        const QString name = file.chopped(3);
        const QString title = titleOf(readPage(name));
        auto *item = new QListWidgetItem(title.isEmpty() ? name : title, m_list);
        item->setData(Qt::UserRole, name);
        item->setSizeHint(QSize(180, 28));
    }
}

void ManualDialog::showPage(const QString &name)
{
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(Qt::UserRole).toString() == name)
            m_list->setCurrentRow(i);
    }
}

void ManualDialog::load(const QString &name)
{
    m_name = name;
    QString page = withoutComments(readPage(name));
    if (themeOf(this).isDark)
        page.replace(QStringLiteral("-light.png"), QStringLiteral("-dark.png"));
    m_text->setMarkdown(page);
    polishFonts(m_text->document());
    polishTables(m_text->document(), themeOf(this).line);
    m_text->moveCursor(QTextCursor::Start);
}

void ManualDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    // Links keep the colour that they were laid out with.
    if (event->type() == QEvent::PaletteChange && !m_name.isEmpty())
        load(m_name);
}

} // namespace gnat
