// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"

#include <QByteArray>
#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTreeView;

namespace gnat {

class HexView;
class JsonHighlighter;
class PayloadModel;
class Segmented;

/// One payload as tree, text or bytes. The format is guessed or chosen; what cannot be decoded says which format
/// failed at which byte and falls back to bytes. Large payloads are decoded in part until the user asks for all.
/// Holds its own copy of the bytes. GUI thread.
class PayloadView final : public QWidget
{
    Q_OBJECT

public:
    enum class Mode { Tree, Text, Hex };
    /// What is laid out without asking, bytes.
    static constexpr qsizetype partBytes = 65'536;
    /// From this size a tree is built only when asked for.
    static constexpr qsizetype largeBytes = 1'000'000;

    PayloadView(const CodecRegistry &codecs, QWidget *parent = nullptr);

    /// `previous`: the payload before on the same subject, for the changes; none: no changes are shown.
    void setPayload(const QByteArray &payload, const std::optional<QByteArray> &previous = std::nullopt);
    void clear();
    const QByteArray &payload() const { return m_payload; }
    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    /// The format in use: json, msgpack, text …
    QString format() const;
    /// What the tree or the text could not be made for; empty if all is well.
    QString problem() const;
    /// The text as it stands in the Text view.
    QString shownText() const;
    /// The format that the user chose; empty: guessed.
    QString chosenFormat() const;
    QTreeView *tree() const { return m_tree; }

Q_SIGNALS:
    /// Plot the number at this path, or take it away again.
    void plotRequested(const QString &path);

private:
    QWidget *buildBar();
    QWidget *buildTreePane();
    void buildTextPane();
    const PayloadCodec &codec() const;
    void refresh();
    void refreshFormats();
    void showTree();
    void showText();
    void showHex();
    void showNotice(const QString &text, bool isError, bool offersAll);
    void markField();
    void updateFonts();
    void changeEvent(QEvent *event) override;

    const CodecRegistry &m_codecs;
    QByteArray m_payload;
    std::optional<QByteArray> m_previous;
    Mode m_mode = Mode::Tree;
    bool m_showsAll = false;
    QComboBox *m_formats = nullptr;
    Segmented *m_modes = nullptr;
    QWidget *m_notice = nullptr;
    QLabel *m_noticeText = nullptr;
    QPushButton *m_showAll = nullptr;
    QStackedWidget *m_stack = nullptr;
    QSplitter *m_treePane = nullptr;
    QTreeView *m_tree = nullptr;
    QLabel *m_bytesTitle = nullptr;
    PayloadModel *m_model = nullptr;
    HexView *m_bytes = nullptr;
    QPlainTextEdit *m_text = nullptr;
    JsonHighlighter *m_highlighter = nullptr;
    HexView *m_hex = nullptr;
    bool m_noticeIsError = false;
};

} // namespace gnat
