namespace Rampart.Reporting.Html;

/// <summary>Renders <c>report.html</c>: what a run found.</summary>
public static class HtmlReport
{
    /// <summary>The page.</summary>
    public static string Render(RunResults results) => HtmlPage.Render(
        $"{results.Run.Pipeline}: {(results.Passed ? "passed" : "failed")}",
        $"""
        {VerdictSection.Render(results)}
        {Markup.Section("results", "Clean and robust accuracy", ResultsSection.Render(results.Evaluation.Rows))}
        {Markup.Section("slices", "Parts of the samples", SlicesSection.Render(results.Evaluation.Slices))}
        {Markup.Section("flags", "Can these figures be trusted?", FlagsSection.Render(results.Evaluation))}
        {Markup.Section("gallery", "What the attacks do", GallerySection.Render(results.Evaluation.Gallery))}
        {Markup.Section("training", "How training went", TrainingSection.Render(results.Curves))}
        {ArrivalsSection.Render(results.Arrivals)}{Markup.Section("provenance", "Where this comes from", ProvenanceSection.Render(results))}

        """);
}
