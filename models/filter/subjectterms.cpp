// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Texts where subjects are looked for, and no message is at hand.
#include "filter/filterterms_p.h"

namespace gnat {

namespace {

/// What the subject does not say yes to is no: there is no payload that could.
class SubjectOnlyTerm final : public FilterNode
{
public:
    explicit SubjectOnlyTerm(FilterNodePtr node) : m_node(std::move(node)) {}
    bool accepts(const MessageView &message) const override { return isIn(message.subject); }
    SubjectVerdict judge(std::string_view subject, SourceId /*source*/) const override
    {
        return isIn(subject) ? SubjectVerdict::Yes : SubjectVerdict::No;
    }
    bool isOfSubject() const override { return true; }
    int cost() const override { return m_node->cost(); }

private:
    bool isIn(std::string_view subject) const { return m_node->judge(subject, {}) == SubjectVerdict::Yes; }

    FilterNodePtr m_node;
};

class CasedTextTerm final : public FilterNode
{
public:
    explicit CasedTextTerm(const QString &text) : m_text(text.toStdString()) {}
    bool accepts(const MessageView &message) const override { return isIn(message.subject); }
    SubjectVerdict judge(std::string_view subject, SourceId /*source*/) const override
    {
        return isIn(subject) ? SubjectVerdict::Yes : SubjectVerdict::No;
    }
    bool isOfSubject() const override { return true; }
    int cost() const override { return 4; }

private:
    bool isIn(std::string_view subject) const { return subject.find(m_text) != std::string_view::npos; }

    std::string m_text;
};

} // namespace

FilterNodePtr makeSubjectTextTerm(const QString &text, bool regardsCase)
{
    if (regardsCase)
        return std::make_unique<CasedTextTerm>(text);
    return std::make_unique<SubjectOnlyTerm>(makeTextTerm(text));
}

FilterNodePtr makeSubjectRegexTerm(const QRegularExpression &regex)
{
    return std::make_unique<SubjectOnlyTerm>(makeRegexTerm(regex));
}

} // namespace gnat
