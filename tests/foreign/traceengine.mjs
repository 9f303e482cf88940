// SPDX-License-Identifier: MIT
// traceengine.mjs FOLDER TRACE: reads a trace with the engine of Chrome's performance panel, which npm
// installed below FOLDER, and prints what that would show: async slices, and the slices of
// each thread.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(folder), "package.json"));
const engine = path.dirname(require.resolve("@paulirish/trace_engine/package.json"));
// What a browser has and node has not, or not before 22.
URL.parse ??= (url, base) => (URL.canParse(url, base) ? new URL(url, base) : null);
globalThis.DOMRect ??= class {
    static fromRect(rect) {
        return Object.assign(new DOMRect(), rect);
    }
};
const Trace = await import(pathToFileURL(path.join(engine, "models/trace/trace.js")));

const model = Trace.TraceModel.Model.createWithAllHandlers();
const events = JSON.parse(fs.readFileSync(file, "utf8")).traceEvents;
await model.parse(events);
const { data } = model.parsedTrace();
console.log(
    JSON.stringify({
        slices: data.UserTimings.performanceMeasures.map((slice) => ({
            id: slice.args.data.beginEvent.id,
            name: slice.name,
            begin: slice.ts,
            duration: slice.dur,
        })),
        threads: [...data.Renderer.processes.values()].flatMap((process) =>
            [...process.threads.values()].map((thread) => ({
                name: thread.name,
                slices: thread.entries.map((slice) => slice.name),
            })),
        ),
    }),
);
