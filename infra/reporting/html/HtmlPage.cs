namespace Rampart.Reporting.Html;

/// <summary>The frame of every page: one self-contained file that opens from disk, on a phone, in light and dark, and prints.</summary>
public static class HtmlPage
{
    static readonly string Style = ReadStyle();

    /// <summary>A page.</summary>
    /// <param name="title">Its title, as text.</param>
    /// <param name="body">What stands in it, as markup.</param>
    public static string Render(string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Markup.Text(title)}</title>
        <style>
        {Style}</style>
        </head>
        <body>
        <main>
        {body}</main>
        </body>
        </html>

        """;

    static string ReadStyle()
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The assembly lacks its style sheet, report.css.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
