namespace Rampart.Reporting.Html;

/// <summary>Renders <c>report.html</c>: one self-contained file that opens from disk, on a phone, in light and dark, and prints.</summary>
public static class HtmlReport
{
    static readonly string Style = ReadStyle();

    /// <summary>The page.</summary>
    public static string Render(RunResults results) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Markup.Text(results.Run.Pipeline)}: {(results.Passed ? "passed" : "failed")}</title>
        <style>
        {Style}</style>
        </head>
        <body>
        <main>
        {VerdictSection.Render(results)}
        {Markup.Section("results", "Clean and robust accuracy", ResultsSection.Render(results.Evaluation.Rows))}
        {Markup.Section("flags", "Can these figures be trusted?", FlagsSection.Render(results.Evaluation))}
        {Markup.Section("gallery", "What the attacks do", GallerySection.Render(results.Evaluation.Gallery))}
        {Markup.Section("training", "How training went", TrainingSection.Render(results.Curves))}
        {Markup.Section("provenance", "Where this comes from", ProvenanceSection.Render(results))}
        </main>
        </body>
        </html>

        """;

    static string ReadStyle()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The assembly lacks its style sheet, report.css.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
