// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/filecommands.h"

#include "engine/scenario/json.h"
#include "ui/editor/codeedit.h"
#include "ui/widgets/filedialogs.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

namespace awaitscope::editor {

FileCommands::FileCommands(CodeEdit &edit) : QObject(&edit), m_edit(edit)
{
    connect(&m_file, &ScenarioFile::changedOutside, this, &FileCommands::changedOutside);
    connect(edit.document(), &QTextDocument::modificationChanged, this,
            &FileCommands::stateChanged);
}

QString FileCommands::name() const
{
    return path().isEmpty() ? tr("untitled") : QFileInfo(path()).fileName();
}

QByteArray FileCommands::bytes() const
{
    return m_file.bytesOf(m_edit.text());
}

bool FileCommands::isModified() const
{
    return m_edit.document()->isModified();
}

bool FileCommands::open(const QString &path, const QByteArray &bytes)
{
    const std::optional<QString> text = m_file.take(path, bytes);
    if (!text) {
        return false;
    }
    m_edit.setPlainText(*text);
    m_edit.setReadOnly(isReadOnly());
    Q_EMIT opened();
    Q_EMIT stateChanged();
    return true;
}

void FileCommands::duplicate()
{
    leave([this] {
        Q_UNUSED(m_file.take({}, bytes()))
        m_edit.setReadOnly(false);
        insertInto("title", tr("Copy of "), {});
        insertInto("name", {}, QStringLiteral("-copy"));
        m_edit.document()->clearUndoRedoStacks();
        m_edit.document()->setModified(false);
        Q_EMIT stateChanged();
    });
}

// Into the text that is the value of a key of the scenario.
void FileCommands::insertInto(const char *key, const QString &front, const QString &back)
{
    const QString text = m_edit.text();
    const auto json = scenario::JsonDocument::parse(text.toUtf8(), {});
    const scenario::JsonValue *const value = json ? json.value().root().find(key) : nullptr;
    if (value == nullptr || value->kind != scenario::JsonValue::Kind::Text) {
        return;
    }
    const LineIndex lines(text);
    QTextCursor cursor(m_edit.document());
    cursor.setPosition(int(lines.offsetOf(value->end)) - 1);
    cursor.insertText(back);
    cursor.setPosition(int(lines.offsetOf(value->place)) + 1);
    cursor.insertText(front);
}

void FileCommands::save()
{
    saveThen([] {});
}

void FileCommands::saveAs()
{
    saveAsThen([] {});
}

void FileCommands::saveThen(const Proceed &proceed)
{
    if (path().isEmpty() || isReadOnly()) {
        saveAsThen(proceed);
    } else {
        writeThen(path(), proceed);
    }
}

void FileCommands::saveAsThen(const Proceed &proceed)
{
    const QString ending = QStringLiteral(".json");
    QString proposed = isReadOnly() ? name() : path();
    if (proposed.isEmpty()) {
        proposed = QStringLiteral("scenario") + ending;
    }
    QFileDialog *const dialog =
        widgets::savingDialog(m_edit.window(), tr("Save the scenario"),
                              {tr("Scenarios (*.json)"), tr("All files (*)")}, ending, proposed);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, proceed](const QString &file) { writeThen(file, proceed); });
    dialog->open();
}

void FileCommands::writeThen(const QString &path, const Proceed &proceed)
{
    const bool isElsewhere = path != this->path();
    if (const auto problem = m_file.write(path, m_edit.text())) {
        Q_EMIT failed(*problem);
        return;
    }
    m_edit.document()->setModified(false);
    m_edit.setReadOnly(false);
    Q_EMIT stateChanged();
    if (isElsewhere) {
        Q_EMIT savedAs(path);
    }
    proceed();
}

void FileCommands::reload()
{
    const auto text = m_file.reload();
    if (!text) {
        Q_EMIT failed(text.problem());
        return;
    }
    m_edit.replaceText(text.value());
    Q_EMIT reloaded();
}

void FileCommands::leave(Proceed proceed)
{
    if (!isModified()) {
        proceed();
        return;
    }
    auto *const question = new QMessageBox(
        QMessageBox::Warning, tr("Unsaved changes"),
        tr("The changes of %1 are not saved.").arg(name()),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_edit.window());
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setDefaultButton(QMessageBox::Save);
    connect(question, &QMessageBox::finished, this,
            [this, proceed = std::move(proceed)](int answer) {
                if (answer == QMessageBox::Save) {
                    saveThen(proceed);
                } else if (answer == QMessageBox::Discard) {
                    m_edit.document()->setModified(false);
                    proceed();
                }
            });
    question->open();
}

} // namespace awaitscope::editor
