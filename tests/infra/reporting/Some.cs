using Rampart.Contracts;

namespace Rampart.Reporting.Tests;

/// <summary>Made-up results with everything that a report can show.</summary>
static class Some
{
    public static RunResults Results(bool passed = true, string pipeline = "fashion") => new(
        new RunIdentity(
            "fashion-3f2a9c1d-1", pipeline, new string('a', 64), "0.1.0+abc", "cpu-float32",
            new NumericsFingerprint("Some CPU", "AVX512", "libtorch 1.13.1", "OpenBLAS 0.3.21", "cpu", 1),
            7, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), TimeSpan.FromSeconds(312.5)),
        "name: fashion\n",
        [
            new StageSummary("images", "preprocessing", [new ItemSummary("train-000", "k0", 1.5, true)]),
            new StageSummary("evaluation", "evaluation",
            [
                new ItemSummary("base/answer/000", "k1", 10, false),
                new ItemSummary("base/answer/001", "k2", 12, false),
                new ItemSummary("base/zero-shot/000", "k3", 3, false),
                new ItemSummary("adpo/answer/000", "k4", 20, false),
            ]),
        ],
        ["evaluation"],
        new EvaluationResults(Rows(), [Gate(true), Gate(passed)], [new EvaluationFlag("zero-gradient", "base", "answer", "3 of 500 samples have <no> gradient")], [Entry()]),
        [
            new TrainingCurve("adpo/1/train", [.. Points(0.7)]),
            new TrainingCurve("adpo/2/train", [.. Points(0.5)]),
        ]);

    public static IReadOnlyList<ResultRow> Rows() =>
    [
        new("base", "answer", "accuracy", null, null, null, 500, 0.832, 0.0167),
        new("base", "answer", "accuracy", "apgd-ce", "linf", 8.0 / 255, 500, 0.21, 0.0182),
        new("adpo", "answer", "accuracy", null, null, null, 500, 0.826, 0.0169),
        new("adpo", "answer", "accuracy", "apgd-ce", "linf", 8.0 / 255, 500, 0.52, 0.0223),
    ];

    static GateVerdict Gate(bool passed) =>
        new("answer", "adpo", "adpo answer >= base & more", passed, 0.52, passed ? 0.36 : 0.6, 0.022);

    public static GalleryEntry Entry() => new(
        "test/000001", "What is in the image?", "a bag", 8.0 / 255, 1, 2, 3, [0, 50, 100, 150, 200, 255],
        [new GalleryView("base", "a bag", "a <script>", [8, 42, 100, 158, 200, 247])]);

    static IEnumerable<TrainingPoint> Points(double start) => Enumerable.Range(1, 100).Select(step =>
        new TrainingPoint(step, new Dictionary<string, double> { ["loss"] = start / step, ["reward_margin"] = 0.01 * step }));
}
