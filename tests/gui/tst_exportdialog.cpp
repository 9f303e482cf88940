// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/dialogs.h"
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/export/exportdialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStatusBar>

using namespace awaitscope;
using namespace awaitscope::tests;
using exporting::ExportDialog;
using timeline::Theme;

class ExportDialogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        QSettings().clear();
        m_shown = std::make_unique<ShownWindow>();
        m_shown->openPaused(semaphoreFile);
        m_shown->runToEnd();
        open();
    }

    void cleanup() { m_shown.reset(); }

    void theKeyboardGoesFromChoiceToChoice()
    {
        QCOMPARE(m_dialog->focusWidget(), &combo("exportFormat"));
        for (const char *const name : {"exportTime", "exportRows", "exportTheme", "exportWidth",
                                       "exportScale", "exportHeader", "exportLegend"}) {
            type(Qt::Key_Tab);
            QCOMPARE(m_dialog->focusWidget()->objectName(), QLatin1String(name));
        }
        QTest::keyClick(m_dialog, Qt::Key_W, Qt::AltModifier);
        QCOMPARE(m_dialog->focusWidget()->objectName(), QStringLiteral("exportWidth"));
    }

    void theSizeFollowsTheChoices()
    {
        const QString wide = QStringLiteral("3200 × 1576 px, 25 tasks");
        QVERIFY2(sizeText().startsWith(wide), qPrintable(sizeText()));
        typeInto("exportWidth", "800");
        QTRY_VERIFY2(sizeText().startsWith(QStringLiteral("1600 × ")), qPrintable(sizeText()));
        type(Qt::Key_Tab);
        type(Qt::Key_Down); // 3x
        QTRY_VERIFY2(sizeText().startsWith(QStringLiteral("2400 × ")), qPrintable(sizeText()));
        combo("exportFormat").setFocus();
        type(Qt::Key_Down); // SVG has no scale
        QTRY_VERIFY2(sizeText().startsWith(QStringLiteral("800 × ")), qPrintable(sizeText()));
        QVERIFY(!combo("exportScale").isEnabled());
    }

    void everyChoiceReachesTheFile()
    {
        combo("exportTheme").setFocus();
        type(Qt::Key_Down, 3); // from dark to transparent for dark pages
        typeInto("exportWidth", "700");
        combo("exportScale").setFocus();
        type(Qt::Key_Home);
        check("exportHeader").setFocus();
        type(Qt::Key_Space);
        check("exportLegend").setFocus();
        type(Qt::Key_Space);
        combo("exportRows").setFocus();
        type(Qt::Key_End);
        typeInto("exportRowCount", "3");
        const QString file = exportAs(QStringLiteral("small.png"));
        const QImage image(file);
        // Ruler, track, three rows, and that the others are not shown.
        QCOMPARE(image.size(), QSize(700, 24 + 64 + 3 * 24 + 24));
        QCOMPARE(qAlpha(image.pixel(150, 5)), 0);
        QCOMPARE(image.dotsPerMeterX(), 3780);
        QVERIFY(m_shown->window().statusBar()->currentMessage().contains(file));
    }

    void aRangeIsTypedInSeconds()
    {
        combo("exportTime").setFocus();
        type(Qt::Key_End);
        QVERIFY(field("exportFrom").isVisible());
        QCOMPARE(field("exportTo").text(), QStringLiteral("3.303 s")); // the whole run at first
        typeInto("exportFrom", "5");
        QTRY_VERIFY2(sizeText().contains(QStringLiteral("its end must be after its begin")),
                     qPrintable(sizeText()));
        typeInto("exportTo", "6");
        QTRY_VERIFY2(sizeText().contains(QStringLiteral("choose a range that begins before")),
                     qPrintable(sizeText()));
        QVERIFY(!button("primary").isEnabled());
        typeInto("exportFrom", "0.5");
        QTRY_VERIFY(button("primary").isEnabled());
    }

    void whatCannotBeIsSaidWithItsMend()
    {
        typeInto("exportWidth", "20000");
        const QString mend = QStringLiteral("choose a smaller scale, or a width of at most 16383");
        QTRY_VERIFY2(sizeText().endsWith(mend), qPrintable(sizeText()));
        QVERIFY(!button("primary").isEnabled());
        QVERIFY(!button("copy").isEnabled());
        type(Qt::Key_Return);
        QVERIFY(QApplication::activeModalWidget() == m_dialog); // no file is asked for
        typeInto("exportWidth", "16383");
        QTRY_VERIFY(button("primary").isEnabled());
    }

    void theEndingOfTheNameChoosesTheFormat()
    {
        const QString file = exportAs(QStringLiteral("drawing.svg"));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.readAll().contains("viewBox=\"0 0 1600 788\""));
    }

    void aFileThatCannotBeWrittenIsSaidAndTheDialogStays()
    {
        const QString file = m_shown->path(QStringLiteral("missing/picture.png"));
        m_dialog->exportTo(file);
        QTRY_VERIFY2(sizeText().startsWith(file + QStringLiteral(": cannot be written")),
                     qPrintable(sizeText()));
        QVERIFY(button("primary").isEnabled());
        QVERIFY(m_dialog->isVisible());
        QVERIFY(!QFileInfo::exists(file));
    }

    void anEndingThatIsNotKnownIsSaid()
    {
        const QString file = m_shown->path(QStringLiteral("picture.jpg"));
        m_dialog->exportTo(file);
        QVERIFY2(sizeText().contains(QStringLiteral("use .png, .svg or .pdf")),
                 qPrintable(sizeText()));
        QVERIFY(!QFileInfo::exists(file));
    }

    void aCopyIsAnImage()
    {
        button("copy").click();
        QTRY_VERIFY(!m_dialog);
        const QMimeData &copied = *QGuiApplication::clipboard()->mimeData();
        QCOMPARE(qvariant_cast<QImage>(copied.imageData()).size(), QSize(3200, 1576));
        QVERIFY(!copied.hasFormat(QStringLiteral("image/svg+xml")));
        QVERIFY(m_shown->window().statusBar()->currentMessage().contains(QStringLiteral("Copied")));
    }

    void aCopyInVectorsIsSvgToo()
    {
        combo("exportFormat").setFocus();
        type(Qt::Key_Down);
        button("copy").click();
        QTRY_VERIFY(!m_dialog);
        const QMimeData &copied = *QGuiApplication::clipboard()->mimeData();
        QVERIFY(copied.hasImage());
        QVERIFY(copied.data(QStringLiteral("image/svg+xml")).contains("viewBox=\"0 0 1600 788\""));
    }

    void theKeyCopiesAsWasChosen()
    {
        typeInto("exportWidth", "900");
        button("copy").click();
        QTRY_VERIFY(!m_dialog);
        QGuiApplication::clipboard()->clear();
        QTRY_VERIFY(m_shown->window().isActiveWindow());
        m_shown->key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->image().width(), 1800);
    }

    void choicesAreRememberedOnceTheyWereUsed()
    {
        typeInto("exportWidth", "900");
        check("exportLegend").click();
        type(Qt::Key_Escape);
        QTRY_VERIFY(!m_dialog);
        open();
        QCOMPARE(widget<QSpinBox>("exportWidth").value(), 1600);
        typeInto("exportWidth", "900");
        check("exportLegend").click();
        button("copy").click();
        QTRY_VERIFY(!m_dialog);
        open();
        QCOMPARE(widget<QSpinBox>("exportWidth").value(), 900);
        QVERIFY(!check("exportLegend").isChecked());
    }

    void theDialogClosesWhenTheRunIsReplaced()
    {
        QVERIFY(m_shown->session().open(gatherFile));
        QTRY_VERIFY(!m_dialog);
    }

private:
    void open()
    {
        QTRY_VERIFY(m_shown->window().isActiveWindow());
        m_shown->key(Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY(qobject_cast<ExportDialog *>(QApplication::activeWindow()));
        m_dialog = qobject_cast<ExportDialog *>(QApplication::activeWindow());
    }

    template <typename Widget>
    [[nodiscard]] Widget &widget(const char *name)
    {
        auto *const found = m_dialog->findChild<Widget *>(QLatin1String(name));
        if (!found) {
            qFatal("There is no %s", name);
        }
        return *found;
    }

    [[nodiscard]] QComboBox &combo(const char *name) { return widget<QComboBox>(name); }

    [[nodiscard]] QCheckBox &check(const char *name) { return widget<QCheckBox>(name); }

    [[nodiscard]] QDoubleSpinBox &field(const char *name) { return widget<QDoubleSpinBox>(name); }

    [[nodiscard]] QPushButton &button(const char *name) { return widget<QPushButton>(name); }

    [[nodiscard]] QString sizeText() { return widget<QLabel>("exportSize").text(); }

    void type(Qt::Key key, int times = 1)
    {
        for (int i = 0; i < times; ++i) {
            QTest::keyClick(m_dialog->focusWidget(), key);
        }
    }

    void typeInto(const char *name, const char *text)
    {
        auto &box = widget<QAbstractSpinBox>(name);
        box.setFocus();
        box.selectAll();
        QTest::keyClicks(&box, QLatin1String(text));
        QTest::keyClick(&box, Qt::Key_Tab);
        box.setFocus();
    }

    /// Returns the path of the file, which is there.
    QString exportAs(const QString &name)
    {
        const QString file = m_shown->path(name);
        DialogAnswer answer(file);
        button("primary").click();
        [&] { QTRY_VERIFY(!m_dialog); }();
        return file;
    }

    std::unique_ptr<ShownWindow> m_shown;
    QPointer<ExportDialog> m_dialog;
};

int main(int argc, char *argv[])
{
    return runWithWindows<ExportDialogTest>(argc, argv);
}

#include "tst_exportdialog.moc"
