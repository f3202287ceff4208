using System.Globalization;
using System.Text;
using Rampart.Replay;
using Rampart.Reporting.Html;

namespace Rampart.Investigation.Pages;

/// <summary>Pieces that several pages have. What is data is encoded here.</summary>
static class PageText
{
    const int CommitDigits = 40, ShownDigits = 12;

    /// <summary>The top of a page.</summary>
    /// <param name="isGood">Whether the answer is the one that everybody hopes for.</param>
    /// <param name="eyebrow">What the page is about.</param>
    /// <param name="heading">The answer.</param>
    /// <param name="sentences">What follows in sentences.</param>
    public static string Verdict(bool isGood, string eyebrow, string heading, params IEnumerable<string> sentences) =>
        $"<header class=\"{(isGood ? "passed" : "failed")}\"><p class=\"eyebrow\">{Markup.Text(eyebrow)}</p><h1>{Markup.Text(heading)}</h1>"
        + string.Concat(sentences.Select(sentence => $"<p>{Markup.Text(sentence)}</p>")) + "</header>\n";

    /// <summary>A table; nothing when it has no rows.</summary>
    public static string Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var body = new StringBuilder();
        foreach (IReadOnlyList<string?> row in rows)
        {
            IEnumerable<string> cells = row.Select((cell, place) => place == 0 ? $"<th scope=\"row\">{Cell(cell)}</th>" : $"<td>{Cell(cell)}</td>");
            body.Append("<tr>").AppendJoin("", cells).Append("</tr>\n");
        }
        return Table(columns, body.ToString());
    }

    /// <summary>A table of rows that are markup already; nothing when there are none.</summary>
    public static string Table(IReadOnlyList<string> columns, string rows)
    {
        string heads = string.Concat(columns.Select(column => $"<th>{Markup.Text(column)}</th>"));
        return rows.Length == 0 ? "" : $"<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table></div>\n";
    }

    /// <summary>A table of what is not the same on two sides.</summary>
    public static string Causes(string what, string there, string here, IEnumerable<Cause> causes) =>
        Table([what, there, here], causes.Select(cause => new[] { cause.What, cause.There ?? "absent", cause.Here ?? "absent" }));

    /// <summary>A list; nothing when it is empty.</summary>
    public static string List(IEnumerable<string> lines)
    {
        string items = string.Concat(lines.Select(line => $"<li>{Markup.Text(line)}</li>\n"));
        return items.Length == 0 ? "" : $"<ul>\n{items}</ul>\n";
    }

    /// <summary>A heading and what belongs to it; nothing when that is empty.</summary>
    public static string Part(string heading, string body) => body.Length == 0 ? "" : $"<h3>{Markup.Text(heading)}</h3>\n{body}";

    /// <summary>What not everybody wants to read.</summary>
    public static string Details(string summary, string body) => body.Length == 0 ? "" : $"<details><summary>{Markup.Text(summary)}</summary>{body}</details>\n";

    /// <summary>A figure with four digits.</summary>
    public static string Number(double? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Data in a cell: digests, and commits at the end of versions, are shortened; the whole is shown when the pointer rests there.</summary>
    public static string Cell(string? text)
    {
        string data = text ?? "";
        int digits = data.Length - data.AsSpan().TrimEnd("0123456789abcdef").Length;
        return digits >= CommitDigits ? $"<span title=\"{Markup.Text(data)}\">{Markup.Text(data[..^(digits - ShownDigits)])}…</span>" : Markup.Text(data);
    }
}
