// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/tracewriter.h"
#include "ui/export/pictureexporter.h"

namespace awaitscope::tests {

/// A trace that shows every state and outcome, and a picture of it that spans 500 ms; the problem
/// of a step that should have none ends the test program.
struct PictureScene
{
    /// With so many more tasks that sleep from the beginning to the end.
    explicit PictureScene(int sleepers = 0)
    {
        const trace::ResourceId gpu = writer.resource("gpu", trace::ResourceKind::Semaphore, 1);
        const trace::TaskId main = writer.task("main");
        writer.wait(main, trace::WaitKind::Gather);
        const trace::TaskId first = writer.task("infer", main);
        const trace::TaskId second = writer.task("infer", main);
        const trace::TaskId third = writer.task("save <&>", main);
        writer.acquire(first, gpu, {1, 0}).sleep(first);
        writer.queue(second, gpu, {1, 1}).sleep(third);
        writer.at(100).resume(third).fail(third, "Broken");
        writer.at(200).resume(first).release(first, gpu, {0, 1}).finish(first);
        writer.acquire(second, gpu, {1, 0}).sleep(second);
        writer.at(300).cancel(second).beginCleanup(second);
        writer.at(400).endCleanup(second).release(second, gpu, {0, 0});
        writer.end(second, trace::TaskEventKind::Cancelled);
        for (int i = 0; i < sleepers; ++i) {
            writer.sleep(writer.task("sleeper", main));
        }
        picture.title = QStringLiteral("Semaphore <1> & \"2\"");
        picture.details = {QStringLiteral("seed 42"), QStringLiteral("slots 1")};
        picture.now = TraceWriter::milliseconds(500);
        picture.isRunning = true;
    }

    [[nodiscard]] scenario::Result<exporting::PictureLayout> tryLayOut()
    {
        return exporting::layOut(picture, writer.builder(), timeline::TrackLayout(writer.store()));
    }

    [[nodiscard]] exporting::PictureLayout layOut() { return tryLayOut().value(); }

    [[nodiscard]] exporting::PictureSize size()
    {
        return exporting::sizeOf(picture, timeline::TrackLayout(writer.store()));
    }

    [[nodiscard]] QImage render() { return exporting::renderPicture(layOut()).value(); }

    [[nodiscard]] QByteArray encode(exporting::PictureFormat format)
    {
        return exporting::encodePicture(layOut(), format).value();
    }

    TraceWriter writer;
    exporting::TimelinePicture picture;
};

} // namespace awaitscope::tests
