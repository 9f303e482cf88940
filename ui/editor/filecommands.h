// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/scenariofile.h"

#include <functional>

namespace awaitscope::editor {

class CodeEdit;

/// What is done with the file behind a text: open, copy, save, reload; and nothing that was not
/// saved is lost without a question. Dialogs do not stop the program.
class FileCommands final : public QObject
{
    Q_OBJECT

public:
    /// @p edit owns the commands; its text is the one they are about.
    explicit FileCommands(CodeEdit &edit);

    /// Whether the text comes with the program, so that only a copy of it can be changed.
    [[nodiscard]] bool isReadOnly() const { return m_file.isReadOnly(); }

    [[nodiscard]] const QString &path() const noexcept { return m_file.path(); }

    /// What the text is called: the name of its file.
    [[nodiscard]] QString name() const;
    /// The text as it is, or would be, in the file.
    [[nodiscard]] QByteArray bytes() const;
    /// Whether there are changes that are in no file.
    [[nodiscard]] bool isModified() const;

    /// Shows another text, whatever becomes of the one that is there. @p path: where it comes
    /// from, empty if from no file. False if it cannot be edited: then nothing changes.
    bool open(const QString &path, const QByteArray &bytes);
    /// Goes on with a copy that has no file yet, under another name and title.
    void duplicate();
    /// Saves; asks for a file if there is none to write to.
    void save();
    void saveAs();
    /// Takes what is in the file now; the former text can be got back with undo.
    void reload();

    /// Calls @p proceed, at once or after a question: whether to save what was changed. Not at all
    /// if the answer is to stay.
    void leave(std::function<void()> proceed);

Q_SIGNALS:
    /// Another text is shown.
    void opened();
    /// The name, or whether the text can be changed or has been changed.
    void stateChanged();
    /// The text is in this file from now on.
    void savedAs(const QString &path);
    /// It was replaced by what is in its file.
    void reloaded();
    void failed(const awaitscope::scenario::Problem &problem);
    /// Somebody else has changed the file, or removed it.
    void changedOutside();

private:
    using Proceed = std::function<void()>;

    void saveThen(const Proceed &proceed);
    void saveAsThen(const Proceed &proceed);
    void writeThen(const QString &path, const Proceed &proceed);
    void insertInto(const char *key, const QString &front, const QString &back);

    CodeEdit &m_edit;
    ScenarioFile m_file;
};

} // namespace awaitscope::editor
